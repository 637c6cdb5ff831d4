// A clerk's morning at the preview: saves, looks, reads what is wrong, mends it.

import assert from "node:assert/strict";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { SCREENS } from "./column.js";
import { preview } from "./preview.js";

const trip = preview();
const ITEM = "content/audit/2017-001.md";
const PAGE = "audit/2017-001.html";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const retitled = (words) => (text) => text.replace(/^标题: .*$/m, `标题: ${words}`);
const colon = (text) => text.replace(/^类别: /m, "类别：");
/** The standard's own example of a number. */
const numbered = (text) => `${text}\n联系人张某某，身份证号码11010519491231002X。\n`;

const bar = (page) => page.getByRole("region", { name: "预览状态" });
const panel = (page) => page.getByRole("region", { name: "检查出的问题" });
const says = (page, words) => bar(page).getByText(words).waitFor();
const heading = (page, words) => page.getByRole("heading", { level: 1, name: words, exact: true }).waitFor();
const settled = (page) => says(page, /公开。$/);

async function faultless(page, name) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await page.evaluate(axe.source);
  // The tables of the text are the column's, and not looked at here.
  const run = (values) => axe.run({ exclude: [".body > table"] }, { runOnly: { type: "tag", values } });
  const { violations, passes } = await page.evaluate(run, RULES);
  assert.ok(passes.length > 8, `axe looked at ${name}`);
  assert.deepEqual(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map((node) => node.target.join(" ")).join(" | ")}`), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 1, `${name}: ${wide} px too wide`);
}

test("what is saved is seen, at the place where one was", async () => {
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 500, "the page is long");
  await trip.edited(ITEM, retitled("青禾镇2016年度预算执行情况审计结果的公告"), async () => {
    await heading(page, "青禾镇2016年度预算执行情况审计结果的公告");
    await page.waitForFunction((before) => document.readyState === "complete" && Math.abs(scrollY - before) <= 3, before);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY", "nothing takes the focus");
  });
  await heading(page, "青禾镇2016年度预算执行情况审计结果公告");
  await page.context().close();
});

test("another item's change leaves the page alone", async () => {
  const page = await trip.open("audit/2017-002.html", SCREENS.desk);
  await settled(page);
  await page.evaluate(() => (window.stays = true));
  await trip.edited("content/water-works/2017-001.md", colon, async () => {
    await says(page, "本页没有问题，别处有1个问题；栏目现在不能公开。");
    assert.equal(await page.evaluate(() => window.stays), true);
  });
  await page.context().close();
});

test("a style is put on without a new document", async () => {
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  await page.evaluate(() => (window.stays = true));
  const color = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
  const links = () => page.locator('link[rel="stylesheet"]').count();
  const [was, many] = [await color(), await links()];
  await trip.edited("themes/default/style.css", (text) => `${text}\nh1{color:rgb(1,2,3)!important}\n`, async () => {
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  });
  await page.waitForFunction((was) => getComputedStyle(document.querySelector("h1")).color === was, was);
  await page.waitForFunction((many) => document.querySelectorAll('link[rel="stylesheet"]').length === many, many);
  assert.equal(await page.evaluate(() => window.stays), true);
  await page.context().close();
});

for (const screen of ["phone", "desk"]) {
  test(`${screen}: the panel says what is wrong on this page, where, and what to do`, async () => {
    await trip.edited(ITEM, (text) => numbered(colon(text)), async () => {
      const page = await trip.open(PAGE, SCREENS[screen]);
      await panel(page).waitFor();
      await says(page, "本页有2个问题，别处没有问题；栏目现在不能公开。");
      assert.equal(await panel(page).getByRole("heading", { level: 2 }).innerText(), "本页的问题：否决1个，错误1个");
      const first = panel(page).getByRole("listitem").first();
      assert.match(await first.innerText(), /错误.*“类别”后面用了中文冒号“：”。[^]*改法：改成英文冒号，后面空一格。[^]*content\/audit\/2017-001\.md　第3行第3个字/);
      assert.equal(await first.locator("pre").innerText(), "类别：审计结果及整改");
      assert.equal(await first.locator("mark").innerText(), "：");
      assert.match(await panel(page).innerText(), /身份证号码\*{18}/);
      assert.doesNotMatch(await panel(page).innerText(), /11010519491231002X/);
      await faultless(page, "panel");

      // The end of the page can be scrolled out from behind it.
      await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
      const gap = await page.evaluate(() => {
        const last = [...document.body.querySelectorAll("footer, section.portal")].at(-1).getBoundingClientRect();
        return document.querySelector("#gongkai-preview").shadowRoot.querySelector("section").getBoundingClientRect().top - last.bottom;
      });
      assert.ok(gap >= -1, `${gap} px are covered`);

      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "hidden" });
      assert.ok((await page.evaluate(() => scrollY)) > 100, "closing moves nothing");
      // It stays closed, also over a reload, until there is something new.
      await page.reload();
      await says(page, "本页有2个问题");
      assert.equal(await panel(page).isVisible(), false);
      await trip.edited(ITEM, (text) => text.replace(/^成文日期: /m, "成文日期："), () => panel(page).waitFor());
      await page.context().close();
    });
  });
}

test("the panel by keyboard: opened, read, closed, and the focus is where it was", async () => {
  await trip.edited("content/water-works/2017-001.md", colon, async () => {
    const page = await trip.open(PAGE, SCREENS.desk);
    await says(page, "别处有1个问题");
    assert.equal(await panel(page).isVisible(), false, "what is wrong elsewhere opens nothing");
    const focus = () => page.evaluate(() => (document.activeElement.shadowRoot?.activeElement ?? document.activeElement).textContent);
    await page.keyboard.press("Tab");
    assert.equal(await focus(), "跳到主要内容");
    await page.keyboard.press("Tab");
    assert.equal(await focus(), "检查结果和待办");
    await page.keyboard.press("Tab");
    assert.equal(await focus(), "查看问题");
    await page.keyboard.press("Enter");
    await panel(page).waitFor();
    assert.match(await focus(), /别处的问题：错误1个/);
    await page.keyboard.press("Tab");
    assert.equal(await focus(), "关闭（Esc）");
    await page.keyboard.press("Tab");
    assert.equal(await focus(), "看网页");
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    assert.equal(await focus(), "查看问题");
    await page.context().close();
  });
});

test("a fine page is covered by nothing, and without script is as it will be", async () => {
  for (const screen of ["phone", "desk"]) {
    const page = await trip.open(PAGE, SCREENS[screen]);
    await says(page, "本页没有问题；栏目可以公开。");
    const covered = await page.evaluate(() => {
      const faults = [];
      for (const element of document.querySelectorAll("h1, main p, main td, footer p, .portal a")) {
        element.scrollIntoView({ block: "end", behavior: "instant" });
        const { left, top, width, height } = element.getBoundingClientRect();
        if (width < 2 || height < 2) continue;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (hit?.id === "gongkai-preview") faults.push(element.textContent.slice(0, 20));
      }
      return faults;
    });
    assert.deepEqual(covered, []);
    await page.context().close();
  }
  const plain = await trip.open(PAGE, { ...SCREENS.desk, javaScriptEnabled: false });
  assert.equal(await plain.locator("#gongkai-preview, .gongkai-band").count(), 0);
  await plain.context().close();
});

test("a title with HTML in it is text, in the panel and on the desk", async () => {
  const title = `"<img src=x onerror=document.title='bad'>公告`;
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  await trip.edited(ITEM, retitled(title), async () => {
    await panel(page).waitFor();
    await page.getByText("这是改动以前的样子").waitFor();
    assert.match(await panel(page).locator("pre").first().innerText(), /<img src=x onerror=/);
    assert.equal(await panel(page).locator("img").count(), 0);
    await page.goto(`${trip.root}__gongkai/`);
    await page.getByText("<img src=x onerror=").first().waitFor();
    assert.equal(await page.locator("img").count(), 0);
    assert.notEqual(await page.title(), "bad");
  });
  await page.context().close();
});

