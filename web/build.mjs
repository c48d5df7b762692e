// Builds the web client: boot.js, canvas.js and main.css.
//   node web/build.mjs --out build/web
// Files refer to each other, and to fonts and pictures, as "/assets/NAME.EXT"; `roadshow build` puts in the hashed names.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = "es2020";
const options = { bundle: true, minify: true, target, external: ["/assets/*"], write: false, logLevel: "error", outdir: "." };

class Trouble extends Error {}

// Two bundles and no chunk in common, so that each is one file with one name.
async function scripts() {
  const { outputFiles } = await build({
    ...options,
    entryPoints: { boot: join(here, "boot.ts"), canvas: join(here, "canvas.ts") },
    format: "esm",
  });
  return outputFiles;
}

// The theme file as custom properties: --blue, --text-2.
async function themeCss(file) {
  let theme;
  try {
    theme = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Trouble(`${relative(process.cwd(), file)}: ${error.message}`);
  }
  const properties = (name) =>
    Object.entries(theme[name] ?? {}).map(([token, colour]) => {
      if (!/^[a-z][a-z0-9-]*$/.test(token) || !/^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour)) {
        throw new Trouble(`${relative(process.cwd(), file)}: /${name}/${token}: a colour such as "#005EB8" was expected`);
      }
      return `--${token}:${colour};`;
    }).join("");
  // The same condition as in styles/contrast.css and device.ts. Paper is white.
  const dark = "@media screen and (prefers-color-scheme:dark),screen and (prefers-contrast:more)";
  return `:root{${properties("light")}color-scheme:light}${dark}{:root{${properties("dark")}color-scheme:dark}}`;
}

// Nothing a person reads may jump: a font that is late for the first paint is not used for that screen ("optional") but
// from the next one on ("Late": fonts.ts). Until then Arial stands in, with the proportions of ours.
const fontCss = [[400, 98.9], [700, 99.1]].map(([weight, width]) => {
  const face = (family, rest) => `@font-face{font-family:"${family}";font-weight:${weight};${rest}}`;
  const source = `src:url("/assets/atkinson-${weight}.woff2") format("woff2")`;
  const high = (share) => `${(share / (width / 100)).toFixed(1)}%`;
  return face("Atkinson Hyperlegible Next", `font-display:optional;${source}`) +
    face("Atkinson Late", `font-display:block;${source}`) +
    face("Atkinson Stand-in", `size-adjust:${width}%;ascent-override:${high(98.4)};descent-override:${high(31.6)};line-gap-override:0%;
      src:local("${weight === 700 ? "Arial Bold" : "Arial"}"),local("${weight === 700 ? "Liberation Sans Bold" : "Liberation Sans"}")`);
}).join("");

async function style() {
  const [theme, { outputFiles: [main] }] = await Promise.all([
    themeCss(join(here, "../assets/theme.json")),
    build({ ...options, entryPoints: [join(here, "styles/main.css")] }),
  ]);
  const { code } = await transform(fontCss + theme + main.text, { loader: "css", minify: true, target });
  return { path: "main.css", contents: Buffer.from(code) };
}

async function main() {
  const { values: { out } } = parseArgs({ options: { out: { type: "string" } } });
  if (!out) throw new Trouble("say where to write: node web/build.mjs --out build/web");
  const files = (await Promise.all([scripts(), style()])).flat();
  await mkdir(out, { recursive: true });
  for (const asIs of ["index.html", "../assets/theme.json", "../assets/icon.svg"])
    await copyFile(join(here, asIs), join(out, asIs.split("/").pop()));
  for (const { path, contents } of files) {
    const name = path.split("/").pop();
    await writeFile(join(out, name), contents);
    console.log(`${name.padEnd(10)} ${String(contents.length).padStart(7)} bytes, ${String(brotliCompressSync(contents).length).padStart(6)} brotli`);
  }
}

main().catch((error) => {
  if (error instanceof Trouble) console.error(error.message);
  else if (!error.errors) console.error(error); // esbuild has printed its own
  process.exitCode = 1;
});
