// A preview server on a copy of the sample column, for one test file.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { browser } from "./column.js";

const project = fileURLToPath(new URL("../../", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? path.join(project, "target");
const program =
  process.env.GONGKAI ?? ["release", "debug"].map((kind) => path.join(target, kind, "gongkai")).find((file) => existsSync(file)) ?? "gongkai";

/** Starts the server; resolves once it says where it is. */
function start(source, port) {
  const server = spawn(program, ["serve", "--source", source, ...(port ? ["--port", port] : [])]);
  return new Promise((ready, failed) => {
    let said = "";
    const hear = (text) => {
      said += text;
      const root = /正在预览：(http:\/\/\S+\/)/.exec(said)?.[1];
      if (root) ready({ server, root });
    };
    for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", hear);
    server.on("error", failed);
    server.on("exit", () => failed(new Error(`the preview did not start: ${said}`)));
  });
}

function stop(server) {
  if (server.exitCode !== null) return undefined;
  return new Promise((ended) => {
    server.on("exit", ended);
    server.kill("SIGINT");
  });
}

/** The preview and a browser for the tests of one file. The fields are filled before the first test. */
export function preview() {
  const trip = { root: "", source: "", browser: undefined };
  let server;
  before(async () => {
    trip.source = mkdtempSync(path.join(tmpdir(), "gongkai-preview-"));
    for (const part of ["site.toml", "content", "themes", "portal"]) {
      cpSync(path.join(project, part), path.join(trip.source, part), { recursive: true });
    }
    ({ server, root: trip.root } = await start(trip.source));
    trip.browser = await browser();
  });
  after(async () => {
    await trip.browser?.close();
    if (server) await stop(server);
    rmSync(trip.source, { recursive: true, force: true });
  });
  trip.open = async (address, context = {}) => {
    const opened = await trip.browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...context });
    const page = await opened.newPage();
    await page.goto(trip.root + address);
    return page;
  };
  trip.file = (name) => path.join(trip.source, name);
  /** Changes a file of the column for the time of `during`. */
  trip.edited = async (name, change, during) => {
    const file = trip.file(name);
    const original = readFileSync(file, "utf8");
    const changed = change(original);
    if (changed === original) throw new Error(`nothing changed in ${name}`);
    writeFileSync(file, changed);
    try {
      await during(original);
    } finally {
      writeFileSync(file, original);
    }
  };
  trip.stop = () => stop(server);
  /** Starts it again where it was. */
  trip.start = async () => {
    ({ server } = await start(trip.source, new URL(trip.root).port));
  };
  return trip;
}
