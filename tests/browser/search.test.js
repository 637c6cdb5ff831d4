// The search finds what stands on the pages, all of it and nothing else, and is easy to use.

import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { SCREENS, files, journey, onDisk, pages, read } from "./column.js";

const trip = journey({ under: "/a/b/gk/", headers: { "content-security-policy": "default-src 'self'" } });
const items = pages.filter((path) => /<body class="k-item"/.test(read(path)));

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed) {
  return (bound) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

/** What a reader sees of an item, line by line, and its days: the truth, taken from the page alone. */
function seen(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const INLINE = new Set("a abbr b code del em i ins kbd mark q ruby rt rp s small span strong sub sup u".split(" "));
  const lines = [""];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("sup.footnote-ref")) return;
    const inline = INLINE.has(node.localName);
    if (node.localName === "br") lines[lines.length - 1] += " ";
    else if (!inline) lines.push("");
    node.childNodes.forEach(walk);
    if (!inline && node.localName !== "br") lines.push("");
  };
  page.querySelectorAll(".body, h1, .files a").forEach(walk);
  const meta = new Map([...page.querySelectorAll(".meta div")].map((row) => [row.querySelector("dt").textContent, row.querySelector("dd").textContent]));
  for (const label of ["文号", "索引号", "信息类别", "责任主体", "摘要", "事项"]) lines.push(meta.get(label) ?? "");
  lines.push(...(meta.get("关键词") ?? "").split("、"));
  lines.push(/公开主体：(.*)/.exec(page.querySelector(".dateline").textContent)?.[1] ?? "");
  lines.push(...[...page.querySelectorAll("[aria-labelledby=h-rev] li")].map((row) => row.textContent.replace(/^[^：]*：/, "")));
  const day = (text) => /(\d+)年(\d+)月(\d+)日/.exec(text ?? "")?.slice(1).map((part) => part.padStart(2, "0")).join("-") ?? "";
  return {
    title: page.querySelector("h1").textContent,
    lines: lines.map((line) => line.trim()).filter(Boolean),
    days: [day(meta.get("发布日期")), day(meta.get("成文日期"))],
    leaf: meta.get("信息类别"),
    subject: meta.get("责任主体"),
    mark: page.querySelector(".alert strong")?.textContent ?? "",
  };
}

const plain = (text) =>
  [...text.normalize()]
    .map((c) => c.normalize("NFKC").toLowerCase())
    .join("")
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[([{【〔﹝〖『❲]/g, "(")
    .replace(/[)\]}】〕﹞〗』❳]/g, ")")
    .replace(/[“”„‟〝〞]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[‐‑‒–—―−─]/g, "-")
    .replace(/[•・‧∙⋅]/g, "·");

/** The items that answer a query, by looking into every line of every page. */
function answer(truth, query) {
  const words = query.split(/\s+/).map(plain).filter(Boolean);
  return [...truth].filter(([, item]) =>
    words.every((word) => {
      const day = /^((?:19|20)\d\d)[-./年](?:(\d\d?)(?:[-./月](?:(\d\d?)日?)?)?)?$/.exec(word) ?? /^((?:19|20)\d\d)([01]\d)([0-3]\d)$/.exec(word);
      const start = day?.slice(1).filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
      return item.plain.some((line) => line.includes(word)) || (start && item.days.some((date) => date.startsWith(start)));
    }),
  ).map(([path]) => path).sort();
}

async function truths(page) {
  const truth = new Map();
  for (const path of items) {
    const item = await page.evaluate(`(${seen})(${JSON.stringify(read(path))})`);
    truth.set(path, { ...item, plain: item.lines.map(plain) });
  }
  return truth;
}

/** Waits for the end of a search. */
const done = (page) => page.waitForFunction(() => document.querySelector("#results").getAttribute("aria-busy") === "false" && !document.querySelector("#results").hidden);

/** Does something that starts a search, and gives the addresses of all results when a search has ended since. */
async function after(page, act) {
  const before = await page.locator("#results").getAttribute("data-run");
  await act();
  await page.waitForFunction((before) => (document.querySelector("#results").dataset.run ?? null) !== before, before);
  return listed(page);
}

/** Searches, and gives the addresses of all results. */
async function results(page, query) {
  return after(page, async () => {
    await page.locator("#q").fill(query);
    await page.locator("#q").press("Enter");
  });
}

async function listed(page) {
  await done(page);
  const found = await page.evaluate(() => {
    const more = document.querySelector("#more");
    while (!more.hidden) more.click();
    return [...document.querySelectorAll("#hits h3 a")].map((link) => link.getAttribute("href"));
  });
  return found.map((href) => decodeURIComponent(href)).sort();
}

