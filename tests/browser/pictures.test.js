// The pictures of the README and of the manual. They are made only when SCREENSHOTS=1, as tests/run.sh sets it, so that a test alone changes no file
// of the project. Each is made twice: a picture that is not the same twice would change with every run.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
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

/** The clerk's column as the last page of the manual leaves it: `cargo test --test manual` plays the pages. */
const project = fileURLToPath(new URL("../../", import.meta.url));
const clerk = path.join(process.env.CARGO_TARGET_DIR ?? path.join(project, "target"), "tmp/manual/clerk/qinghe");

/** A small desk, so that the letters can be read in a page of the manual. */
const small = { viewport: { width: 1000, height: 640 }, deviceScaleFactor: 1 };

/** The same as above, of the clerk's manual; the page is a file of the clerk's column. */
const CLERKS = [
  ["clerk-home.png", "public/index.html", small],
  ["clerk-item.png", "public/river-chief/2017-002.html", small],
  ["clerk-import.png", "public/audit/2017-002.html", small, at(".body h2:nth-of-type(2)")],
  ["clerk-files.png", "public/audit/2017-002.html", small, at(".body img")],
  ["clerk-sheet.png", "审核单/river-chief/2017-002.html", { viewport: { width: 800, height: 1000 }, deviceScaleFactor: 1 }],
];

async function picture(address, screen, ready) {
  const context = await trip.open({ ...screen, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  await ready?.(page);
  const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
  await context.close();
  return shot;
}

async function take(name, address, screen, ready) {
  const [one, two] = [await picture(address, screen, ready), await picture(address, screen, ready)];
  assert.ok(one.length > 10_000, name);
  assert.ok(one.equals(two), `${name} is not the same twice`);
  writeFileSync(path.join(folder, name), one);
}

test("the pictures of the README", { skip }, async () => {
  mkdirSync(folder, { recursive: true });
  for (const [name, address, screen, ready] of PICTURES) {
    await take(name, trip.root + address, screen, ready);
  }
});

test("the pictures of the clerk's manual", { skip }, async () => {
  assert.ok(existsSync(clerk), "the manual was not played: cargo test --test manual");
  for (const [name, file, screen, ready] of CLERKS) {
    await take(name, pathToFileURL(path.join(clerk, file)).href, screen, ready);
  }
});
