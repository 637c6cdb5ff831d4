// WCAG 2.2 AA by axe, on one page of each kind, on a phone and at a desk, plain, with large type and with high contrast.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { SCREENS, journey, samples, walked } from "./column.js";

const trip = journey();
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MODES = { plain: null, 大字: "大字", 高对比: "高对比" };

for (const screen of ["phone", "desk"]) {
  for (const [mode, label] of Object.entries(MODES)) {
    test(`axe finds nothing: ${screen}, ${mode}`, async () => {
      const context = await trip.open(SCREENS[screen]);
      const page = await context.newPage();
      const faults = [];
      // High contrast is 7:1.
      const rules = mode === "高对比" ? { "color-contrast-enhanced": { enabled: true } } : {};
      for (const [name, path] of walked) {
        await page.goto(trip.root + path);
        if (label) await page.locator(".modes label", { hasText: label }).click();
        // Folded parts are looked at too.
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        await page.evaluate(axe.source);
        const options = { runOnly: { type: "tag", values: RULES }, rules };
        const { violations, passes } = await page.evaluate((options) => axe.run(document, options), options);
        assert.ok(passes.length > 10, `axe looked at ${path}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 1) faults.push(`${name} ${path}: ${wide} px too wide`);
        for (const { id, help, nodes } of violations) {
          faults.push(`${name} ${path}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")} (${nodes.length})`);
        }
      }
      await context.close();
      assert.deepEqual(faults, []);
    });
  }
}

test("large type is switched by keyboard, remembered from page to page, and needs no script", async () => {
  const size = (page) => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main p")).fontSize));
  const context = await trip.open(SCREENS.phone);
  const page = await context.newPage();
  await page.goto(trip.root);
  const small = await size(page);
  await page.getByLabel("大字", { exact: true }).focus();
  await page.keyboard.press("Space");
  assert.ok((await size(page)) >= 24 && small < 24, "18 pt");
  await page.goto(trip.root + samples.get("item"));
  await page.waitForFunction(() => document.querySelector("#mode-large").checked);
  assert.ok((await size(page)) >= 20);
  await context.close();

  const plain = await trip.open({ ...SCREENS.phone, javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(trip.root);
  await still.getByText("大字", { exact: true }).tap();
  assert.equal(await still.getByLabel("大字", { exact: true }).isChecked(), true);
  await plain.close();
});