async function start(address = "search.html", options = {}) {
  const context = await trip.open(options);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  await page.goto(trip.root + address);
  return page;
}

/** What people type instead of what stands there. */
const VARIANTS = [
  (text) => text,
  (text) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(digit.codePointAt(0) + 0xfee0)),
  (text) => text.replace(/[〔（(]/g, "[").replace(/[〕）)]/g, "]"),
  (text) => text.replace(/[〔（(]/g, "【").replace(/[〕）)]/g, "】"),
  (text) => text.toUpperCase(),
];

test("200 parts of texts, as written or as typed: everything is found, and nothing else", async () => {
  const page = await start();
  const truth = await truths(page);
  const paths = [...truth.keys()];
  const below = numbers(20171229);
  const faults = [];
  let several = 0;
  for (let round = 0; round < 200; round++) {
    const { lines } = truth.get(paths[below(paths.length)]);
    const line = [...lines[below(lines.length)]];
    const length = 2 + below(11);
    const from = below(Math.max(1, line.length - length + 1));
    let query = line.slice(from, from + length).join("").trim();
    if (round % 10 === 0) query += " " + [...lines[below(lines.length)]].slice(0, 3).join("");
    query = VARIANTS[round % VARIANTS.length](query);
    const expected = answer(truth, query);
    if (!plain(query)) continue;
    if (expected.length > 1) several += 1;
    const found = await results(page, query);
    if (found.join() !== expected.join()) faults.push({ query, lost: expected.filter((path) => !found.includes(path)), wrong: found.filter((path) => !expected.includes(path)) });
  }
  assert.ok(several > 20, `${several} queries have more than one answer`);
  assert.deepEqual(faults, []);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(trip.strangers, []);
  await page.context().close();
});

test("numbers, dates, offices and what stands in no text", async () => {
  const page = await start();
  const truth = await truths(page);
  for (const query of ["2017-06", "2017年6月", "２０１７．６．２０", "20170620", "2017年", "示例县 预算", "没有人写过的字词"]) {
    assert.deepEqual(await results(page, query), answer(truth, query), query);
  }
  assert.match(await page.locator("#status").innerText(), /^没有找到/);
  const number = [...truth.values()].flatMap(({ lines }) => lines).find((line) => /^\S+〔\d{4}〕\d+号$/.test(line));
  for (const query of [number, number.replace("〔", "[").replace("〕", "]"), number.replace("〔", "（").replace("〕", "）")]) {
    assert.deepEqual(await results(page, query), answer(truth, number), query);
  }
  // Two cells of a table are not one word.
  assert.deepEqual(await results(page, "合计176"), answer(truth, "合计176"));
  await page.context().close();
});

test("each hit is marked, in the words of the document", async () => {
  const page = await start("search.html?q=" + encodeURIComponent("ＰＤＦ 2017"));
  await listed(page);
  for (const query of ["河长", "[2017]", "２０１７年６月"]) {
    assert.ok((await results(page, query)).length > 0);
    const marks = await page.locator("#hits mark").allInnerTexts();
    assert.ok(marks.length > 0, query);
    for (const mark of marks) assert.equal(plain(mark), plain(query));
  }
  await page.context().close();
});

test("filters", async () => {
  const page = await start();
  const truth = await truths(page);
  await page.locator("#filters summary").click();
  const by = (test) => [...truth].filter(([, item]) => test(item)).map(([path]) => path).sort();
  const choose = (id, option) => after(page, () => page.locator(`#${id}`).selectOption(option));
  const leaf = truth.get(items[0]).leaf;
  assert.deepEqual(await choose("leaf", { label: leaf }), by((item) => item.leaf === leaf));
  await page.locator("#clear").click();
  const subject = await page.locator("#subject option[data-full]").first().evaluate((option) => ({ label: option.text, full: option.dataset.full }));
  assert.deepEqual(await choose("subject", { label: subject.label }), by((item) => item.subject === subject.full || item.subject === subject.label));
  await page.locator("#clear").click();
  assert.deepEqual(await choose("year", "2016"), by((item) => item.days[0].startsWith("2016")));
  await page.locator("#clear").click();
  const repealed = by((item) => item.mark === "已废止");
  assert.ok(repealed.length > 0);
  assert.deepEqual(await choose("validity", "已废止"), repealed);
  await page.locator("#clear").click();
  const part = await page.locator("#leaf option[value^='part/']").first().evaluate((option) => ({
    value: option.value,
    leaves: [...option.parentNode.children].slice(1).map((leaf) => leaf.text),
  }));
  assert.deepEqual(await choose("leaf", part.value), by((item) => part.leaves.includes(item.leaf)));
  // A word and a filter.
  assert.deepEqual(await after(page, () => page.locator("#q").fill("预算")), answer(truth, "预算").filter((path) => part.leaves.includes(truth.get(path).leaf)));
  assert.match(page.url(), /q=.*leaf=part/);
  await page.context().close();
});

