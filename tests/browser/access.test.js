// WCAG 2.2 AA by axe, on one page of each kind, on a phone and at a desk.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { SCREENS, journey, walked } from "./column.js";

const trip = journey();
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const screen of ["phone", "desk"]) {
  test(`axe finds nothing: ${screen}`, async () => {
    const context = await trip.open(SCREENS[screen]);
    const page = await context.newPage();
    const faults = [];
    for (const [name, path] of walked) {
      await page.goto(trip.root + path);
      // Folded parts are looked at too.
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), RULES);
      assert.ok(passes.length > 10, `axe looked at ${path}`);
      for (const { id, help, nodes } of violations) {
        faults.push(`${name} ${path}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")} (${nodes.length})`);
      }
    }
    await context.close();
    assert.deepEqual(faults, []);
  });
}
