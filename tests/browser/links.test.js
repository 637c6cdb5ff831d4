// Every address that a page names leads somewhere, inside the column, and no page asks another host for anything.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { files, folder, journey, pages, read } from "./column.js";

const trip = journey();

/** What a page names, as written, and the ids that it has. */
const survey = () => ({
  named: [...document.querySelectorAll("[href], [src], [srcset], [action], [poster], [data]")].flatMap((element) =>
    ["href", "src", "srcset", "action", "poster", "data"]
      .filter((name) => element.hasAttribute(name))
      .map((name) => ({ tag: element.localName, rel: element.getAttribute("rel") ?? "", address: element.getAttribute(name) })),
  ),
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
});

test("every link, picture and stylesheet resolves", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  const refused = [];
  page.on("response", (response) => response.status() >= 400 && refused.push(`${response.status()} ${response.url()}`));
  const surveys = new Map();
  for (const at of pages.filter((at) => at !== "404.html")) {
    await page.goto(trip.root + at, { waitUntil: "load" });
    surveys.set(at, await page.evaluate(survey));
  }
  await context.close();

  const known = new Set(files);
  const faults = [];
  let links = 0;
  for (const [at, { named }] of surveys) {
    for (const { tag, rel, address } of named) {
      if (/^(mailto|tel):/.test(address)) continue;
      if (/^https?:/.test(address)) {
        if (tag !== "a" && rel !== "canonical") faults.push(`${at}: <${tag}> loads ${address}`);
        continue;
      }
      if (address.startsWith("/") || /^[a-z]+:/i.test(address)) {
        faults.push(`${at}: ${address} works at one place only`);
        continue;
      }
      const url = new URL(address, `http://column/${at}`);
      const target = decodeURIComponent(url.pathname).slice(1);
      const anchor = decodeURIComponent(url.hash).slice(1);
      links += 1;
      if (!known.has(target)) faults.push(`${at}: ${address} leads to no file`);
      else if (anchor && !surveys.get(target)?.ids.includes(anchor)) faults.push(`${at}: ${address} leads to no such place`);
    }
  }
  assert.ok(links > pages.length, "the pages are linked to one another");
  assert.deepEqual(faults, []);
  assert.deepEqual(refused, []);
  assert.deepEqual(trip.strangers, []);
});

test("every page but 404.html can be reached from the home page by links", () => {
  const reached = new Set(["index.html"]);
  for (const at of reached) {
    for (const [, address] of read(at).matchAll(/<a\s[^>]*href="([^"#]+)/g)) {
      if (/^[a-z]+:/i.test(address)) continue;
      const target = decodeURIComponent(new URL(address, `http://column/${at}`).pathname).slice(1);
      if (target.endsWith(".html")) reached.add(target);
    }
  }
  assert.deepEqual(pages.filter((at) => !reached.has(at)), ["404.html"]);
});

test("stylesheets load nothing from elsewhere", () => {
  for (const at of files.filter((file) => file.endsWith(".css"))) {
    assert.doesNotMatch(read(at), /@import|url\(\s*["']?(?:[a-z]+:)?\/\//i, at);
  }
});

test("404.html leads back from an address of any depth", async () => {
  const base = /<link rel="stylesheet" href="(https?:[^"]*?)assets\/style\.css"/.exec(read("404.html"))?.[1];
  assert.ok(base, "the column names its whole address");
  const context = await trip.open();
  await context.route(
    (url) => url.href.startsWith(base),
    async (route) => {
      const asked = route.request().url().slice(base.length).replace(/[?#].*/, "");
      const known = files.includes(asked);
      await route.fulfill({ path: path.join(folder, known ? asked : "404.html"), status: known ? 200 : 404 });
    },
  );
  const page = await context.newPage();
  const response = await page.goto(`${base}audit/old/lost.html`);
  assert.equal(response.status(), 404);
  assert.ok(await page.evaluate(() => document.styleSheets.length > 0 && getComputedStyle(document.querySelector(".mast")).borderTopWidth !== "0px"), "it is styled");
  await page.locator("main a").first().click();
  assert.equal(page.url(), `${base}index.html`);
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
});
