// What every page owes: its language, one heading of the first rank, a title of its own, the notice of the demonstration.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, journey, pages } from "./column.js";

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
