// Without scripts: the menu opens, what is folded unfolds, documents are found.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, files, journey, pages, read, samples } from "./column.js";

const trip = journey();

test("the column holds no script", () => {
  assert.deepEqual(files.filter((file) => /\.m?js$/.test(file)), []);
  const faults = pages.filter((path) => /<script(?! type="application\/ld\+json">)|\son[a-z]+=|\sstyle=|javascript:/i.test(read(path)));
  assert.deepEqual(faults, []);
});

test("a phone without scripts", async () => {
  const context = await trip.open({ ...SCREENS.phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(trip.root);
  const menu = page.getByRole("navigation", { name: "栏目导航" });
  assert.equal(await menu.isVisible(), false);
  await page.getByRole("link", { name: "栏目导航" }).tap();
  assert.equal(await menu.isVisible(), true);
  await page.getByRole("link", { name: "收起导航" }).tap();
  assert.equal(await menu.isVisible(), false);
  await page.getByRole("link", { name: "栏目导航" }).tap();
  await menu.getByRole("link", { name: "历年归档" }).tap();
  await page.waitForURL(`${trip.root}archive/index.html`);

  await page.goto(trip.root + samples.get("item"));
  const folded = page.locator("details.rest");
  assert.equal(await folded.locator("dl").isVisible(), false);
  await folded.locator("summary").tap();
  assert.equal(await folded.locator("dl").isVisible(), true);
  await context.close();
});
