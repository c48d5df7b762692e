// Durable submissions a second: roadshow serve, Fastify with better-sqlite3, and our bare store, with the same load, taking
// turns on the same disk. Prints medians and ratios; asserts nothing.
//   node tests/bench/submissions.mjs [--build build/native] [--runs 5] [--seconds 4] [--connections 128] [--data FOLDER]
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeSmallSite } from "../small_site.mjs";

const project = new URL("../../", import.meta.url).pathname;
const { values: options } = parseArgs({
  options: {
    build: { type: "string", default: join(project, "build/native") },
    runs: { type: "string", default: "5" },
    seconds: { type: "string", default: "4" },
    connections: { type: "string", default: "128" },
    bodies: { type: "string", default: "200000" }, // more than can be sent in one run
    data: { type: "string", default: join(project, "build") }, // a real disk: a store in memory says nothing
  },
});
const roadshow = join(options.build, "roadshow"), bench = join(options.build, "bench_submissions");
const peers = join(project, "tests/bench/peers");
const folder = mkdtempSync(join(options.data, "submissions-"));
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function start(command, given) {
  const service = spawn(command, given, { stdio: ["ignore", "pipe", openSync(join(folder, "log"), "a")] });
  const port = await new Promise((resolve, reject) => {
    let said = "";
    service.stdout.on("data", (text) => {
      const found = (said += text).match(/127\.0\.0\.1:(\d+)/);
      if (found) resolve(found[1]);
    });
    service.on("exit", () => reject(new Error(`${command} ended before it was ready`)));
  });
  return { port, stop: () => new Promise((resolve) => (service.on("exit", resolve), service.kill("SIGTERM"))) };
}

const site = makeSmallSite(roadshow, project, folder);
const bodies = join(folder, "bodies");
execFileSync(roadshow, ["sample", "--site", site, "--survey", "icp-strategy", "--count", options.bodies], { stdio: ["ignore", openSync(bodies, "w"), "inherit"] });
function measure(...given) {
  const line = execFileSync(bench, [...given, options.connections, options.seconds], { stdio: [openSync(bodies, "r"), "pipe", "inherit"], encoding: "utf8" });
  const [stored, seconds, others] = line.split("\t").map(Number);
  if (others > 0) console.log(`  ${others} answers were not 201`);
  return { rate: stored / seconds, stored };
}

let bytes = 0;
const contestants = {
  "roadshow serve": async (store) => {
    const service = await start(roadshow, ["serve", "--site", site, "--store", store, "--port", "0"]);
    const { rate, stored } = measure("load", service.port);
    await service.stop();
    bytes = statSync(store).size / stored;
    return rate;
  },
  "bare store": async (store) => measure("bare", store).rate,
  "Fastify + better-sqlite3": async (store) => {
    const service = await start(process.execPath, [join(peers, "fastify.mjs"), store]);
    const { rate } = measure("load", service.port);
    await service.stop();
    return rate;
  },
};
if (!existsSync(join(peers, "node_modules/better-sqlite3/build/Release/better_sqlite3.node"))) {
  console.log("Fastify with better-sqlite3 is not measured: scripts/bench installs and builds it.");
  delete contestants["Fastify + better-sqlite3"];
}

const rates = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
for (let run = 0; run < Number(options.runs); run++) {
  for (const [name, measured] of Object.entries(contestants)) rates[name].push(await measured(join(folder, `${run}-${name.replaceAll(/\W/g, "")}.db`)));
}
rmSync(folder, { recursive: true });

console.log(`\nDurable submissions a second, ${options.connections} connections, ${options.runs} runs of ${options.seconds} s in turn, ` +
  `${cpus().length} x ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`);
for (const [name, list] of Object.entries(rates))
  console.log(`  ${name.padEnd(26)}${median(list).toFixed(0).padStart(8)}   (${list.map((rate) => rate.toFixed(0)).join(", ")})`);
const ours = rates["roadshow serve"];
const ratio = (name) => median(ours.map((rate, run) => rate / rates[name][run]));
if (rates["Fastify + better-sqlite3"]) console.log(`  roadshow serve / Fastify: ${ratio("Fastify + better-sqlite3").toFixed(1)} times (goal >= 5)`);
console.log(`  roadshow serve / bare store: ${(100 * ratio("bare store")).toFixed(0)} % (goal >= 70)`);
console.log(`  bytes on disk for each response: ${bytes.toFixed(0)}`);
