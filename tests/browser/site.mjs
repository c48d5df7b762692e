// The site under test: made, served with a fresh store, and its answers read back with `roadshow export`.
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
export const project = new URL("../../", import.meta.url).pathname;
const roadshow = join(project, "build/native/roadshow");
const pack = "staffordshire-stoke";
export const survey = "icp-strategy";

export async function makeSite(content = join(project, "content"), out = join(project, "build/site-test")) {
  const folder = (name) => join(project, "build", name);
  await run(roadshow, ["build", "--content", content, "--pack", pack, "--web", folder("web"), "--wasm", folder("wasm"),
    "--fonts", folder("fonts"), "--out", out]);
  return out;
}

function parseCsv(text) {
  const rows = [];
  let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push(cell), (cell = "");
    else if (c === "\n") row.push(cell.replace(/\r$/, "")), rows.push(row), (row = []), (cell = "");
    else cell += c;
  }
  const [names, ...values] = rows;
  return values.map((cells) => Object.fromEntries(names.map((name, index) => [name.replace(/^\ufeff/, ""), cells[index]])));
}

// A program that serves until it is stopped, its address, and what it said so far.
async function started(args) {
  const server = spawn(roadshow, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/\S+?(?=\/\s)/);
      if (found) resolve(found[0]);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`roadshow ${args[0]} ended with ${code}: ${said}`)));
  });
  return {
    address,
    said: () => said,
    async stop() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGINT");
      await ended;
    },
  };
}

// `roadshow preview` of a content folder.
export const preview = (content, name = pack) => started(["preview", "--content", content, "--pack", name, "--port", "0",
  ...["web", "wasm", "fonts"].flatMap((part) => [`--${part}`, join(project, "build", part)])]);

// `more`: further options of `roadshow serve`.
export async function serve(folder, more = []) {
  const data = await mkdtemp(join(tmpdir(), "roadshow-test-"));
  const store = join(data, "answers.db");
  const { address, said, stop } = await started(["serve", "--site", folder, "--store", store, "--port", "0", ...more]);
  return {
    address,
    folder,
    store,
    said, // on both of its outputs, which is also its log
    // Of every file that was written as a page: "/", "/explain", ...
    async pages() {
      const files = await readdir(folder, { recursive: true });
      return files.map((file) => relative(".", file)).filter((file) => /(^|\/)index\.html$/.test(file))
        .map((file) => "/" + file.replace(/\/?index\.html$/, "")).sort();
    },
    // What people answered, as objects by column; or what is kept apart: "equality", "contact".
    async rows(part = "answers") {
      const { stdout } = await run(roadshow, ["export", "--store", store, "--site", folder, "--survey", survey, "--format", "csv", "--part", part]);
      return parseCsv(stdout);
    },
    async stop() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

// Puts the visit on the site as it is while one page waits for its translation into Urdu.
export async function withoutTranslationOf(visit, page, use) {
  const shared = visit.site;
  const folder = await mkdtemp(join(tmpdir(), "roadshow-words-"));
  try {
    const content = join(folder, "content");
    await cp(join(project, "content"), content, { recursive: true });
    const file = join(content, pack, "translations/ur.json");
    const translation = JSON.parse(await readFile(file, "utf8"));
    translation.texts = translation.texts.filter(({ id }) => !id.startsWith(`page.${page}.`));
    await writeFile(file, JSON.stringify(translation));
    visit.site = await serve(await makeSite(content, join(folder, "site")));
    await use().finally(() => visit.close()).finally(() => visit.site.stop());
  } finally {
    visit.site = shared;
    await rm(folder, { recursive: true, force: true });
  }
}
