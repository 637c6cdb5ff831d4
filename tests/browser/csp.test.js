// Under the strictest rule that a portal may set: nothing but the column's own files, nothing inline.

import assert from "node:assert/strict";
import { test } from "node:test";
import { journey, until, walked } from "./column.js";

const trip = journey({ headers: { "content-security-policy": "default-src 'self'" } });

test("no page breaks a strict content security policy", async () => {
  const context = await trip.open();
  const faults = [];
  await context.exposeFunction("broken", (what) => faults.push(what));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => window.broken(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && faults.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  for (const [, path] of walked) await page.goto(trip.root + path, { waitUntil: "load" });
  assert.deepEqual(faults, []);
  assert.deepEqual(trip.strangers, []);

  // The trap itself works.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("img"), { src: "data:image/gif;base64,R0lGOD" })));
  await until("a fault is told", () => faults.length > 0);
  await context.close();
});
