// Small phones: nothing sticks out sideways, and what is to be touched is large enough to touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCREENS, journey, pages, walked } from "./column.js";

const trip = journey();

/** What sticks out of the screen, outside the boxes that scroll by themselves. */
const overflow = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const held = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1 && !held(element));
  return out.length ? out.map((element) => element.outerHTML.slice(0, 80)) : ["the page"];
};

/** Targets under 24 px; links in a line of text excepted, as in WCAG 2.5.8. */
const small = () =>
  [...document.querySelectorAll("a[href], summary, button, input")]
    .filter((element) => element.checkVisibility() && !element.closest("sup, .body p, .body li, .body td, .alert p, .footnote-definition"))
    .map((element) => ({ box: element.getBoundingClientRect(), text: element.textContent.trim().slice(0, 20) }))
    .filter(({ box }) => box.right > 0 && box.width > 1 && (box.height < 24 || box.width < 24))
    .map(({ box, text }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`);

for (const [screen, options] of [["320 px", SCREENS.small], ["390 px", SCREENS.phone]]) {
  test(`${screen}: no page scrolls sideways, every target can be touched`, async () => {
    const context = await trip.open(options);
    const page = await context.newPage();
    const faults = [];
    for (const [name, path] of walked) {
      await page.goto(trip.root + path);
      for (const what of await page.evaluate(overflow)) faults.push(`${name} ${path} sticks out: ${what}`);
      for (const what of await page.evaluate(small)) faults.push(`${name} ${path} too small: ${what}`);
    }
    await context.close();
    assert.deepEqual(faults, []);
  });
}

test("320 px: no item sticks out, whatever its text holds", async () => {
  const context = await trip.open(SCREENS.small);
  const page = await context.newPage();
  const faults = [];
  for (const path of pages.filter((path) => path !== "404.html")) {
    await page.goto(trip.root + path);
    if ((await page.evaluate(overflow)).length) faults.push(path);
  }
  await context.close();
  assert.deepEqual(faults, []);
});

test("text twice as large still fits", async () => {
  const context = await trip.open({ viewport: { width: 640, height: 900 } });
  const page = await context.newPage();
  const faults = [];
  for (const [name, path] of walked) {
    await page.goto(trip.root + path);
    await page.evaluate(() => (document.documentElement.style.fontSize = "225%"));
    for (const what of await page.evaluate(overflow)) faults.push(`${name} ${path}: ${what}`);
  }
  await context.close();
  assert.deepEqual(faults, []);
});
