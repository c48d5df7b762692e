// Prints what a person waits for and downloads, as tables. Numbers, never assertions; goals are those of the project's goals.
//   node tests/bench/bench.mjs [--site FOLDER] [--runs N]
import { execFileSync } from "node:child_process";
import { readFile, readdir, stat } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { desktop, launch, openStage } from "../browser/browser.mjs";
import { settled } from "../browser/pictures.mjs";
import { agesOf } from "../browser/reading.mjs";
import { makeSite, project, serve } from "../browser/site.mjs";

const { values: options } = parseArgs({ options: { site: { type: "string" }, runs: { type: "string", default: "5" } } });
const runs = Number(options.runs);

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const kB = (bytes) => (bytes / 1000).toFixed(1);
const ms = (time) => (time < 10 ? time.toFixed(2) : time.toFixed(0));
function table(title, head, rows) {
  console.log(`\n${title}`);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => String(row[column] ?? "").length)));
  for (const row of [head, ...rows]) {
    console.log("  " + row.map((cell, column) => (column ? String(cell ?? "").padStart(widths[column]) : String(cell).padEnd(widths[column]))).join("  ").trimEnd());
  }
}

async function sizes(folder) {
  const assets = (await readdir(join(folder, "assets"))).filter((name) => !/\.(br|gz)$/.test(name)).sort();
  const files = [["index.html", join(folder, "index.html")],
    ...assets.map((name) => [name.replace(/-[0-9a-f]{10}(?=\.)/, ""), join(folder, "assets", name)])];
  const found = new Map();
  for (const [name, path] of files) {
    const bytes = await readFile(path);
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    const packed = /\.(woff2|png)$/.test(name); // already
    // What the server sends: the twin that `roadshow build` wrote, when there is one.
    const sent = async (ending, pack) => (packed ? bytes.length : (await stat(path + ending).catch(() => null))?.size ?? pack().length);
    found.set(name, [bytes.length, await sent(".gz", () => gzipSync(bytes, { level: 9 })), await sent(".br", () => brotliCompressSync(bytes, quality))]);
  }
  const sum = (names) => [0, 1, 2].map((column) => names.reduce((total, name) => total + (found.get(name)?.[column] ?? 0), 0));
  const first = ["index.html"]; // with its style
  const ready = [...first, "boot.js", "core.wasm", "bundle.json"];
  const row = (name, [raw, gzip, brotli], goal = "") => [name, kB(raw), kB(gzip), kB(brotli), goal];
  table("Sizes, kB", ["file", "raw", "gzip", "brotli", "goal"], [
    ...[...found].map(([name, size]) => row(name, size)),
    row("first readable page", sum(first), "<= 30"),
    row("every control works", sum(ready), "<= 120"),
    row("everything", sum([...found.keys()]), "<= 380"),
  ]);
}

function core() {
  const program = join(project, "build/native/bench_core");
  let lines;
  try {
    lines = execFileSync(program, { encoding: "utf8" }).trim().split("\n").map((line) => line.split("\t"));
  } catch {
    console.log("\nThe core's own time: not measured, since build/native/bench_core is missing or failed.");
    return;
  }
  const goal = { "one answer": "<= 0.5" };
  table("The core's own time, natively, ms", ["what", "median", "95th", "goal"],
    lines.map(([what, middle, high]) => [what, high ? Number(middle).toFixed(3) : middle, high && Number(high).toFixed(3), goal[what]]));
}

// In the browser, the time of the whole turn: core, JSON, and the operations on the document.
async function turns(browser, site) {
  const visit = browser.visit(site);
  const page = await visit.open("/survey/icp-strategy/describes_you");
  const answer = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("#question input")].slice(0, 6);
    return Array.from({ length: 200 }, (_, i) => {
      const start = performance.now();
      boxes[i % boxes.length].click();
      return performance.now() - start;
    });
  });
  await page.goto(site.address + "/explain/waiting-list");
  await page.evaluate(() => roadshow.ready);
  const step = await page.evaluate(() => Array.from({ length: 60 }, (_, i) => {
    const link = document.getElementById(i % 2 ? "step-1" : "step-2");
    const start = performance.now();
    link.click();
    return performance.now() - start;
  }));
  await visit.close();
  table("In the browser, from a click to the changed document, ms (core, JSON and document)", ["what", "median", "goal"],
    [["one answer", ms(median(answer)), "<= 0.5 (program)"], ["another step of the explainer", ms(median(step))]]);
}

