// The catalogue in the national form: its columns in their order, merged cells, thirteen boxes a row; on A3; as a file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { SCREENS, journey, read } from "./column.js";

const trip = journey();

const TOP = [
  ["序号", 1, 2],
  ["公开事项", 2, 1],
  ["公开内容（要素）", 1, 2],
  ["公开依据", 1, 2],
  ["公开时限", 1, 2],
  ["公开主体", 1, 2],
  ["公开渠道和载体", 1, 2],
  ["公开对象", 2, 1],
  ["公开方式", 2, 1],
  ["公开层级", 2, 1],
];
const BELOW = ["一级事项", "二级事项", "全社会", "特定群众", "主动", "依申请公开", "县级", "乡、村级"];
const BOXES =
  "政府网站 政府公报 两微一端 发布会/听证会 广播电视 纸质媒体 公开查阅点 政务服务中心 便民服务站 入户/现场 社区/企事业单位/村公示栏（电子屏） 精准推送 其他".split(" ");

/** Opens the catalogue, and gives what `look` finds. */
async function looked(options, look) {
  const context = await trip.open(options);
  try {
    const page = await context.newPage();
    await page.goto(trip.root + "catalogue.html");
    return await look(page);
  } finally {
    await context.close();
  }
}

test("two rows of heads, in the order of the form; ours behind them", () =>
  looked(SCREENS.desk, async (page) => {
    const heads = await page.locator(".cat thead tr").evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map((cell) => ({ text: cell.textContent, own: cell.classList.contains("own"), at: [cell.colSpan, cell.rowSpan] }))),
    );
    const form = heads.map((row) => row.filter((cell) => !cell.own));
    assert.deepEqual(form[0].map(({ text, at }) => [text, ...at]), TOP);
    assert.deepEqual(form[1].map(({ text }) => text), BELOW);
    for (const row of heads) {
      const first = row.findIndex((cell) => cell.own);
      assert.ok(first > 0 && row.slice(first).every((cell) => cell.own), "ours stand together, last");
    }
  }));

test("cells are merged over their rows, numbers run through, every row has all columns", () =>
  looked(SCREENS.desk, async (page) => {
    const parts = await page.locator(".cat tbody").evaluateAll((bodies) =>
      bodies.map((body) => [...body.rows].map((row) => [...row.cells].map((cell) => ({ text: cell.textContent, columns: cell.colSpan, rows: cell.rowSpan, group: cell.className === "group" })))),
    );
    let n = 0;
    for (const [title, ...rows] of parts) {
      assert.match(title[0].text, /^[一二三四五六七八九十]+、/);
      assert.equal(title[0].columns, 14);
      let merged = 0;
      for (const row of rows) {
        assert.equal(row[0].text, String((n += 1)));
        const group = row.find((cell) => cell.group);
        assert.equal(Boolean(group), merged === 0, `row ${n}: a group begins where the last one ends`);
        if (group) merged = group.rows;
        merged -= 1;
        assert.equal(row.length, group ? 17 : 16);
      }
      assert.equal(merged, 0, "a group stays in its part");
    }
    assert.ok(n > 40 && parts.flat().some((row) => row.some((cell) => cell.rows > 2)));
  }));

test("thirteen boxes a row, the ticked ones heard and the others not", () =>
  looked(SCREENS.desk, async (page) => {
    const rows = await page.locator(".boxes").evaluateAll((lists) =>
      lists.map((list) => [...list.children].map((item) => ({ text: item.textContent, hidden: item.getAttribute("aria-hidden") === "true" }))),
    );
    assert.ok(rows.length > 40);
    for (const boxes of rows) {
      assert.deepEqual(boxes.map(({ text }) => text.slice(1)), BOXES);
      for (const { text, hidden } of boxes) assert.equal(hidden, text.startsWith("□"), text);
      assert.ok(boxes.some(({ text }) => text.startsWith("■")), "a channel is chosen");
    }
    const heard = await page.locator(".cat").ariaSnapshot();
    assert.ok(heard.includes("政府网站") && !/[■□√]/.test(heard), "marks are for the eye");
    const ticks = await page.locator(".cat tbody tr:has(.tick)").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll(".tick")].map((cell) => cell.textContent)));
    for (const [everyone, certain, proactive, request, county, township] of ticks) {
      assert.ok(everyone || certain);
      assert.notEqual(Boolean(proactive), Boolean(request), "one mode");
      assert.ok(county || township);
    }
  }));

test("on paper: A3 lengthwise, the form alone, nothing cut off", () =>
  looked(SCREENS.desk, async (page) => {
    const { last, words } = await page.locator(".cat tbody tr").last().evaluate((row) => ({ last: row.cells[0].textContent, words: row.querySelector(".leaf").textContent }));
    const folder = mkdtempSync(join(tmpdir(), "gongkai-catalogue-"));
    try {
      const file = join(folder, "page.pdf");
      await page.pdf({ path: file, preferCSSPageSize: true });
      const sheets = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1]);
      const sizes = execFileSync("pdfinfo", ["-l", String(sheets), file], { encoding: "utf8" }).match(/Page\s+\d+ size:.*/g);
      assert.equal(sizes.length, sheets);
      for (const size of sizes) assert.match(size, /1191(\.\d+)? x 84\d/, "A3 lengthwise");
      const texts = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f").slice(0, sheets);
      const plain = texts.map((text) => text.normalize("NFKC").replace(/\s+/g, ""));
      for (const [at, text] of plain.entries()) assert.ok(text.includes("公开依据") && text.includes("依申"), `the head is on sheet ${at + 1}`);
      assert.ok(plain.at(-1).includes(words.normalize("NFKC")) && plain.at(-1).includes(last), "the last row");
      assert.ok(!plain.join("").includes("本栏目补充") && !plain.join("").includes("网站首页"), "nothing of ours, no menu");
    } finally {
      rmSync(folder, { recursive: true });
    }
  }));

test("on a phone each matter is a card", () =>
  looked(SCREENS.small, async (page) => {
    const row = page.locator(".cat tbody tr:has(.leaf)").first();
    assert.ok(await row.locator(".leaf a").isVisible());
    assert.ok(await row.locator(".say").isVisible());
    assert.ok(!(await row.locator(".boxes").isVisible()));
    assert.ok((await row.boundingBox()).width <= 320);
  }));

test("the same table as a file", async () => {
  const href = await looked(SCREENS.desk, (page) => page.getByRole("link", { name: /下载本表/ }).getAttribute("href"));
  const table = read(href);
  assert.ok(table.startsWith("\ufeff"), "spreadsheets need the mark");
  const lines = table.slice(1).split("\r\n");
  assert.ok(lines[0].startsWith('"序号","公开事项","","公开内容（要素）","公开依据","公开时限","公开主体","公开渠道和载体","公开对象","","公开方式","","公开层级",""'));
  const rows = lines.filter((line) => /^"\d+",/.test(line));
  const shown = await looked(SCREENS.desk, (page) => page.locator(".cat .leaf").allTextContents());
  assert.deepEqual(rows.map((row) => row.split('","')[2]), shown);
  for (const row of rows) assert.equal(row.match(/[■□]/g).length, 13);
});