test("the way back restores words, filters, results and place", async () => {
  const page = await start("search.html?q=" + encodeURIComponent("公开") + "&year=2017");
  await done(page);
  await page.locator("#more").click();
  const link = page.locator("#hits h3 a").nth(30);
  await link.scrollIntoViewIfNeeded();
  const [title, place] = [await link.innerText(), await page.evaluate(() => scrollY)];
  assert.ok(place > 500);
  await link.click();
  assert.equal(await page.locator("h1").innerText(), title);
  await page.goBack();
  await done(page);
  await page.waitForFunction((place) => Math.abs(scrollY - place) < 60, place);
  assert.equal(await page.locator("#q").inputValue(), "公开");
  assert.equal(await page.locator("#year").inputValue(), "2017");
  assert.equal(await page.locator("#hits h3 a").nth(30).innerText(), title);
  await page.context().close();
});

test("by keyboard alone, from the head of any page", async () => {
  const page = await start("index.html");
  for (let n = 0; n < 10 && (await page.evaluate(() => document.activeElement.name)) !== "q"; n++) await page.keyboard.press("Tab");
  await page.keyboard.type("河长");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\.html\?q=/);
  await done(page);
  for (let n = 0; n < 60 && !(await page.evaluate(() => document.activeElement.closest("#hits"))); n++) await page.keyboard.press("Tab");
  const title = await page.evaluate(() => document.activeElement.textContent);
  assert.ok(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== "none"));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".k-item");
  assert.equal(await page.locator("h1").innerText(), title);
  await page.goBack();
  await page.locator("#q").focus();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#q").inputValue(), "");
  await page.locator("#results").waitFor({ state: "hidden" });
  await page.context().close();
});

test("an unfinished word of an input method is not searched", async () => {
  const page = await start();
  const input = (isComposing) => page.locator("#q").evaluate((field, isComposing) => {
    field.value = "he";
    field.dispatchEvent(new InputEvent("input", { isComposing, bubbles: true }));
  }, isComposing);
  // A second passes at once: whatever the page put off until then has happened.
  await page.clock.install();
  await input(true);
  await page.clock.runFor(1000);
  assert.equal(await page.locator("#results").isVisible(), false);
  const found = await after(page, async () => {
    await page.locator("#q").evaluate((field) => {
      field.value = "河长";
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    });
    await page.clock.runFor(1000);
  });
  assert.ok(found.length > 0);
  await page.context().close();
});

for (const screen of ["small", "desk"]) {
  test(`axe finds nothing in the results, nothing sticks out: ${screen}`, async () => {
    const page = await start("search.html?q=" + encodeURIComponent("预算") + "&year=2017", SCREENS[screen]);
    await done(page);
    assert.match(await page.getByRole("status").innerText(), /^找到\d+条/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    // The policy of this server forbids inline scripts to the page, not to the test.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html)}`), []);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test("from disk", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(onDisk("index.html"));
  await page.getByRole("search").getByRole("searchbox").fill("河长");
  await page.getByRole("search").getByRole("button").click();
  const truth = await truths(page);
  assert.deepEqual(await listed(page), answer(truth, "河长"));
  assert.deepEqual(await results(page, "预算"), answer(truth, "预算"));
  const title = await page.locator("#hits h3 a").first().innerText();
  await page.locator("#hits h3 a").first().click();
  assert.equal(await page.locator("h1").innerText(), title);
  await page.goBack();
  assert.deepEqual(await listed(page), answer(truth, "预算"));
  await context.close();
});

test("what cannot be read is told, and read when asked again", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  const text = files.filter((file) => /^search\/text-/.test(file))[0];
  await page.route(`**/${text}`, (route) => route.abort());
  await page.goto(`${trip.root}search.html?q=${encodeURIComponent("预算")}`);
  await done(page);
  assert.ok(await page.locator("#missing").isVisible());
  await page.unroute(`**/${text}`);
  await after(page, () => page.locator("#again").click());
  assert.equal(await page.locator("#missing").isVisible(), false);
  await context.close();
});
