// A citizen looks for one document, by each of the ways that the column offers.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SCREENS, journey, read, samples } from "./column.js";

const trip = journey();

/** A document to look for, and what stands on its page about it. */
const wanted = samples.get("item");

async function start(go) {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(`${trip.root}${wanted}`);
  const goal = {
    path: wanted,
    title: await page.locator("h1").innerText(),
    crumbs: await page.locator(".crumbs a").allInnerTexts(),
    subject: /href="\.\.\/(subject\/(?!index)[^"]+)"/.exec(read(wanted))?.[1],
    published: await page.locator('meta[name="PubDate"]').getAttribute("content"),
  };
  await page.goto(trip.root);
  await go(page, goal);
  assert.equal(page.url(), trip.root + wanted);
  assert.equal(await page.locator("h1").innerText(), goal.title);
  await context.close();
}

const main = (page, name) => page.locator("main").getByRole("link", { name, exact: true }).first();

/** Turns to older pages of a list until the document is on one of them, and opens it. */
async function openFrom(page, title) {
  while ((await main(page, title).count()) === 0) await page.locator(".pager [rel=next]").click();
  await main(page, title).click();
}

test("home, part, leaf, item", () =>
  start(async (page, { title, crumbs }) => {
    await page.getByRole("navigation", { name: "栏目导航" }).getByRole("link", { name: "法定主动公开内容" }).click();
    await main(page, crumbs[1]).click();
    assert.equal(await page.locator("h1").innerText(), crumbs[1]);
    await main(page, crumbs[2]).click();
    assert.equal(await page.locator("h1").innerText(), crumbs[2]);
    await openFrom(page, title);
  }));

test("home, leaf, item", () =>
  start(async (page, { title, crumbs }) => {
    await page.locator(".parts").getByRole("link", { name: crumbs[2], exact: true }).click();
    await openFrom(page, title);
  }));

test("through the catalogue", () =>
  start(async (page, { title, crumbs }) => {
    await main(page, "主动公开基本目录").click();
    await page.getByRole("table").getByRole("link", { name: crumbs[2], exact: true }).click();
    await openFrom(page, title);
  }));

test("through the archive: year, month", () =>
  start(async (page, { title, published }) => {
    const [year, month] = published.split("-").map(Number);
    await main(page, "历年归档").click();
    await main(page, `${year}年`).click();
    await page.locator(".onpage").getByRole("link", { name: new RegExp(`^${month}月`) }).click();
    assert.ok(page.url().endsWith(`archive/${published.slice(0, 7)}.html`));
    await openFrom(page, title);
  }));

test("through the archive: the pages of a year", () =>
  start(async (page, { title, published }) => {
    await main(page, `${Number(published.slice(0, 4))}年`).click();
    await openFrom(page, title);
  }));

test("through the office that answers for it", () =>
  start(async (page, { title, subject }) => {
    await main(page, "公开主体").click();
    await page.locator(`main a[href="${subject.replace("subject/", "")}"], main a[href="../${subject}"]`).first().click();
    await openFrom(page, title);
  }));

test("through the map of the column", () =>
  start(async (page, { title, crumbs }) => {
    await main(page, "栏目地图").click();
    await main(page, crumbs[2]).click();
    await openFrom(page, title);
  }));

test("back up by the path at the head of the page", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(trip.root + wanted);
  for (const name of (await page.locator(".crumbs a").allInnerTexts()).slice(1).reverse()) {
    await page.locator(".crumbs").getByRole("link", { name, exact: true }).click();
    assert.equal(await page.locator("h1").innerText(), name);
  }
  await page.locator(".crumbs").getByRole("link", { name: "首页" }).click();
  assert.equal(page.url(), `${trip.root}index.html`);
  await context.close();
});

test("by keyboard: the first stop skips to the text", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(trip.root + wanted);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "跳到主要内容");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await context.close();
});

test("an attachment is downloaded, and is what its check sum says", async () => {
  const context = await trip.open({ acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(trip.root + samples.get("item-attachment"));
  const link = page.locator(".files li").first();
  const [download] = await Promise.all([page.waitForEvent("download"), link.locator("a").first().click()]);
  const bytes = readFileSync(await download.path());
  await link.locator("summary").click();
  assert.equal(createHash("sha256").update(bytes).digest("hex"), await link.locator("code").innerText());
  await context.close();
});

test("with large type: a document is found by search and read", async () => {
  const context = await trip.open(SCREENS.phone);
  const page = await context.newPage();
  await page.goto(trip.root);
  await page.getByText("大字", { exact: true }).tap();
  await page.getByRole("search").getByRole("searchbox").fill("河长");
  await page.getByRole("search").getByRole("button").tap();
  await page.waitForURL(/search\.html\?q=/);
  await page.locator("#hits h3 a").first().tap();
  await page.waitForSelector(".k-item");
  await page.waitForFunction(() => document.querySelector("#mode-large").checked);
  assert.ok((await page.locator(".body p").first().evaluate((text) => parseFloat(getComputedStyle(text).fontSize))) >= 24, "18 pt");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await context.close();
});
