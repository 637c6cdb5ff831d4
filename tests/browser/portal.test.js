// The head and foot of the county's site around every page: where they stand, that their links work anywhere, that they are no
// obstacle. (That axe, html-validate and the policy find nothing in them, the other journeys see: they are on every page.)

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, journey, pages, read, samples, walked } from "./column.js";

const trip = journey();

test("the skip link is first, and there is one head, one main part and one foot of the page", async () => {
  const context = await trip.open(SCREENS.desk);
  const page = await context.newPage();
  for (const [name, path] of walked) {
    await page.goto(trip.root + path);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", name);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest(".portal") !== null), `${name}: then the county's head`);
    for (const role of ["banner", "main", "contentinfo"]) assert.equal(await page.getByRole(role).count(), 1, `${name}: ${role}`);
    for (const end of ["页头", "页脚"]) assert.equal(await page.getByRole("region", { name: `示例县人民政府门户网站${end}` }).count(), 1, name);
    const order = await page.evaluate(() => [...document.body.children].map((element) => element.className).filter((name) => ["skip", "portal", "mast", "foot"].includes(name)));
    assert.deepEqual(order, ["skip", "portal", "mast", "foot", "portal"], name);
  }
  await context.close();
});

test("its links and pictures work on a page in a folder", async () => {
  const context = await trip.open(SCREENS.phone);
  const page = await context.newPage();
  await page.goto(trip.root + samples.get("item"));
  assert.ok(samples.get("item").includes("/"));
  assert.ok(await page.locator(".portal img").evaluate((picture) => picture.naturalWidth > 0));
  assert.notEqual(await page.locator(".portal").first().evaluate((head) => getComputedStyle(head).backgroundColor), "rgba(0, 0, 0, 0)");
  await page.getByRole("link", { name: "本栏目首页" }).click();
  assert.equal(page.url(), `${trip.root}index.html`);
  await context.close();
});

test("no placeholder is left on any page", () => {
  for (const path of pages) assert.ok(!read(path).includes("{root}"), path);
});

test("it is not printed", async () => {
  const context = await trip.open(SCREENS.desk);
  const page = await context.newPage();
  await page.goto(trip.root + samples.get("item"));
  await page.emulateMedia({ media: "print" });
  for (const piece of await page.locator(".portal").all()) assert.ok(!(await piece.isVisible()));
  await context.close();
});
