// A villager asks what the village published in a quarter and what is missing; somebody looks for the nearest reading place.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { SCREENS, journey } from "./column.js";

const trip = journey();

/** From the home page through the foot of the page to one of the tools, without script. */
async function enter(name, screen) {
  const context = await trip.open({ ...SCREENS[screen], javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(trip.root);
  await page.locator(".foot").getByRole("link", { name, exact: true }).click();
  assert.equal(await page.locator("h1").innerText(), name);
  return { context, page };
}

/** The row of a matter in the sheet of a quarter. */
const row = (page, quarter, matter) =>
  page.getByRole("region", { name: quarter, exact: true }).locator("tr", { has: page.getByRole("rowheader", { name: matter, exact: true }) });

for (const screen of ["phone", "desk"]) {
  test(`${screen}: a village's quarter, what was published in it, and the item`, async () => {
    const { context, page } = await enter("村务公开", screen);
    await page.locator("main").getByRole("link", { name: "溪口村", exact: true }).click();
    await page.locator(".onpage").getByRole("link", { name: "2017年第三季度" }).click();
    assert.ok(page.url().endsWith("#q2017-3"));
    const finance = row(page, "2017年第三季度", "财务收支");
    assert.match(await finance.innerText(), /2017年10月\d+日/);
    assert.match(await finance.innerText(), /已公开/);
    await finance.getByRole("link").click();
    assert.equal(await page.locator("h1").innerText(), "溪口村2017年第三季度村务公布");
    // And back to the sheet by what the item says of itself.
    await page.locator(".meta").getByRole("link", { name: /^溪口村：.*（2017年第三季度）$/ }).click();
    assert.equal(await page.locator("h1").innerText(), "溪口村村务公开");
    await context.close();
  });

  test(`${screen}: a gap is told in words`, async () => {
    const { context, page } = await enter("村务公开", screen);
    await page.locator("main").getByRole("link", { name: "东坑村", exact: true }).click();
    const relief = await row(page, "2017年第三季度", "救灾救济和捐赠款物").innerText();
    assert.match(relief, /本期无/);
    assert.match(relief, /没有发生灾情/);
    const next = await row(page, "2017年第四季度", "财务收支").innerText();
    assert.match(next, /未到期/);
    assert.match(next, /2018年1月20日以前公布/);
    for (const line of await page.locator(".sheet tbody tr:not(.head)").allInnerTexts()) {
      assert.match(line, /已公开|逾期公开|尚未公开|本期无|不涉及|未到期|随时公布/, line);
    }
    await context.close();
  });
}

test("a village with many finances has a line a month, and one that was late says so", async () => {
  const { context, page } = await enter("村务公开", "desk");
  await page.locator("main").getByRole("link", { name: "上禾村", exact: true }).click();
  for (const month of [7, 8, 9]) {
    assert.match(await row(page, "2017年第三季度", `财务收支（${month}月）`).innerText(), /每月[\s\S]*已公开/);
  }
  await page.goto(`${trip.root}village/v-qingling.html`);
  assert.match(await row(page, "2017年第三季度", "财务收支").innerText(), /截止日是2017年10月20日[\s\S]*逾期公开/);
  await context.close();
});

test("phone: the places by type, with hours and telephone, and the village that each is for", async () => {
  const { context, page } = await enter("公开场所", "phone");
  await page.locator(".onpage").getByRole("link", { name: "查阅点", exact: true }).click();
  assert.ok(page.url().endsWith("#reading"));
  const reading = page.getByRole("region", { name: "查阅点", exact: true });
  assert.equal(await reading.locator("tbody tr").count(), 8);
  const place = reading.locator("tr", { hasText: "东坑村查阅点" });
  for (const word of ["东坑村村部二楼", "周一、周三、周五8:30—11:30", "0000-00000000"]) assert.ok((await place.innerText()).includes(word), word);
  // On a phone each value says what it is.
  assert.match(await place.locator("td").first().evaluate((cell) => getComputedStyle(cell, "::before").content), /开放时间/);
  await place.getByRole("link", { name: "东坑村" }).click();
  assert.equal(await page.locator("h1").innerText(), "东坑村村务公开");
  await context.close();
});

test("the guide and the map lead to the places", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  for (const [from, name] of [["guide.html", /^公开场所/], ["disclosure.html", "公开场所"], ["map.html", "公开场所"]]) {
    await page.goto(trip.root + from);
    await page.locator("main").getByRole("link", { name, exact: typeof name === "string" }).first().click();
    assert.equal(page.url(), `${trip.root}places.html`);
  }
  await context.close();
});

test("what machines read of the places", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(`${trip.root}places.html`);
  const graph = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent())["@graph"];
  const hall = graph.find((thing) => thing.name === "镇便民服务中心查阅点");
  assert.equal(hall["@type"], "GovernmentOffice");
  assert.equal(hall.openingHours, "工作日8:00—12:00，14:30—17:30");
  assert.ok(await page.locator(`[id="${new URL(hall.url).hash.slice(1)}"]`).count(), "its place on the page");
  await context.close();
});

for (const [path, words] of [
  ["places.html", ["政务公开专区", "东坑村村部二楼", "0000-00000000", "橱窗6面"]],
  ["village/v-dongkeng.html", ["2017年第三季度", "本期无", "没有发生灾情", "未到期"]],
]) {
  test(`${path} on paper`, async () => {
    const context = await trip.open();
    const folder = mkdtempSync(join(tmpdir(), "gongkai-villages-"));
    try {
      const page = await context.newPage();
      await page.goto(trip.root + path);
      const file = join(folder, "page.pdf");
      await page.pdf({ path: file, preferCSSPageSize: true });
      assert.match(execFileSync("pdfinfo", [file], { encoding: "utf8" }), /Page size:\s+59\d(\.\d+)? x 84\d/, "A4 upright");
      const sheets = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).normalize("NFKC").split("\f");
      const bare = sheets.map((sheet) => sheet.replace(/\s+/g, ""));
      const whole = bare.join("").normalize("NFKC");
      for (const word of words) assert.ok(whole.includes(word.normalize("NFKC")), word);
      assert.ok(!whole.includes("栏目地图"), "no menu");
      // Where a table goes on, its head stands again.
      const head = path === "places.html" ? "名称和地址" : "公布了什么";
      for (const sheet of bare.filter((sheet) => sheet)) assert.ok(sheet.includes(head), "the head of the table");
    } finally {
      rmSync(folder, { recursive: true });
      await context.close();
    }
  });
}
