// Submissions while everything fails: the service is killed (SIGKILL) and started again, and a proxy between it and the
// devices loses requests, loses acknowledgements, sends requests again, late and out of order, and cuts them in the middle.
// At the end every acknowledged response is there once, none twice, and receipts match.
//   node tests/store/chaos.mjs [--count 10000] [--seed N] [--postgres]
// With --postgres, two services share one database. Prints "N passed, N failed".
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeSmallSite } from "../small_site.mjs";

const { values: options } = parseArgs({
  options: { count: { type: "string", default: "10000" }, seed: { type: "string", default: "1" }, postgres: { type: "boolean", default: false } },
});
const count = Number(options.count);
const kills = 20;
const devices = 48; // at once
const project = new URL("../../", import.meta.url).pathname;
const roadshow = join(project, "build/native/roadshow");
const survey = "icp-strategy";
const folder = mkdtempSync(join(tmpdir(), "roadshow-chaos-"));
const log = join(folder, "services.log");

// Mulberry32: a seed means the same on every machine.
let state = Number(options.seed);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(random() * list.length)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// One process of the service, always on the same port, which comes back after each kill.
class Service {
  constructor(site, store) {
    this.arguments = ["serve", "--site", site, "--store", store, "--port"];
    this.port = 0;
  }
  async start() {
    const process = (this.process = spawn(roadshow, [...this.arguments, String(this.port)], { stdio: ["ignore", "pipe", "pipe"] }));
    this.ended = new Promise((resolve) => process.on("exit", resolve));
    process.stderr.on("data", (text) => appendFileSync(log, text));
    let said = "";
    await new Promise((resolve, reject) => {
      process.stdout.on("data", (text) => {
        const found = (said += text).match(/127\.0\.0\.1:(\d+)/);
        if (found) resolve((this.port = Number(found[1])));
      });
      process.on("exit", () => reject(new Error("roadshow serve ended before it was ready")));
    });
  }
  async end(signal) {
    this.process.kill(signal);
    await this.ended;
  }
}

// --- the proxy --------------------------------------------------------------------------------------------------------
const faults = { passed: 0, lost: 0, cut: 0, silent: 0, twice: 0, late: 0 };
const created = new Map(); // id -> how often the service said 201, whether or not the device heard it
const answers = new Map(); // id -> the receipts it gave
let contradictions = 0;

function note(text) {
  const status = Number(text.slice(9, 12));
  if (status !== 201 && status !== 202) return;
  const body = text.slice(text.indexOf("\r\n\r\n") + 4);
  let id;
  try {
    id = JSON.parse(body).id;
  } catch {
    return; // the service was killed while it answered
  }
  if (status === 201) created.set(id, (created.get(id) ?? 0) + 1);
  if (answers.has(id) && answers.get(id) !== body) contradictions++;
  answers.set(id, body);
}

// Sends a whole request to a service; resolves to its whole answer, or to nothing.
function forward(request, services) {
  return new Promise((resolve) => {
    const parts = [];
    const socket = net.connect(pick(services).port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (part) => parts.push(part));
    socket.on("error", () => resolve(""));
    socket.on("close", () => {
      const text = Buffer.concat(parts).toString();
      note(text);
      resolve(text);
    });
  });
}

const replays = new Set();
function replayLater(request, services) {
  const replay = pause(random() * 1500).then(() => forward(request, services)).finally(() => replays.delete(replay));
  replays.add(replay);
}

async function handle(socket, request, services) {
  const chance = random();
  if (chance < 0.05) return faults.lost++, socket.destroy();
  if (chance < 0.1) { // half of the request reaches the service
    faults.cut++;
    const cut = net.connect(pick(services).port, "127.0.0.1", () => cut.write(request.subarray(0, request.length >> 1), () => cut.destroy()));
    cut.on("error", () => {});
    return socket.destroy();
  }
  if (chance < 0.3) faults.late++, await pause(random() * 200);
  const answer = await forward(request, services);
  if (random() < 0.1) faults.twice++, replayLater(request, services);
  if (!answer || random() < 0.1) return faults.silent++, socket.destroy();
  faults.passed++;
  socket.end(answer);
}

function startProxy(services) {
  const server = net.createServer((socket) => {
    const parts = [];
    socket.on("error", () => {});
    socket.on("data", (part) => {
      parts.push(part);
      const request = Buffer.concat(parts);
      const end = request.indexOf("\r\n\r\n");
      const length = Number(request.subarray(0, Math.max(end, 0)).toString().match(/content-length: (\d+)/i)?.[1]);
      if (end >= 0 && request.length >= end + 4 + length) void handle(socket, request, services);
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

// --- the devices: what the contract tells them to do ------------------------------------------------------------------
function put(port, id, body, agent) {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, agent, host: "127.0.0.1", method: "PUT", path: `/v1/responses/${id}`,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) } }, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part)).on("end", () => resolve({ status: answer.statusCode, text })).on("error", reject);
    });
    request.setTimeout(30_000, () => request.destroy(new Error("no answer")));
    request.on("error", reject).end(body);
  });
}

