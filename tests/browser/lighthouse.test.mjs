// Lighthouse: accessibility and best practices, full marks.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { questions } from "./places.mjs";
import { expectNone, test } from "./runner.mjs";

// A Chromium of its own: Lighthouse speaks to the debugging port, which Playwright's does not open.
async function chromium() {
  const folder = await mkdtemp(join(tmpdir(), "roadshow-lighthouse-"));
  const browser = spawn("/usr/bin/chromium", ["--headless=new", "--no-sandbox", "--remote-debugging-port=0", `--user-data-dir=${folder}`, "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => browser.once("exit", resolve));
  const port = await new Promise((resolve, reject) => {
    let said = "";
    browser.stderr.on("data", (chunk) => {
      said += chunk;
      const found = said.match(/DevTools listening on ws:\/\/[^:]+:(\d+)/);
      if (found) resolve(Number(found[1]));
    });
    ended.then(() => reject(new Error(`Chromium ended: ${said}`)));
  });
  return { port, async stop() { browser.kill(); await ended; await rm(folder, { recursive: true, force: true }); } };
}

test("Lighthouse gives full marks for accessibility and best practices", async (visit) => {
  const { port, stop } = await chromium();
  const faults = [];
  try {
    for (const path of ["/", "/explain/waiting-list", "/waits", questions.single]) {
      // Speed is measured elsewhere; throttling would only make this slow.
      const { lhr } = await lighthouse(visit.site.address + path,
        { port, onlyCategories: ["accessibility", "best-practices"], throttlingMethod: "provided", maxWaitForLoad: 120_000, logLevel: "silent" });
      if (lhr.runtimeError) faults.push(`${path}: ${lhr.runtimeError.message}`);
      for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
        if (score === 1) continue;
        const lost = auditRefs.filter(({ weight, id }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1).map(({ id }) => lhr.audits[id].title);
        faults.push(`${path}: ${id} ${score}: ${lost.join("; ")}`);
      }
    }
  } finally {
    await stop();
  }
  expectNone(faults, "Marks lost");
}, { seconds: 600 });
