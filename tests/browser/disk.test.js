// The column on a USB stick, opened by double click.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { journey, onDisk, samples, walked } from "./column.js";

const trip = journey();

test("pages lead to one another from disk", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(onDisk("index.html"));
  await page.locator(".parts h3 a").first().click();
  assert.match(page.url(), /^file:.*\/part\/[^/]+\.html$/);
  await page.locator(".group h3 a").first().click();
  assert.match(page.url(), /^file:.*\/index\.html$/);
  await page.locator(".rows a").first().click();
  assert.ok((await page.locator("body").getAttribute("class")).includes("k-item"));
  await page.locator("header .brand").click();
  assert.equal(page.url(), onDisk("index.html"));
  await context.close();
});

test("every kind of page is styled from disk", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  for (const [name, path] of walked) {
    await page.goto(onDisk(path));
    assert.notEqual(await page.locator(".mast").evaluate((mast) => getComputedStyle(mast).borderTopWidth), "0px", name);
  }
  await context.close();
  assert.deepEqual(trip.strangers, []);
});

test("an attachment lies where its link says", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(onDisk(samples.get("item-attachment")));
  const addresses = await page.locator(".files a").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(addresses.length > 0);
  for (const address of addresses) assert.ok(statSync(fileURLToPath(address)).size > 0, address);
  await context.close();
});
