// Debian's Chromium, and visits to the site in it. A visit fails on anything the page complains about.
import { chromium } from "playwright-core";
import { Checked } from "./runner.mjs";

// Without --font-render-hinting the headless shell moves letters to whole pixels, as no device of a resident does.
const flags = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none"];

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

export async function launch() {
  const chrome = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell", args: flags });
  return { visit: (site) => new Visit(chrome, site), close: () => chrome.close() };
}

export class NotQuiet extends Checked {}

function withoutWebGL() {
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...others) {
    return /webgl/.test(kind) ? null : real.call(this, kind, ...others);
  };
}

// One person's browser at a time: contexts, pages, and what went wrong in them.
export class Visit {
  troubles = [];
  #allowed = [];
  #contexts = [];

  constructor(chrome, site) {
    this.chrome = chrome;
    this.site = site;
  }

  // Things that the page may complain about in this test, since the test causes them.
  allow(...patterns) {
    this.#allowed.push(...patterns);
  }

  // `webgl: false` is a browser without it: quicker, where the pictures do not matter.
  async browser({ webgl = true, ...options } = {}) {
    const context = await this.chrome.newContext({ viewport: desktop, locale: "en-GB", baseURL: this.site.address, ...options });
    context.setDefaultTimeout(15_000);
    this.#contexts.push(context);
    context.on("close", () => (this.#contexts = this.#contexts.filter((other) => other !== context)));
    const complain = (words) => {
      if (!this.#allowed.some((pattern) => pattern.test(words))) this.troubles.push(words);
    };
    context.on("console", (message) => {
      if (message.type() === "error") complain(`console error: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => complain(`page error: ${error.error().stack || error.error()}`));
    context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== this.site.address) complain(`request to another origin: ${request.url()}`);
    });
    context.on("response", (response) => {
      if ("set-cookie" in response.headers()) complain(`set-cookie from ${response.url()}`);
    });
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI}`));
    });
    if (!webgl) await context.addInitScript(withoutWebGL);
    return context;
  }

  // A page at a path, in a browser of its own unless `context` is given. Resolves when the core has started.
  async open(path, { context, ready = true, ...options } = {}) {
    const page = await (context ?? (await this.browser(options))).newPage();
    await go(page, path, { ready });
    return page;
  }

  async checkQuiet() {
    for (const context of this.#contexts) {
      for (const { name } of await context.cookies()) this.troubles.push(`cookie: ${name}`);
    }
    const [first, ...others] = [...new Set(this.troubles)];
    if (first) throw new NotQuiet(["The page was not quiet:", first, ...others.slice(0, 8)].join("\n  "));
  }

  async close() {
    await Promise.all(this.#contexts.map((context) => context.close().catch(() => undefined)));
  }
}

export async function go(page, path, { ready = true } = {}) {
  // A page that is left while it loads says that it could not.
  await page.evaluate(() => globalThis.roadshow?.canvasReady).catch(() => undefined);
  await page.goto(path);
  if (ready) await page.evaluate(() => roadshow.ready);
}

// Waits for the canvas module; fails when it cannot draw.
export async function canvasReady(page) {
  if (!(await page.evaluate(() => roadshow.canvasReady))) throw new Checked("The canvas module did not start.");
}

// A page in the stage layout, drawn.
export async function openStage(visit, path, options = {}) {
  const address = path + (path.includes("?") ? "&" : "?") + "layout=stage";
  const page = await visit.open(address, { viewport: desktop, ...options });
  await canvasReady(page);
  await onStage(page);
  return page;
}

export async function onStage(page) {
  await page.waitForSelector("html[data-layout=stage].stage-drawn", { state: "attached" }).catch(() => {
    throw new Checked("The stage was asked for and did not come.");
  });
}

export const nameOfLayout = (page) => page.evaluate(() => document.documentElement.dataset.layout);

// Two frames later everything that was asked for this frame is drawn.
export const frame = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