test("a draft says that it is not public, on its page and on the desk", async () => {
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  await trip.edited(ITEM, (text) => colon(text).replace("---\n", "---\n草稿: 是\n"), async () => {
    await page.getByText("未发布：这个条目还没有公开，只在这里预览。").waitFor();
    await panel(page).waitFor();
    await faultless(page, "draft");
    await page.goto(`${trip.root}__gongkai/`);
    const waiting = page.getByRole("region", { name: "还没有公开的条目：草稿1个" });
    await waiting.getByText("草稿。公开以前还要补齐1处：").waitFor();
    await waiting.getByRole("link", { name: "青禾镇2016年度预算执行情况审计结果公告" }).click();
    await page.getByText("未发布：这个条目还没有公开，只在这里预览。").waitFor();
  });
  // Taken out, the band goes.
  await page.locator(".gongkai-band").waitFor({ state: "detached" });
  await page.context().close();
});

test("an item whose review was taken out says so at once, though its page is the same", async () => {
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  await trip.edited(ITEM, (text) => text.replace(/^保密审查.*\n/m, ""), () => page.getByText("未发布：").waitFor());
  await page.context().close();
});

test("an item that moved leads on; one that has gone is told", async () => {
  const page = await trip.open(PAGE, SCREENS.phone);
  await settled(page);
  renameSync(trip.file(ITEM), trip.file("content/audit/2017-901.md"));
  try {
    await panel(page).getByRole("heading", { name: "这个条目换了网址" }).waitFor();
    await faultless(page, "moved");
    await panel(page).getByRole("link", { name: "audit/2017-901.html" }).click();
    await page.waitForURL(`${trip.root}audit/2017-901.html`);
    await settled(page);
  } finally {
    renameSync(trip.file("content/audit/2017-901.md"), trip.file(ITEM));
  }
  await panel(page).getByRole("heading", { name: "这个条目换了网址" }).waitFor();
  await page.context().close();
});

