// What the journeys share: the built column as files, a plain static server for it, and Chromium.
// Nothing is built here. COLUMN names the output folder; without it, the `public` folder of the project.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));

/** The output folder. */
export const folder = process.env.COLUMN ? path.resolve(process.env.COLUMN) : path.resolve(here, "../../public");

if (!existsSync(path.join(folder, "index.html"))) {
  throw new Error(`no column in ${folder}: build one first, or name its folder in COLUMN`);
}

/** Every file of the column, as paths from its folder, sorted. */
export const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
  .sort();

/** Every page. */
export const pages = files.filter((file) => file.endsWith(".html"));

/** The text of a file of the column. */
export function read(file) {
  return readFileSync(path.join(folder, file), "utf8");
}

/** The address of a file when the column is opened from disk. */
export function onDisk(file) {
  return pathToFileURL(path.join(folder, file)).href;
}

/** The kind of a page: the theme writes it as a class of `body`. */
function kindOf(html) {
  return /<body class="k-([a-z]+)"/.exec(html)?.[1] ?? "unknown";
}

/**
 * One page of each kind, and of each thing that changes how a kind looks: a Map from a name to a path.
 * Where several fit, the longest page is taken: it has the most to go wrong.
 */
export const samples = (() => {
  const features = {
    leaf: { statement: /<div class="note">/ },
    item: { table: /<table/, picture: /<img/, attachment: /class="files"/, repealed: /<strong>已废止/, withdrawn: /本信息已撤下/, annual: /class="annual"/ },
  };
  const best = new Map();
  for (const page of pages) {
    const html = read(page);
    const kind = kindOf(html);
    const names = [kind];
    for (const [name, mark] of Object.entries(features[kind] ?? {})) {
      if (mark.test(html)) names.push(`${kind}-${name}`);
    }
    for (const name of names) {
      if (html.length > (best.get(name)?.size ?? 0)) best.set(name, { page, size: html.length });
    }
  }
  return new Map([...best].map(([name, { page }]) => [name, page]).sort());
})();

/** Pages of the sample kinds that a journey walks; `404.html` is made for other addresses than its own, and has its own test. */
export const walked = [...samples].filter(([name]) => name !== "notfound");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/**
 * Serves the column on a free port of 127.0.0.1, as the plainest host does: a file or 404, no directory indexes but the root's.
 * `under` is the path that it stands under; `headers` are sent with every answer.
 */
export async function serve({ under = "/", headers = {} } = {}) {
  const known = new Set(files);
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = asked.startsWith(under) ? asked.slice(under.length) || "index.html" : "";
    if (!known.has(file)) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("404");
      return;
    }
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, ...headers }).end(readFileSync(path.join(folder, file)));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const root = `http://127.0.0.1:${server.address().port}${under}`;
  return {
    root,
    close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))),
  };
}

/** Starts Chromium. CHROMIUM names another one than Debian's. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/**
 * A browser and a served column for the tests of one file. The fields are filled before the first test.
 * `strangers` collects every request to another place than the column; none gets there, as no other host has a name here.
 */
export function journey(options = {}) {
  const trip = { root: "", browser: undefined, strangers: [] };
  let server;
  before(async () => {
    server = await serve(options);
    trip.root = server.root;
    trip.browser = await browser();
  });
  after(async () => {
    await trip.browser?.close();
    await server?.close();
  });
  trip.open = async (context = {}) => {
    const opened = await trip.browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...context });
    opened.on("request", (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(trip.root)) trip.strangers.push(request.url());
    });
    return opened;
  };
  return trip;
}

/** Waits until something of the test's own is true; what a page shows is waited for with Playwright's means. */
export async function until(what, holds) {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}

/** The screens that the column is looked at on. */
export const SCREENS = {
  small: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1280, height: 900 } },
};
