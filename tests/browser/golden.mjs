// Golden files: what a test found when a person last read it and found it right. `run.mjs --write` writes them anew; read
// the difference before it is committed.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { settings, Checked, expectNone } from "./runner.mjs";
import { differences } from "./tree.mjs";

const folder = new URL("golden/", import.meta.url);

export const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

// A reference and a code are new each time.
export const withoutSecrets = (line) => line.replace(/RS [0-9A-Z]{4} [0-9A-Z]{4}/, "RS XXXX XXXX").replace(/\b([0-9A-Z]{4} ){3}[0-9A-Z]{4}\b/, "XXXX XXXX XXXX XXXX");

export async function compareWithGolden(file, lines) {
  const place = new URL(file, folder);
  if (settings.write) {
    await mkdir(new URL(".", place), { recursive: true });
    await writeFile(place, lines.join("\n") + "\n");
    return;
  }
  const golden = await readFile(place, "utf8").catch(() => {
    throw new Checked(`There is no golden file ${file}. Write it with --write, and read it.`);
  });
  expectNone(differences(golden.trimEnd().split("\n"), lines), `What differs from golden/${file} (- golden, + now)`);
}