const receipts = new Map(); // what the devices were told
const parked = [];
async function deliver(port, id, body) {
  for (let tries = 0; ; tries++) {
    const answer = await put(port, id, body, false).catch(() => ({ status: 0, text: "" }));
    if (answer.status === 201 || answer.status === 202) {
      const receipt = JSON.parse(answer.text);
      if (receipt.id === id) return receipts.set(id, answer.text);
    }
    if ([409, 413, 415, 422].includes(answer.status)) return parked.push(`${answer.status} ${answer.text}`);
    await pause(Math.min(20 * 2 ** tries, 1000) * (0.5 + random() / 2)); // seconds on a device
  }
}

// --------------------------------------------------------------------------------------------------------------------
let passed = 0, failed = 0;
function check(sentence, ok, detail = "") {
  ok ? passed++ : failed++;
  console.log(`${ok ? "ok" : "FAILED"}: ${sentence}${ok ? "" : ` ${detail}`}`);
}

const database = `/tmp/roadshow-chaos-postgres-${process.pid}`;
async function main() {
  const store = options.postgres
    ? execFileSync(join(project, "tests/postgres"), ["start", database, String(process.pid)], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim()
    : join(folder, "answers.db");
  const site = makeSmallSite(roadshow, project, folder);
  const bodies = execFileSync(roadshow, ["sample", "--site", site, "--survey", survey, "--count", String(count), "--seed", options.seed],
    { encoding: "utf8", maxBuffer: 2 ** 30 }).trim().split("\n");
  const services = Array.from({ length: options.postgres ? 2 : 1 }, () => new Service(site, store));
  for (const service of services) await service.start();
  const proxy = await startProxy(services);
  const port = proxy.address().port;

  const marks = Array.from({ length: kills }, () => Math.floor(random() * count * 0.95)).sort((a, b) => a - b);
  let next = 0, killed = 0, finished = false;
  const killer = (async () => {
    while (marks.length && !finished) {
      if (receipts.size < marks[0]) {
        await pause(5);
        continue;
      }
      marks.shift();
      const service = pick(services);
      await service.end("SIGKILL");
      killed++;
      await pause(random() * 100);
      await service.start();
    }
  })();
  const device = async () => {
    while (next < bodies.length) {
      const body = bodies[next++];
      await deliver(port, JSON.parse(body).id, body);
    }
  };
  await Promise.all(Array.from({ length: devices }, device));
  finished = true;
  await killer;
  await Promise.all(replays);
  proxy.close();

  check(`all ${count} responses were acknowledged, over ${killed} kills`, receipts.size === count && killed >= kills / 2, `${receipts.size} were, ${killed} kills`);
  check("none was refused", parked.length === 0, parked.slice(0, 3).join("; "));
  check("no response was said to be new twice", [...created.values()].every((times) => times === 1));
  check("all receipts for one response were the same", contradictions === 0, `${contradictions} were not`);
  const sequences = new Set([...receipts.values()].map((text) => JSON.parse(text).sequence));
  check("every receipt has a number of its own", sequences.size === count, `${sequences.size} numbers`);

  // Once more, without faults: the service must know each, and say the same.
  for (const service of services) await service.end("SIGKILL"), await service.start();
  const agent = new http.Agent({ keepAlive: true, maxSockets: devices });
  let forgotten = 0, place = 0;
  await Promise.all(Array.from({ length: devices }, async () => {
    while (place < bodies.length) {
      const body = bodies[place++];
      const { id } = JSON.parse(body);
      const answer = await put(pick(services).port, id, body, agent);
      if (answer.status !== 202 || answer.text !== receipts.get(id)) forgotten++;
    }
  }));
  agent.destroy();
  check("every acknowledged response is still there, with the receipt the device has", forgotten === 0, `${forgotten} are not`);
  for (const service of services) await service.end("SIGTERM");

  const verified = execFileSync(roadshow, ["verify", "--store", store], { encoding: "utf8" });
  check("roadshow verify finds each once, and every hash right", verified.startsWith(`${count} responses are there. 0 were`), verified);
  console.log("      what the proxy did:", JSON.stringify(faults));
}

const limit = setTimeout(() => {
  console.log(`FAILED: not finished after ten minutes; ${receipts.size} acknowledged. See ${log}`);
  console.log(`${passed} passed, ${failed + 1} failed`);
  process.exit(1);
}, 600_000);
try {
  await main();
} catch (error) {
  check("the run went to its end", false, error.stack);
}
clearTimeout(limit);
if (failed === 0) rmSync(folder, { recursive: true, force: true });
else console.log(`      The store and the log of the service are in ${folder}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
