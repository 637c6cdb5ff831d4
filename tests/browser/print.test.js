// On paper: a document and the catalogue as PDF, with their text.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { journey, samples } from "./column.js";

const trip = journey();

/** The text of a page on paper, without spaces, and the number of its sheets. */
async function printed(path) {
  const context = await trip.open();
  const folder = mkdtempSync(join(tmpdir(), "gongkai-print-"));
  try {
    const page = await context.newPage();
    await page.goto(trip.root + path);
    const file = join(folder, "page.pdf");
    await page.pdf({ path: file, preferCSSPageSize: true });
    const info = execFileSync("pdfinfo", [file], { encoding: "utf8" });
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).normalize("NFKC").replace(/\s+/g, "");
    const box = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g;
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info);
    const sheets = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" }).split("<page ").slice(1);
    const boxes = sheets.flatMap((sheet) => {
      const on = [...sheet.matchAll(box)].map(([, left, top, right, bottom, word]) => ({ word, left: +left, top: +top, right: +right, bottom: +bottom }));
      // One word over another of its line: what a cell holds sticks out into the next. (Chinese marks are set closer than their boxes.)
      const close = (one, other) => /\p{P}$/u.test(one.word) || /^\p{P}/u.test(other.word);
      const over = (one) => on.find((other) => other !== one && Math.abs(other.top - one.top) < 2 && other.left > one.left && other.left < one.right - 1 && !close(one, other));
      return on.map((one) => ({ ...one, over: over(one)?.word }));
    });
    const shown = await page.locator("h1").innerText();
    return { text, info, boxes, paper: { width: +width, height: +height }, words: text, title: shown.normalize("NFKC").replace(/\s+/g, "") };
  } finally {
    rmSync(folder, { recursive: true });
    await context.close();
  }
}

test("a document", async () => {
  const { text, info, title } = await printed(samples.get("item"));
  assert.match(info, /Page size:\s+59\d(\.\d+)? x 84\d/, "A4 upright");
  assert.ok(text.includes(title), "its title");
  assert.ok(text.includes("发布日期"), "its dates");
  assert.ok(text.includes("演示数据"), "the notice of the demonstration");
  assert.ok(!text.includes("栏目地图"), "no menu");
});

test("a document that was repealed says so", async () => {
  const { text } = await printed(samples.get("item-repealed"));
  assert.ok(text.includes("已废止"));
});

test("the catalogue", async () => {
  const { text, info, title } = await printed("catalogue.html");
  assert.match(info, /Page size:\s+1191(\.\d+)? x 84\d/, "A3 lengthwise");
  assert.ok(text.includes(title));
  for (const head of ["序号", "公开事项", "公开依据", "公开时限", "公开渠道"]) assert.ok(text.includes(head), head);
});

test("an annual report with its three tables", async () => {
  const { text, info } = await printed(samples.get("item-annual"));
  assert.match(info, /Page size:\s+59\d(\.\d+)? x 84\d/, "A4 upright");
  for (const cell of ["第二十条第(八)项", "(七)总计", "四、结转下年度继续办理", "复议后起诉"]) assert.ok(text.includes(cell), cell);
});

for (const name of ["item-table", "item-annual", "compliance", "places", "village", "leaf", "request"]) {
  test(`nothing is cut off on paper: ${name}`, async () => {
    const { boxes, paper, words } = await printed(samples.get(name));
    assert.ok(words.length > 100, "its text can be selected");
    const out = boxes.filter(({ left, right, bottom }) => left < 20 || right > paper.width - 20 || bottom > paper.height);
    assert.deepEqual(out, []);
    assert.deepEqual(boxes.filter(({ over }) => over).map(({ word, over }) => `${word} over ${over}`), []);
  });
}
