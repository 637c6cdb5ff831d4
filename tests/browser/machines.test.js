// What programs read: meta tags and JSON-LD of every page, feeds, site map, and the policy that a page sets for itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { files, journey, onDisk, pages, read, until, walked } from "./column.js";

// No headers: only the pages themselves say what may be loaded.
const trip = journey();

/** What a page says to programs. */
const survey = () => ({
  meta: [...document.querySelectorAll("meta[name]")].map((meta) => [meta.name, meta.content]),
  data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((block) => block.textContent),
  feeds: [...document.querySelectorAll('link[rel="alternate"]')].map((link) => link.getAttribute("href")),
  policies: [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')].map((meta) => meta.content),
});

test("no page breaks its own policy, served or from disk", async () => {
  const context = await trip.open();
  const faults = [];
  await context.exposeFunction("broken", (what) => faults.push(what));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => window.broken(`${location.href}: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`${page.url()}: ${message.text()}`));
  for (const address of walked.flatMap(([, path]) => [trip.root + path, onDisk(path)])) {
    await page.goto(address, { waitUntil: "load" });
    assert.notEqual(await page.locator(".mast").evaluate((mast) => getComputedStyle(mast).borderTopWidth), "0px", address);
  }
  assert.deepEqual(faults, []);

  // The policy is there, and the trap works: what is inline is refused.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" })));
  await until("a fault is told", () => faults.length > 0);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await context.close();
});

test("each kind of page tells programs what it is", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  const policy = /Content-Security-Policy: (.*)/.exec(read("_headers"))[1];
  for (const [kind, path] of walked) {
    await page.goto(trip.root + path);
    const { meta, data, feeds, policies } = await page.evaluate(survey);
    assert.deepEqual(policies, [policy], path);
    assert.ok(meta.length >= 8 && meta.every(([, content]) => content.trim() && content !== "null"), path);
    assert.equal(data.length, 1, path);
    const types = JSON.parse(data[0])["@graph"].flatMap((node) => node["@type"]);
    assert.ok(types.includes({ home: "WebSite" }[kind] ?? "BreadcrumbList"), `${path}: ${types}`);
    if (kind.startsWith("item")) assert.ok(types.includes("Article"), path);
    assert.ok(feeds.length >= 1, path);
    for (const feed of feeds) {
      assert.ok(files.includes(new URL(feed, `http://column/${path}`).pathname.slice(1)), `${path}: ${feed}`);
    }
  }
  await context.close();
});

test("the tags of the website guideline have the forms that it asks for", () => {
  const tag = (html, name) => new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(html)?.[1] ?? "";
  const faults = [];
  for (const path of pages.filter((path) => path !== "404.html")) {
    const html = read(path);
    const forms = { SiteName: /./, SiteDomain: /^[a-z0-9.-]+$/, SiteIDCode: /^[0-9a-z]{10}$/, ColumnName: /./, ColumnType: /./ };
    if (/<body class="k-item"/.test(html)) {
      Object.assign(forms, { ArticleTitle: /./, PubDate: /^\d{4}-\d\d-\d\d \d\d:\d\d$/, ContentSource: /./, Keywords: /./, Description: /./, Url: new RegExp(`^https://.*/${path}$`) });
    } else {
      Object.assign(forms, { ColumnDescription: /./, ColumnKeywords: /./ });
    }
    for (const [name, form] of Object.entries(forms)) {
      if (!form.test(tag(html, name))) faults.push(`${path}: ${name} “${tag(html, name)}”`);
    }
  }
  assert.deepEqual(faults, []);
});

test("feeds are what RFC 4287 asks for, the site map what sitemaps.org asks for", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  const feeds = files.filter((file) => file === "feed.xml" || file.endsWith("/feed.xml") || /^subject\/[^/]*\.xml$/.test(file));
  assert.ok(feeds.length > 10);
  for (const file of feeds) {
    const feed = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      const own = (parent, name) => [...parent.children].filter((child) => child.localName === name);
      const told = (parent) => ({
        id: own(parent, "id").map((element) => element.textContent),
        title: own(parent, "title").map((element) => element.textContent),
        updated: own(parent, "updated").map((element) => element.textContent),
        alternate: own(parent, "link").filter((link) => link.getAttribute("rel") === "alternate").length,
      });
      return { ...told(parsed.documentElement), author: own(parsed.documentElement, "author").length, entries: own(parsed.documentElement, "entry").map(told) };
    }, read(file));
    assert.equal(feed.author, 1, file);
    for (const node of [feed, ...feed.entries]) {
      assert.ok(node.id.length === 1 && URL.canParse(node.id[0]), `${file}: ${node.id}`);
      assert.ok(node.title.length === 1 && node.title[0], file);
      assert.match(node.updated.join(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/, file);
      assert.equal(node.alternate, 1, file);
    }
    const ids = feed.entries.map((entry) => entry.id[0]);
    assert.equal(new Set(ids).size, ids.length, file);
    const times = feed.entries.map((entry) => entry.updated[0]);
    assert.deepEqual(times, [...times].sort().reverse(), `${file}: the latest first`);
    assert.equal(feed.updated[0], times[0], file);
    assert.ok(times.length >= 1 && times.length <= 30, file);
  }
  await context.close();
  const named = [...read("sitemap.xml").matchAll(/<url><loc>[^<]+<\/loc>(?:<lastmod>\d{4}-\d\d-\d\d<\/lastmod>)?<\/url>/g)];
  assert.equal(named.length, pages.length - 1, "every page but 404.html");
  assert.ok(named.length <= 50000);
});

test("the data page leads to every file", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  await page.goto(trip.root);
  await page.locator("footer").getByRole("link", { name: "数据开放" }).click();
  const links = await page.locator("main a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const file of ["items.csv", "catalogue.csv", "items.json", "duties.json", "catalog.jsonld", "build.json", "sitemap.xml", "feed.xml", "schema/items.schema.json"]) {
    assert.ok(links.includes(file), file);
  }
  await context.close();
});
