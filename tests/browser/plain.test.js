// Without scripts: the menu opens, what is folded unfolds, documents are found.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, files, journey, pages, read, samples } from "./column.js";

const trip = journey();

test("no script but the two of the theme, and none in a page", () => {
  const scripts = files.filter((file) => /\.m?js$/.test(file) && !/^search\/(titles|text)-\d{4}(-\d+)?\.js$/.test(file));
  assert.deepEqual(scripts, ["assets/mode.js", "assets/search.js"]);
  const faults = pages.filter((path) => {
    const ours = /<script src="[^"]*assets\/(?:mode|search)\.js" defer><\/script>/g;
    const html = read(path).replace(ours, "");
    return /<script(?! type="application\/ld\+json">)|\son[a-z]+=|\sstyle=|javascript:/i.test(html);
  });
  assert.deepEqual(faults, []);
});

test("the search without scripts says so, and leads to the other ways", async () => {
  const context = await trip.open({ ...SCREENS.phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(trip.root);
  await page.getByRole("search").getByRole("searchbox").fill("河长");
  await page.getByRole("search").getByRole("button").tap();
  await page.waitForURL(`${trip.root}search.html?q=*`);
  assert.equal(await page.locator("#find, #results").filter({ visible: true }).count(), 0);
  assert.match(await page.locator("noscript").innerText(), /没有开启脚本/);
  await page.locator("main").getByRole("link", { name: "历年归档" }).tap();
  await page.waitForURL(`${trip.root}archive/index.html`);
  await context.close();
});

test("a phone without scripts", async () => {
  const context = await trip.open({ ...SCREENS.phone, javaScriptEnabled: false });
  const page = await context.newPage();
  // On the home page the menu lies open, on any other it is folded.
  await page.goto(trip.root);
  assert.equal(await page.getByRole("navigation", { name: "栏目导航" }).getByRole("link", { name: "依申请公开" }).isVisible(), true);
  await page.goto(`${trip.root}map.html`);
  const menu = page.getByRole("navigation", { name: "栏目导航" });
  assert.equal(await menu.isVisible(), false);
  await page.getByRole("link", { name: "栏目导航" }).tap();
  assert.equal(await menu.isVisible(), true);
  await page.getByRole("link", { name: "收起导航" }).tap();
  assert.equal(await menu.isVisible(), false);
  await page.getByRole("link", { name: "栏目导航" }).tap();
  await menu.getByRole("link", { name: "法定主动公开内容" }).tap();
  await page.waitForURL(`${trip.root}disclosure.html`);

  await page.goto(trip.root + samples.get("item"));
  const folded = page.locator("details.rest");
  assert.equal(await folded.locator("dl").isVisible(), false);
  await folded.locator("summary").tap();
  assert.equal(await folded.locator("dl").isVisible(), true);
  await context.close();
});
