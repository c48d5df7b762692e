// A new idea is one place: in a scratch copy of the tree this adds a made-up kind of question, explainer, screen and form
// of export (tests/data/extending) by the files and lines that docs/extending.md names, counts what that changed, builds
// the rooms they stand in, and asks whether each works from end to end.
//   node tests/extending.mjs [--count-only]
// The copy stays in build/extending, so that a second run compiles what differs. Prints "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const project = new URL("../", import.meta.url).pathname;
const fixtures = join(project, "tests/data/extending");
const copy = join(project, "build/extending");
const guide = readFileSync(join(project, "docs/extending.md"), "utf8");
let passed = 0;
let failed = 0;

function check(good, what) {
  good ? passed++ : failed++;
  if (!good) console.log(`failed: ${what}`);
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

// Leaves a file alone that is as it should be: what is older than its object is not compiled again.
function put(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

// "= question 3 1", then the lines that are added to files.
function ideas() {
  const all = [];
  for (const line of readFileSync(join(fixtures, "lines"), "utf8").split("\n")) {
    if (line.startsWith("= ")) {
      const [, name, added, changed] = line.split(" ");
      all.push({ name, added: Number(added), changed: Number(changed), lines: [] });
    } else if (line && !line.startsWith("#")) {
      const [file, after, text] = line.split(" || ");
      all.at(-1).lines.push({ file, after, text });
    }
  }
  return all;
}

const tree = new Map(); // of the copy: path to text
const roots = ["app", "cmake", "assets/openapi.json", "content"];
for (const root of roots) {
  const at = join(project, root);
  for (const file of statSync(at).isDirectory() ? filesIn(at) : [at])
    tree.set(relative(project, file), readFileSync(file, "utf8"));
}

for (const idea of ideas()) {
  const before = new Map(tree);
  for (const file of filesIn(join(fixtures, idea.name))) {
    const path = relative(join(fixtures, idea.name), file);
    check(!tree.has(path), `${path} is there already`);
    tree.set(path, readFileSync(file, "utf8"));
  }
  for (const { file, after, text } of idea.lines) {
    const old = tree.get(file) ?? "";
    check(old.split(after).length === 2, `${file} has not one place that says ${after}`);
    check(guide.includes(file), `docs/extending.md does not name ${file}, which a new ${idea.name} changes`);
    const within = old[old.indexOf(after) + after.length] !== "\n"; // a line, and not at its end
    tree.set(file, old.replace(after, () => after + (within ? "" : "\n") + text));
  }
  const added = [...tree.keys()].filter((path) => !before.has(path));
  const changed = [...tree.keys()].filter((path) => before.has(path) && before.get(path) !== tree.get(path));
  check(added.length <= idea.added, `a new ${idea.name} needs ${added.length} new files: ${added}`);
  check(changed.length <= idea.changed, `a new ${idea.name} changes ${changed.length} files: ${changed}`);
  for (const path of added)
    check(guide.includes(dirname(path) + "/"), `docs/extending.md does not name the folder of ${path}`);
}

if (!process.argv.includes("--count-only")) {
  const pack = "staffordshire-stoke";
  for (const file of filesIn(join(fixtures, "content")))
    tree.set(`content/${pack}/${relative(join(fixtures, "content"), file)}`, readFileSync(file, "utf8"));
  for (const name of ["CMakeLists.txt", "check.cpp"]) tree.set(name, readFileSync(join(fixtures, name), "utf8"));
  for (const root of ["app", "content"])
    for (const file of filesIn(join(copy, root))) if (!tree.has(relative(copy, file))) rmSync(file);
  for (const [path, text] of tree) put(join(copy, path), text);

  const build = join(copy, "build");
  const run = (command, args) => spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  const configured = run("cmake", ["-S", copy, "-B", build, "-G", "Ninja"]);
  const compiled = configured.status === 0 ? run("cmake", ["--build", build]) : configured;
  check(compiled.status === 0, `the copy does not compile:\n${compiled.stdout.slice(-4000)}${compiled.stderr}`);
  if (compiled.status === 0) {
    const ran = run(join(build, "check"), [join(copy, "content"), pack]);
    for (const line of ran.stdout.split("\n").filter(Boolean)) check(line.startsWith("ok"), line);
    check(ran.status === 0, `the check of the copy ended with ${ran.status ?? ran.signal}`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
