// A pack ten times as large as the first five together will be: made up from the content that is there, the same each time
// for the same seed. Builds its site and prints how long that took and what a first visit loads.
//   node tests/bench/large_pack.mjs [--explainers 300] [--measures 3000] [--surveys 20] [--seed 1] [--languages all|one] [--keep FOLDER]
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const project = new URL("../../", import.meta.url).pathname;
const { values: options } = parseArgs({
  options: {
    explainers: { type: "string", default: "300" }, measures: { type: "string", default: "3000" }, surveys: { type: "string", default: "20" },
    seed: { type: "string", default: "1" }, languages: { type: "string", default: "all" }, keep: { type: "string" },
  },
});
const like = "staffordshire-stoke";

// Numbers that look like chance and are the same everywhere (mulberry32).
let state = Number(options.seed);
function chance() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

const words = "people care home clinic team plan nurse doctor week month family support local service hospital street town change".split(" ");
const sentence = (text) => `${text} ${Array.from({ length: 8 }, () => words[Math.floor(chance() * words.length)]).join(" ")}.`;

// Every text of an object goes on with words of its own: what is copied compresses too well.
function withOwnWords(value, key = "") {
  if (Array.isArray(value)) return value.map((one) => withOwnWords(one, key));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withOwnWords(one, name)]));
  return ["detail", "meaning", "caveat", "summary", "source"].includes(key) && typeof value === "string" ? sentence(value) : value;
}

async function writePack(folder) {
  await cp(join(project, "content"), folder, { recursive: true });
  const file = (name) => join(folder, like, name);
  const read = async (name) => JSON.parse(await readFile(file(name), "utf8"));
  const write = (name, value) => writeFile(file(name), JSON.stringify(value)); // without spaces: 4 MB is the limit of a file

  const measures = await read("measures.json");
  const kinds = measures.measures.slice();
  for (let i = kinds.length; i < Number(options.measures); i++) {
    const measure = withOwnWords(kinds[i % kinds.length]);
    measure.id = `${measure.id}-${i}`;
    measure.label = `${measure.label} ${i}`;
    for (const one of measure.values) {
      if (typeof one.value === "number" && measure.unit === "percent") one.value = Math.round(chance() * 1000) / 10;
    }
    measures.measures.push(measure);
  }
  await write("measures.json", measures);

  const topic = await read("topics/waiting-list.json");
  for (let i = 1; i < Number(options.explainers); i++) {
    const made = withOwnWords(topic);
    made.id = `${topic.id}-${i}`;
    made.title = `${topic.title} (${i})`;
    await write(`topics/${made.id}.json`, made);
  }
  const survey = await read("surveys/icp-strategy.json");
  for (let i = 1; i < Number(options.surveys); i++) {
    await write(`surveys/${survey.id}-${i}.json`, { ...withOwnWords(survey), id: `${survey.id}-${i}`, title: `${survey.title} (${i})` });
  }
  if (options.languages === "one") {
    const pack = await read("pack.json");
    pack.languages = pack.languages.slice(0, 1);
    await write("pack.json", pack);
    await rm(file("translations"), { recursive: true });
  }
}

const program = join(project, "build/native/roadshow");
const folder = options.keep ?? (await mkdtemp(join(tmpdir(), "roadshow-large-")));
await mkdir(folder, { recursive: true });
const content = join(folder, "content");
const site = join(folder, "site");
await writePack(content);

function build(what) {
  const start = Date.now();
  const { status, stderr } = spawnSync(program, ["build", "--content", content, "--pack", like, "--out", site,
    ...["web", "wasm", "fonts"].flatMap((part) => [`--${part}`, join(project, "build", part)])], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr.split("\n").slice(0, 10).join("\n"));
  console.log(`  ${what.padEnd(44)} ${((Date.now() - start) / 1000).toFixed(1).padStart(7)} s`);
}
console.log(`\nA site of ${options.explainers} explainers, ${options.measures} measures and ${options.surveys} surveys, in ${options.languages === "one" ? "one language" : "every language"}`);
build("built for the first time");
build("built again, nothing changed");
const topic = join(content, like, "topics/waiting-list.json");
await writeFile(topic, (await readFile(topic, "utf8")).replace("The waiting list as", "The list as"));
build("built again, one title changed");

const all = await readdir(site, { recursive: true });
console.log(`  pages${String(all.filter((name) => name.endsWith("index.html")).length).padStart(47)}`);
async function size(names) {
  let bytes = 0;
  for (const name of names) bytes += (await stat(join(site, `${name}.br`)).catch(() => stat(join(site, name)))).size;
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
}
const asset = (pattern) => all.filter((name) => pattern.test(name) && !/\.(br|gz)$/.test(name));
console.log(`  the first page, brotli                       ${await size(["index.html"])}`);
console.log(`  the list of explainers, brotli               ${await size(["explain/index.html"])}`);
console.log(`  the content that the program loads, brotli   ${await size(asset(/assets\/bundle-[0-9a-f]+\.json$/))}`);
console.log(`  every control works, brotli                  ${await size(["index.html", ...asset(/assets\/(bundle|boot|core)-[0-9a-f]{10}\.(json|js|mjs|wasm)$/)])}`);
if (!options.keep) await rm(folder, { recursive: true });
