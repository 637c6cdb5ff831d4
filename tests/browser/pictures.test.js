// The pictures of the README. They are made only when SCREENSHOTS=1, as tests/run.sh sets it, so that a test alone changes no file
// of the project. Each is made twice: a picture that is not the same twice would change with every run.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SCREENS, journey, samples } from "./column.js";

const trip = journey();
const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const skip = process.env.SCREENSHOTS === "1" ? false : "SCREENSHOTS is not 1";

const desk = { ...SCREENS.desk, deviceScaleFactor: 1 };
const phone = { ...SCREENS.phone, deviceScaleFactor: 2 };

/** The search has ended. */
const found = (page) => page.waitForFunction(() => document.querySelector("#results").getAttribute("aria-busy") === "false");
/** Puts a part of the page at the top of the screen. */
const at = (selector) => (page) => page.locator(selector).first().evaluate((element) => element.scrollIntoView());

/** A name, a page, a screen, and what is done before the picture is taken. */
const PICTURES = [
  ["home.png", "index.html", desk],
  ["catalogue.png", "catalogue.html", desk],
  ["compliance.png", "compliance.html", desk],
  ["search.png", `search.html?q=${encodeURIComponent("河长")}`, desk, found],
  ["item-phone.png", samples.get("item-repealed"), phone],
  ["village-phone.png", samples.get("village"), phone, at(".quarter:nth-of-type(2) h2")],
  ["annual-phone.png", samples.get("item-annual"), phone, at(".body .annual")],
];

async function picture(address, screen, ready) {
  const context = await trip.open({ ...screen, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(trip.root + address);
  await page.evaluate(() => document.fonts.ready);
  await ready?.(page);
  const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
  await context.close();
  return shot;
}

test("the pictures of the README", { skip }, async () => {
  mkdirSync(folder, { recursive: true });
  for (const [name, address, screen, ready] of PICTURES) {
    const [one, two] = [await picture(address, screen, ready), await picture(address, screen, ready)];
    assert.ok(one.length > 10_000, name);
    assert.ok(one.equals(two), `${name} is not the same twice`);
    writeFileSync(path.join(folder, name), one);
  }
});
