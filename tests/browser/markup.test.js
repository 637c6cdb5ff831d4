// Every page is valid HTML; the feed and the site map are well-formed and name pages of the column.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { files, folder, journey, pages, read } from "./column.js";

const trip = journey();

test("html-validate finds no fault", async () => {
  const loader = new FileSystemConfigLoader({
    root: true,
    extends: ["html-validate:standard"],
    rules: {
      // Both spellings are valid; ours is one everywhere.
      "doctype-style": ["error", { style: "lowercase" }],
      // A matter of taste, not of the standard.
      "long-title": "off",
      // A telephone number in an official document is not always a link.
      "tel-non-breaking": "off",
    },
  });
  const validator = new HtmlValidate(loader);
  const faults = [];
  for (const page of pages) {
    const report = await validator.validateFile(path.join(folder, page));
    for (const { messages } of report.results) {
      for (const { ruleId, message, line, column } of messages) faults.push(`${page}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
  assert.deepEqual(faults, []);
});

test("feeds and site map are well-formed and lead to pages", async () => {
  const context = await trip.open();
  const page = await context.newPage();
  const home = /rel="canonical" href="([^"]*)index\.html"/.exec(read("index.html"))?.[1];
  assert.ok(home, "the column names its whole address");
  const documents = files.filter((file) => file.endsWith(".xml"));
  assert.ok(documents.includes("feed.xml") && documents.includes("sitemap.xml"));
  for (const file of documents) {
    const seen = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      return {
        fault: parsed.querySelector("parsererror")?.textContent ?? "",
        root: parsed.documentElement.localName,
        addresses: [...parsed.querySelectorAll("loc, link")].map((element) => element.getAttribute("href") ?? element.textContent),
      };
    }, read(file));
    assert.equal(seen.fault, "", file);
    assert.equal(seen.root, file === "sitemap.xml" ? "urlset" : "feed", file);
    for (const address of seen.addresses) {
      assert.ok(address.startsWith(home), `${file}: ${address}`);
      assert.ok(files.includes(decodeURIComponent(address.slice(home.length)) || "index.html"), `${file}: ${address}`);
    }
  }
  await context.close();
});
