// What every page owes: its language, one heading of the first rank, a title of its own, the notice of the demonstration; what a
// document owes besides.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, files, journey, pages, read, samples } from "./column.js";

const trip = journey();

test("language, heading, title, notice", async () => {
  const context = await trip.open(SCREENS.phone);
  const page = await context.newPage();
  const faults = [];
  const titles = new Map();
  for (const path of pages.filter((path) => path !== "404.html")) {
    await page.goto(trip.root + path);
    const seen = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.localName[1])),
      title: document.title,
      notice: [...document.querySelectorAll("*")].some(
        (element) => element.children.length === 0 && element.textContent.includes("演示数据") && element.checkVisibility() && element.getBoundingClientRect().height > 10,
      ),
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    }));
    if (seen.lang !== "zh-CN") faults.push(`${path}: lang ${seen.lang}`);
    if (seen.headings.filter((level) => level === 1).length !== 1 || seen.headings[0] !== 1) faults.push(`${path}: headings ${seen.headings}`);
    if (seen.headings.some((level, at) => at > 0 && level > seen.headings[at - 1] + 1)) faults.push(`${path}: a heading skips a rank: ${seen.headings}`);
    if (!seen.title) faults.push(`${path}: no title`);
    if (titles.has(seen.title)) faults.push(`${path}: the title of ${titles.get(seen.title)}: ${seen.title}`);
    if (!seen.notice) faults.push(`${path}: no notice of the demonstration`);
    if (new Set(seen.ids).size !== seen.ids.length) faults.push(`${path}: an id twice`);
    titles.set(seen.title, path);
  }
  await context.close();
  assert.deepEqual(faults, []);
});

/** The pages of documents. */
const documents = pages.filter((path) => /<body class="k-item"/.test(read(path)));

test("a document with its styles is at most 40 KB", (run) => {
  const size = (text) => Buffer.byteLength(text);
  const sizes = documents.map((path) => {
    const html = read(path);
    const styles = [...html.matchAll(/<link rel="stylesheet" href="(?:\.\.\/)*([^"]+)">/g)].map(([, style]) => style);
    assert.ok(styles.length >= 1 && styles.every((style) => files.includes(style)), `${path}: ${styles}`);
    return { path, all: size(html) + styles.reduce((sum, style) => sum + size(read(style)), 0) };
  });
  const largest = sizes.reduce((one, other) => (other.all > one.all ? other : one));
  run.diagnostic(`the largest: ${largest.path}, ${largest.all} bytes`);
  assert.ok(largest.all <= 40 * 1024, `${largest.path}: ${largest.all} bytes`);
});

test("every document names its day, its source and whom to call, and no cell of its box is blank", async () => {
  const context = await trip.open(SCREENS.desk);
  const page = await context.newPage();
  const faults = [];
  for (const path of documents) {
    const seen = await page.evaluate((html) => {
      const document = new DOMParser().parseFromString(html, "text/html");
      const text = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.trim());
      return { line: text(".dateline").join(), cells: text(".meta dd"), call: document.querySelectorAll(".mend a[href^='tel:']").length };
    }, read(path));
    if (!/发布日期：\d{4}年.* 来源：\S/.test(seen.line)) faults.push(`${path}: ${seen.line}`);
    if (seen.cells.length < 4 || seen.cells.some((cell) => !cell)) faults.push(`${path}: cells ${seen.cells}`);
    if (seen.call !== 1) faults.push(`${path}: ${seen.call} numbers to call`);
  }
  await context.close();
  assert.deepEqual(faults, []);
});

test("a repealed document leads to what repealed it, and back", async () => {
  const context = await trip.open(SCREENS.phone);
  const page = await context.newPage();
  await page.goto(trip.root + samples.get("item-repealed"));
  const title = await page.locator("h1").innerText();
  await page.locator(".alert a").tap();
  await page.waitForURL((url) => !url.href.endsWith(samples.get("item-repealed")));
  await page.locator(".rel li", { hasText: "所废止的文件" }).getByRole("link", { name: title, exact: true }).tap();
  await page.waitForURL(trip.root + samples.get("item-repealed"));
  await context.close();
});
