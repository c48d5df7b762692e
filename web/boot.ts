// Starts the client: the core first, so that every control works; the outbox; then, when all is quiet, the canvas.
//
// Whatever fails, the page that was written at build time stays, and its links still lead where they say.
import { Core } from "./bridge";
import type { Drawing } from "./canvas";
import { Client } from "./client";
import { earlyAnswers, listen } from "./document";
import { dragRanks } from "./drag";
import { fetchFonts } from "./fonts";
import { address, onTravel } from "./history";
import { Outbox } from "./outbox";
import { draftKept, layoutWanted, textSizeWanted } from "./settings";

const data = document.documentElement.dataset;
const app = document.getElementById("app")!;
data.layout = "flow"; // until the stage is drawn

let drawing: Drawing | undefined;

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}

// Shows the page's own words for this, once.
function showTrouble(): void {
  const template = document.getElementById("trouble");
  if (!(template instanceof HTMLTemplateElement)) return;
  app.before(template.content.cloneNode(true));
  const region = document.getElementById("say-now");
  if (region) region.textContent = template.content.textContent;
  template.remove();
}

async function startCore(): Promise<{ client: Client; outbox: Outbox }> {
  const [core, bundle] = await Promise.all([Core.load(data.core!, data.coreWasm!), fetchText(data.bundle!)]);
  const outbox = new Outbox((event) => client.dispatch(event));
  const client = new Client(core, {
    post: (id, body) => void outbox.store(id, body),
    changed: () => drawing?.changed(),
    broken: showTrouble,
  });

  const early = earlyAnswers(app);
  const draft = draftKept();
  const shown = app.firstElementChild ? (app.dataset.path ?? "") : "";
  client.boot({ bundle, shown, path: address(), layout: layoutWanted(), textSize: textSizeWanted(), draft });
  for (const event of early()) client.dispatch(event);

  listen(app, (path) => client.visit(path, "step"), (event) => client.dispatch(event, event.type === "press" ? "step" : "other"));
  onTravel((path) => client.visit(path, "travel") || location.reload());
  dragRanks(app, (id, place) => client.dispatch({ type: "move", id, place }));
  outbox.start();
  return { client, outbox };
}

function hasWebGL2(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext(); // browsers allow a page only a few
  return context !== null;
}

const quiet = () =>
  new Promise<void>((resolve) =>
    typeof requestIdleCallback === "function" ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve, 200));

async function startCanvas(client: Client): Promise<boolean> {
  const surface = document.getElementById("gl");
  await quiet();
  fetchFonts();
  if (!(surface instanceof HTMLCanvasElement) || !hasWebGL2()) return false;
  // A bundle of its own: `roadshow build` puts its hashed name here.
  const script: string = "/assets/canvas.js";
  const { start } = (await import(script)) as typeof import("./canvas");
  drawing = await start(app, surface, { layout: () => client.layout, scene: () => client.scene() });
  return true;
}

const started = startCore();
const canvasStarted = started.then(({ client }) => startCanvas(client)).catch((error) => {
  console.warn(error); // only pictures are missing, and the SVGs are there; also when the reader left meanwhile
  return false;
});
started.catch((error) => {
  console.error(error);
  showTrouble();
});

// For tests, and for the curious.
Object.defineProperty(globalThis, "roadshow", {
  value: Object.freeze({
    ready: started.then(() => undefined),
    canvasReady: canvasStarted,
    frames: () => drawing?.frames() ?? 0, // drawn by the canvas
    waiting: () => started.then(({ outbox }) => outbox.waiting()), // responses on this device
  }),
});
