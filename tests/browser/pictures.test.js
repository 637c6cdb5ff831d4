// The pictures of the README. They are made only when SCREENSHOTS=1, so that a test run changes no file of the project.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SCREENS, journey, samples } from "./column.js";

const trip = journey();
const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const skip = process.env.SCREENSHOTS === "1" ? false : "SCREENSHOTS is not 1";

test("the pictures of the README", { skip }, async () => {
  mkdirSync(folder, { recursive: true });
  for (const [name, at, screen] of [
    ["home.png", "index.html", { ...SCREENS.desk, deviceScaleFactor: 1 }],
    ["item-phone.png", samples.get("item-repealed"), { ...SCREENS.phone, deviceScaleFactor: 2 }],
  ]) {
    const context = await trip.open({ ...screen, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(trip.root + at);
    const shot = await page.screenshot({ path: path.join(folder, name), animations: "disabled" });
    assert.ok(shot.length > 10_000, name);
    await context.close();
  }
});
