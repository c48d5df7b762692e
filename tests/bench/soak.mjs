// Many people send at once for a while: are all of them stored, and how long does each wait?
//   node tests/bench/soak.mjs [--seconds 30] [--rate 50] [--site FOLDER]
import { execFileSync } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeSite, project, serve, survey } from "../browser/site.mjs";

// Puts one response; gives the status and the time in ms.
function put(address, body, agent) {
  return new Promise((resolve) => {
    const start = performance.now();
    const sent = request(`${address}/v1/responses/${JSON.parse(body).id}`, { method: "PUT", agent, headers: { "content-type": "application/json" } }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode, ms: performance.now() - start }));
      answer.on("error", () => resolve({ status: 0, ms: performance.now() - start }));
    });
    sent.on("error", () => resolve({ status: 0, ms: performance.now() - start }));
    sent.end(body);
  });
}

// Sends `rate` responses a second, evenly, whether or not earlier ones have come back. `site` is one of serve().
export async function soak(site, { rate, seconds }) {
  const count = rate * seconds;
  const samples = execFileSync(join(project, "build/native/roadshow"), ["sample", "--site", site.folder, "--survey", survey, "--count", String(count)],
    { encoding: "utf8", maxBuffer: 1e9 }).trim().split("\n");
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  const answers = await Promise.all(samples.map(async (body, index) => {
    const wait = start + (index * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return put(site.address, body, agent);
  }));
  agent.destroy();
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  return {
    sent: count,
    receipts: answers.filter(({ status }) => status === 201).length,
    stored: (await site.rows()).length,
    ms: { median: at(0.5), "95th": at(0.95), "99th": at(0.99), longest: at(1) },
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({ options: { site: { type: "string" }, seconds: { type: "string", default: "30" }, rate: { type: "string", default: "50" } } });
  const site = await serve(values.site ?? (await makeSite()));
  try {
    const { sent, receipts, stored, ms } = await soak(site, { rate: Number(values.rate), seconds: Number(values.seconds) });
    console.log(`\nSoak: ${values.rate} responses a second for ${values.seconds} s`);
    console.log(`  sent ${sent}, receipts ${receipts}, stored ${stored} (${((100 * stored) / sent).toFixed(1)}%)`);
    console.log(`  ms: ${Object.entries(ms).map(([name, time]) => `${name} ${time.toFixed(1)}`).join(", ")}`);
  } finally {
    await site.stop();
  }
}