// The canvas module is handed to the page by a stand-in for its script, so that it can be asked to draw.
async function frames(browser, site, slower) {
  const visit = browser.visit(site);
  const context = await visit.browser({ viewport: desktop });
  await context.route(/\/canvas-[^/]*\.mjs$/, (route) => route.fulfill({
    contentType: "text/javascript",
    body: `import make from "${new URL(route.request().url()).pathname}?real"; export default async (options) => (globalThis.canvasModule = await make(options));`,
  }));
  const rows = [];
  for (const [name, path] of [["home", "/"], ["explainer", "/explain/waiting-list/2"], ["waiting times", "/waits"], ["question", "/survey/icp-strategy/life_stage"]]) {
    const page = await openStage(visit, path, { context });
    await settled(page);
    const cdp = await page.context().newCDPSession(page);
    if (slower > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const times = await page.evaluate(() => {
      const module = globalThis.canvasModule;
      const nothing = module._malloc(1);
      module.HEAPU8[nothing] = 0;
      return Array.from({ length: 60 }, () => {
        const start = performance.now();
        module._canvas_stage_layout(innerWidth, innerHeight, 1);
        const laidOut = performance.now();
        module._canvas_stage_draw(scrollY, devicePixelRatio, performance.now() + 1e6, 1, nothing, nothing);
        return [module._canvas_last_frame_ms(), laidOut - start, performance.now() - laidOut];
      });
    });
    rows.push([name, ...[0, 1, 2].map((column) => ms(median(times.map((time) => time[column]))))]);
    await page.close();
  }
  await visit.close();
  table(`Frames of the stage, 1440 x 900, ms${slower > 1 ? `, CPU ${slower} times slower` : ""} (program: making the draw list; whole: with the calls to WebGL)`,
    ["screen", `program (goal <= ${slower > 1 ? 4 : 1})`, "layout", "whole frame"], rows);
}

async function starts(browser, site) {
  const rows = [];
  for (const [name, slow] of [["unthrottled", false], ["Slow 4G, CPU 4 times slower", true]]) {
    const times = { paint: [], ready: [], canvas: [] };
    for (let run = 0; run < (slow ? Math.min(runs, 3) : runs); run++) {
      const visit = browser.visit(site);
      const context = await visit.browser({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      const cdp = await context.newCDPSession(page);
      if (slow) {
        await cdp.send("Network.enable");
        // Lighthouse's Slow 4G, as the browser's network panel applies it.
        await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 150 * 3.75, downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8, uploadThroughput: (750 * 1024 * 0.9) / 8 });
        await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      }
      await page.goto(site.address + "/", { timeout: 60_000 });
      const [paint, ready] = await page.evaluate(async () => {
        await roadshow.ready;
        const ready = performance.now();
        const paint = await new Promise((resolve) => new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") resolve(startTime);
        }).observe({ type: "paint", buffered: true }));
        return [paint, ready];
      });
      times.paint.push(paint);
      times.ready.push(ready);
      times.canvas.push(await page.evaluate(async () => ((await roadshow.canvasReady) ? performance.now() : NaN)));
      await visit.close();
    }
    const seconds = (list) => (median(list) / 1000).toFixed(2);
    rows.push([name, seconds(times.paint) + (slow ? " (goal 1.0)" : ""), seconds(times.ready) + (slow ? " (goal 3.5)" : ""), seconds(times.canvas)]);
  }
  table("From navigation, home at 390 x 844, empty cache, s", ["network", "first paint", "ready to use", "canvas drawn"], rows);
}

async function lastTests() {
  const last = await readFile(join(project, "build/logs/test-time"), "utf8").catch(() => "");
  const logs = await Promise.all(["browser", "unit", "unit-sanitized"].map(async (name) => {
    const path = join(project, "build/logs", name + ".log");
    const text = await readFile(path, "utf8").catch(() => "");
    const end = text.trim().split("\n").slice(-2).join(", ");
    return text ? [name, end, (await stat(path)).mtime.toISOString().slice(0, 16).replace("T", " ")] : null;
  }));
  const rows = logs.filter(Boolean);
  console.log(`\nThe last scripts/test: ${last.trim() || "its time is not in build/logs/test-time"}`);
  for (const row of rows) console.log("  " + row.join("; "));
}

console.log(`${cpus().length} x ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}, ${new Date().toISOString().slice(0, 16).replace("T", " ")}`);
const folder = options.site ?? (await makeSite());
await lastTests();
await sizes(folder);
core();
const site = await serve(folder);
const ages = (await agesOf(site)).map(({ age }) => age);
table("Reading age of the screens, years", ["screens", "youngest", "median", "oldest", "goal"],
  [[ages.length, ...[Math.min(...ages), median(ages), Math.max(...ages)].map((age) => age.toFixed(1)), "11 at most"]]);
const browser = await launch();
for (const part of [turns, starts, (...both) => frames(...both, 1), (...both) => frames(...both, 4)]) {
  await part(browser, site).catch((error) => console.log(`\nNot measured: ${error.message}`));
}
await browser.close();
await site.stop();