for (const screen of ["phone", "desk"]) {
  test(`${screen}: a page that is not there, and then is`, async () => {
    const page = await trip.open("audit/2017-902.html", SCREENS[screen]);
    await heading(page, "没有这个网页");
    await faultless(page, "missing");
    // A file that cannot be read has no page, but the address tells which one is meant.
    writeFileSync(trip.file("content/audit/2017-902.md"), "---\n标题: \"甲\n---\n");
    try {
      await page.getByText("content/audit/2017-902.md 有错，还生成不了网页。").waitFor();
      await page.locator("main").getByText("“标题”开头有英文引号，后面没有另一半。").waitFor();
      await faultless(page, "broken");
    } finally {
      rmSync(trip.file("content/audit/2017-902.md"));
    }
    await heading(page, "没有这个网页");
    await page.context().close();
  });

  test(`${screen}: the desk lists everything by file, and keeps what was folded`, async () => {
    await trip.edited(ITEM, (text) => numbered(colon(text)), async () => {
      const page = await trip.open("__gongkai/", SCREENS[screen]);
      await page.getByRole("heading", { level: 2, name: "检查出的问题：2个" }).waitFor();
      await faultless(page, "desk");
      const fold = page.locator("details", { has: page.getByText(ITEM) });
      assert.match(await fold.locator("summary").innerText(), /审计结果公告\s+否决1个，错误1个/);
      assert.doesNotMatch(await page.content(), /11010519491231002X/);
      await fold.locator("summary").click();
      await trip.edited("content/water-works/2017-001.md", colon, async () => {
        await page.getByRole("heading", { level: 2, name: "检查出的问题：3个" }).waitFor();
        assert.equal(await fold.evaluate((details) => details.open), false);
      });
      await page.context().close();
    });
  });
}

test("the desk says whose duties are due, the most urgent first", async () => {
  const page = await trip.open("__gongkai/", SCREENS.phone);
  await page.getByText("截至2017年12月29日，没有逾期、空白或者将到期的职责。").waitFor();
  await trip.edited("site.toml", (text) => text.replace('today = "2017-12-29"', 'today = "2018-03-30"'), async () => {
    const due = page.getByRole("region", { name: /^到期和空白的公开职责：/ });
    await due.getByRole("table").first().waitFor();
    await faultless(page, "due");
    const days = await due.getByRole("table").first().getByText(/^逾期\d+天$/).allInnerTexts();
    const numbers = days.map((text) => Number(/\d+/.exec(text)[0]));
    assert.ok(numbers.length > 0);
    assert.deepEqual(numbers, numbers.toSorted((one, other) => other - one));
    assert.match(await due.innerText(), /最近发布\d+年\d+月\d+日，应于\d+年\d+月\d+日前更新/);
    await due.getByRole("rowheader").first().getByRole("link").click();
    await settled(page);
  });
  await page.context().close();
});

test("a broken template leaves the page as it was, in its clothes, and says where it is broken", async () => {
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  const color = () => page.evaluate(() => getComputedStyle(document.querySelector(".k-item h1")).fontSize);
  const was = await color();
  await trip.edited("themes/default/item.html", (text) => `${text}{% if %}`, async () => {
    await page.getByText("这是改动以前的样子").waitFor();
    await panel(page).getByText("themes/default/item.html").waitFor();
    await says(page, "本页有1个问题，别处没有问题；栏目现在不能公开。");
    assert.equal(await page.evaluate(() => scrollY), 0, "the band is in sight");
    await page.waitForFunction(() => document.readyState === "complete");
    assert.equal(await color(), was);
    const other = await trip.open("audit/2017-003.html", SCREENS.desk);
    await heading(other, "网页模板有错，生成不了网页");
    await other.context().close();
  });
  await page.locator(".gongkai-band").waitFor({ state: "detached" });
  await page.context().close();
});

test("after the preview starts again the page is right again", async () => {
  const page = await trip.open(PAGE, SCREENS.desk);
  await settled(page);
  await trip.stop();
  await says(page, "预览程序没有回应");
  await trip.edited(ITEM, retitled("重新启动以后的审计结果公告"), async () => {
    await trip.start();
    await heading(page, "重新启动以后的审计结果公告");
    await settled(page);
  });
  await heading(page, "青禾镇2016年度预算执行情况审计结果公告");
  await page.context().close();
});

test("the picture of the README", { skip: process.env.SCREENSHOTS === "1" ? false : "SCREENSHOTS is not 1" }, async () => {
  await trip.edited(ITEM, (text) => numbered(colon(text)), async () => {
    const page = await trip.open(PAGE, { ...SCREENS.desk, reducedMotion: "reduce" });
    await panel(page).waitFor();
    const shot = await page.screenshot({ path: fileURLToPath(new URL("../../docs/images/serve.png", import.meta.url)), animations: "disabled" });
    assert.ok(shot.length > 10_000);
    await page.context().close();
  });
});
