// The column anywhere under the county's portal: links are relative, so the path that it stands under does not matter.

import assert from "node:assert/strict";
import { test } from "node:test";
import { journey, samples } from "./column.js";

const trip = journey({ under: "/a/b/gk/" });

test("a walk under a path of the portal", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  const refused = [];
  page.on("response", (response) => response.status() >= 400 && refused.push(response.url()));
  await page.goto(trip.root);
  await page.locator(".news li > a").first().click();
  assert.ok((await page.locator("body").getAttribute("class")).includes("k-item"));
  for (const item of await page.locator(".nav li:not(.fold) a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
    const before = page.url();
    await page.locator(`.nav a[href="${item}"]`).first().click();
    assert.ok(page.url().startsWith(trip.root), page.url());
    await page.goto(before);
  }
  await page.goto(trip.root + samples.get("item-attachment"));
  const download = await context.request.get(await page.locator(".files a").first().evaluate((link) => link.href));
  assert.equal(download.status(), 200);
  assert.deepEqual(refused, []);
  assert.deepEqual(trip.strangers, []);
  await context.close();
});
