// Builds the web client: boot.js, canvas.js, listen.js and main.css, and a style for each other script: arabic.css, gurmukhi.css.
//   node web/build.mjs --out build/web
// Files refer to each other, and to fonts and pictures, as "/assets/NAME.EXT"; `roadshow build` puts in the hashed names.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
// Browsers without module scripts get old.js instead. Those between it and today must be able to read boot.js.
const target = ["es2018"];
const options = { bundle: true, minify: true, target, external: ["/assets/*"], write: false, logLevel: "error", outdir: "." };

class Trouble extends Error {}

// Bundles with no chunk in common, so that each is one file with one name. preview.js is for `roadshow preview` alone.
async function programs() {
  const { outputFiles } = await build({
    ...options,
    entryPoints: { boot: join(here, "boot.ts"), canvas: join(here, "canvas.ts"), listen: join(here, "listen.ts"),
      preview: join(here, "preview.ts") },
    format: "esm",
  });
  return outputFiles;
}

// What the document shows itself on the stage: fields that people write in, words that the canvas has no letters for.
const shownOnStage = "textarea,select,input:not([type=radio],[type=checkbox]),.skip-link:focus,.own-words,.own-layer,.spoken-frame";

// The theme file as custom properties: --blue, --text-2.
async function themeCss(file) {
  let theme;
  try {
    theme = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new Trouble(`${relative(process.cwd(), file)}: ${error.message}`);
  }
  const properties = (name, alpha = "") =>
    Object.entries(theme[name] ?? {}).map(([token, colour]) => {
      if (!/^[a-z][a-z0-9-]*$/.test(token) || !/^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour)) {
        throw new Trouble(`${relative(process.cwd(), file)}: /${name}/${token}: a colour such as "#005EB8" was expected`);
      }
      return `--${token}:${colour}${colour.length === 7 ? alpha : ""};`;
    }).join("");
  // The same condition as in styles/contrast.css and device.ts. Paper is white.
  const dark = "@media screen and (prefers-color-scheme:dark),screen and (prefers-contrast:more)";
  // On the stage the canvas paints: the document keeps every colour, for the canvas to be read (looks.ts), and shows none.
  const stage = `.stage-drawn{${properties("light", "01")}}:where(.stage-drawn :is(${shownOnStage})){${properties("light")}}`;
  return `:root{${properties("light")}color-scheme:light}${dark}{:root{${properties("dark")}color-scheme:dark}}${stage}`;
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

async function previewStyle() {
  const { outputFiles: [{ text }] } = await build({ ...options, entryPoints: [join(here, "styles/preview.css")] });
  return { path: "preview.css", contents: Buffer.from(text) };
}

// The typefaces of other scripts, each with the few rules that its letters need. `roadshow build` puts them into the pages
// of languages in that script only. The range keeps Latin letters and digits in our own typeface.
const scripts = {
  arabic: { family: "Noto Naskh Arabic", range: "U+0600-06FF,U+200C-200F", // letters join: no space may come between them
    rules: "html[dir] *{letter-spacing:normal}.number,.row-number,.reference,[data-numeric]{unicode-bidi:isolate}body{line-height:1.7}" },
  gurmukhi: { family: "Noto Sans Gurmukhi", range: "U+0951-0952,U+0964-0965,U+0A00-0A7F,U+200C-200D,U+25CC",
    rules: "html[dir] *{letter-spacing:normal}" },
};

const faces = (script) => [400, 700].map((weight) =>
  `@font-face{font-family:"${scripts[script].family}";font-weight:${weight};font-display:swap;unicode-range:${scripts[script].range};src:url("/assets/${script}-${weight}.woff2") format("woff2")}`).join("");

async function scriptStyle(script) {
  const { family, rules } = scripts[script];
  const { code } = await transform(`${faces(script)}html{font-family:"${family}",var(--latin),Arial,sans-serif}${rules}`, { loader: "css", minify: true, target });
  return { path: `${script}.css`, contents: Buffer.from(code) };
}

async function style() {
  // The list of languages names each in its own letters; a browser fetches the font when the list is opened.
  const names = Object.keys(scripts).map(faces).join("");
  const [theme, { outputFiles: [main] }] = await Promise.all([
    themeCss(join(here, "../assets/theme.json")),
    build({ ...options, entryPoints: [join(here, "styles/main.css")] }),
  ]);
  const { code } = await transform(fontCss + names + theme + main.text, { loader: "css", minify: true, target });
  return { path: "main.css", contents: Buffer.from(code) };
}

async function main() {
  const { values: { out } } = parseArgs({ options: { out: { type: "string" } } });
  if (!out) throw new Trouble("say where to write: node web/build.mjs --out build/web");
  const files = (await Promise.all([programs(), style(), previewStyle(), ...Object.keys(scripts).map(scriptStyle)])).flat();
  await mkdir(out, { recursive: true });
  for (const asIs of ["index.html", "old.js", "../assets/icon.svg"])
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
