// Starts the client: the core first, so that every control works; the outbox; then, when all is quiet, the canvas.
//
// Whatever fails, the page that was written at build time stays, and its links still lead where they say.
import { Core } from "./bridge";
import type { CoreEvent, Question } from "./bridge";
import type { Drawing } from "./canvas";
import { Client } from "./client";
import { Device } from "./device";
import { earlyAnswers, listen, say } from "./document";
import { arrowRanks, dragRanks } from "./drag";
import type { Listening } from "./listen";
import { fetchFonts } from "./fonts";
import { address, onTravel } from "./history";
import { showKiosk } from "./kiosk";
import { Outbox } from "./outbox";
import { draftKept, layoutWanted, showTextSize, textSizeWanted } from "./settings";

const data = document.documentElement.dataset;
const app = document.getElementById("app")!;
data.layout = "flow"; // until the stage is drawn
showTextSize(textSizeWanted()); // before the program is there: words do not grow under the eyes of who reads them

let drawing: Drawing | undefined;
let listening: Listening | undefined;

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.text();
}

const patience = 30_000; // ms to wait for an answer

// Asks the endpoint. Whatever becomes of it is an answer: status 0 when there was none in time.
async function ask({ what, method, path, token, body }: Question): Promise<CoreEvent> {
  const event = { type: "fetched", id: what } as const;
  const patienceEnds = new AbortController();
  const timer = setTimeout(() => patienceEnds.abort(), patience);
  try {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    if (body) headers["content-type"] = "application/json";
    const answer = await fetch(path, { method, headers, body: body || null, credentials: "omit", redirect: "error", signal: patienceEnds.signal });
    return { ...event, status: answer.status, text: await answer.text() };
  } catch {
    return { ...event, status: 0, text: "" };
  } finally {
    clearTimeout(timer);
  }
}

// Shows the page's own words for this, once.
function showTrouble(): void {
  const template = document.getElementById("trouble");
  if (!(template instanceof HTMLTemplateElement)) return;
  app.before(template.content.cloneNode(true));
  say(template.content.textContent ?? "");
  template.remove();
}

async function startCore(): Promise<{ client: Client; outbox: Outbox; device: Device }> {
  const [core, bundle] = await Promise.all([Core.load(data.core!, data.coreWasm!), fetchText(data.bundle!)]);
  const outbox = new Outbox((event) => client.dispatch(event));
  const client = new Client(core, {
    post: (id, body) => void outbox.store(id, body),
    fetch: (question) => void ask(question).then((event) => client.dispatch(event)),
    changed: () => drawing?.changed(),
    reading: (reading) => listening?.set(reading),
    broken: showTrouble,
  });

  const device = new Device((needs) => client.dispatch({ type: "device", needs }));
  const early = earlyAnswers(app);
  const draft = draftKept();
  const shown = app.firstElementChild ? (app.dataset.path ?? "") : "";
  const layout = data.canvas ? layoutWanted() : "flow";
  showKiosk(layout === "stage");
  client.boot({ bundle, shown, path: address(), layout, needs: device.needs(), textSize: textSizeWanted(), draft });
  for (const event of early()) client.dispatch(event);
  document.documentElement.classList.add("running"); // shows the switch of the layouts
  device.watch();

  listen(app, (path) => client.visit(path, "step"), (event) => client.dispatch(event, event.type === "press" ? "step" : "other"));
  onTravel((path) => client.visit(path, "travel") || location.reload());
  arrowRanks(app);
  dragRanks(app, (id, place) => client.dispatch({ type: "move", id, place }));
  outbox.start();
  return { client, outbox, device };
}

function hasWebGL2(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext(); // browsers allow a page only a few
  return context !== null;
}

const quiet = () =>
  new Promise<void>((resolve) =>
    typeof requestIdleCallback === "function" ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve, 200));

async function startCanvas(client: Client, device: Device): Promise<boolean> {
  const surface = document.getElementById("gl");
  if (!data.canvas) return false; // pictures in this script are SVG
  await quiet();
  void fetchFonts();
  if (!(surface instanceof HTMLCanvasElement) || !hasWebGL2()) return false;
  // A bundle of its own: `roadshow build` puts its hashed name here.
  const script: string = "/assets/canvas.js";
  const { start } = (await import(script)) as typeof import("./canvas");
  drawing = await start(app, surface, { layout: () => client.layout, scene: () => client.scene(), staged: () => showKiosk(true), works: (works) => device.drawing(works) });
  return true;
}

// Reading aloud: only where the device can speak.
async function startListening(client: Client): Promise<void> {
  if (!("speechSynthesis" in globalThis)) return;
  await quiet();
  const script: string = "/assets/listen.js"; // a bundle of its own, as the canvas is
  const { Listening } = (await import(script)) as typeof import("./listen");
  listening = Listening.start(app, (event) => client.dispatch(event));
}

const started = startCore();
started.then(({ client }) => startListening(client)).catch((error) => console.warn(error)); // the page is there to be read
const canvasStarted = started.then(async ({ client, device }) => {
  const works = await startCanvas(client, device).catch((error) => {
    console.warn(error); // only pictures are missing, and the SVGs are there; also when the reader left meanwhile
    return false;
  });
  if (!works) device.drawing(false);
  return works;
}).catch(() => false);
started.catch((error) => {
  console.error(error);
  showTrouble();
});

// For tests, and for the curious.
Object.defineProperty(window, "roadshow", {
  value: Object.freeze({
    ready: started.then(() => undefined),
    canvasReady: canvasStarted,
    frames: () => drawing?.frames() ?? 0, // drawn by the canvas
    controls: () => drawing?.controls() ?? [], // that the stage shows
    measured: () => drawing?.measured(), // how the stage was read
    isAsReadAnew: () => drawing?.isAsReadAnew() ?? true,
    waiting: () => started.then(({ outbox }) => outbox.waiting()), // responses on this device
  }),
});
