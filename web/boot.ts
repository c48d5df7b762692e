// Starts the client: the core first, so that every control works; the outbox; then, when all is quiet, the canvas.
//
// Whatever fails, the page that was written at build time stays, and its links still lead where they say.
import { Core } from "./bridge";
import type { CoreEvent, Question, Task } from "./bridge";
import type { Drawing } from "./canvas";
import { Client } from "./client";
import { Device } from "./device";
import { earlyAnswers, listen, say } from "./document";
import { arrowRanks, dragRanks } from "./drag";
import type { Listening } from "./listen";
import { fetchFonts } from "./fonts";
import { address, onTravel } from "./history";
import { isKiosk, showKiosk, watchKiosk } from "./kiosk";
import { Outbox } from "./outbox";
import { canDraw, canSpeak, copyText, guardLeaving, printPage, quiet, request, saveFile, take } from "./platform";
import { draftKept, keepDraft, layoutWanted, showTextSize, textSizeWanted } from "./settings";

const data = document.documentElement.dataset;
const app = document.getElementById("app")!;
data.layout = "flow"; // until the stage is drawn
showTextSize(textSizeWanted()); // before the program is there: words do not grow under the eyes of who reads them

let drawing: Drawing | undefined;
let listening: Listening | undefined;

const fetchText = (url: string): Promise<string> =>
  request(url, 120_000, {}, async (answer) => {
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.text();
  });

const patience = 30_000; // ms to wait for an answer

// Asks the endpoint. Whatever becomes of it is an answer: status 0 when there was none in time.
async function ask({ what, method, path, token, body }: Question): Promise<CoreEvent> {
  const event = { type: "fetched", id: what } as const;
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  if (body) headers["content-type"] = "application/json";
  try {
    return await request(path, patience, { method, headers, body: body || null, credentials: "omit", redirect: "error" },
      async (answer) => ({ ...event, status: answer.status, text: await answer.text() }));
  } catch {
    return { ...event, status: 0, text: "" };
  }
}

// What the core asks of the device; whether it was done.
async function carryOut({ what, name, text }: Task, outbox: Outbox): Promise<CoreEvent> {
  const work: Record<Task["what"], () => boolean | Promise<boolean>> = {
    copy: () => copyText(text),
    save: () => saveFile(name, text, "text/plain;charset=utf-8"),
    print: printPage,
    retry: () => outbox.retry().then(() => true),
    "save-unsent": () => outbox.save(),
  };
  return { type: "did", what, ok: await work[what]() };
}

// Shows the page's own words for this, once; answers what takes them away.
function showTrouble(): () => void {
  const template = document.getElementById("trouble");
  if (!(template instanceof HTMLTemplateElement)) return () => undefined;
  const shown = [...template.content.cloneNode(true).childNodes];
  app.before(...shown);
  say(template.content.textContent ?? "");
  template.remove();
  return () => shown.forEach((node) => node.remove());
}

async function startCore(): Promise<{ client: Client; outbox: Outbox; device: Device }> {
  const [core, bundle] = await Promise.all([Core.load(data.core!), fetchText(data.bundle!)]);
  const outbox = new Outbox((event) => client.dispatch(event), `${data.bundle} ${data.core}`);
  const claimed = new Set<string>();
  let onlyHere = false; // answers are in this page and nowhere else
  const client = new Client(core, app, {
    post: (id, body, instead) => void (body ? outbox.store(id, body, instead) : outbox.follow(id)),
    task: (task) => void carryOut(task, outbox).then((event) => client.dispatch(event)),
    draft(draft) {
      const { id, delivery } = JSON.parse(draft || "{}") as { id?: string; delivery?: string };
      const answering = id !== undefined && delivery === "none";
      onlyHere = !keepDraft(draft) && answering;
      if (answering) claim(id);
    },
    fetch: (question) => void ask(question).then((event) => client.dispatch(event)),
    changed: () => drawing?.changed(),
    reading: (reading) => listening?.set(reading),
    broken: showTrouble,
  });

  // A tab that was duplicated has the draft of the other one, and gives its answers a name of their own.
  function claim(id: string): void {
    if (claimed.has(id)) return;
    claimed.add(id);
    void take(`roadshow-draft-${id}`).then((free) => free || client.dispatch({ type: "conflict", id }));
  }

  const device = new Device((needs) => client.dispatch({ type: "device", needs, kiosk: isKiosk() }));
  const early = earlyAnswers(app);
  const draft = draftKept();
  const shown = app.firstElementChild ? (app.dataset.path ?? "") : "";
  const layout = data.canvas ? layoutWanted() : "flow";
  showKiosk(layout === "stage");
  client.boot({ bundle, shown, path: address(), layout, needs: device.needs(), kiosk: isKiosk(), textSize: textSizeWanted(), draft });
  for (const event of early()) client.dispatch(event);
  document.documentElement.classList.add("running"); // shows the switch of the layouts
  device.watch();
  watchKiosk(() => client.dispatch({ type: "device", needs: device.needs(), kiosk: isKiosk() }));

  listen(app, {
    visit: (path) => client.visit(path, "step"),
    leave: (address) => {
      const stay = () => client.dispatch({ type: "did", what: "language", ok: false }) || location.assign(address);
      request(address, 15_000, {}, async ({ ok }) => ok || Promise.reject()).then(() => location.assign(address), stay);
      return true;
    },
    report: (event) => client.dispatch(event, event.type === "press" ? "step" : "other"),
    readFields: () => client.readFields(),
  });
  guardLeaving(() => onlyHere);
  onTravel((path) => client.visit(path, "travel") || location.reload());
  arrowRanks(app);
  dragRanks(app, (id, place) => client.dispatch({ type: "move", id, place }));
  outbox.start();
  return { client, outbox, device };
}

async function startCanvas(client: Client, device: Device): Promise<boolean> {
  const surface = document.getElementById("gl");
  if (!data.canvas) return false; // pictures in this script are SVG
  await quiet();
  void fetchFonts();
  if (!(surface instanceof HTMLCanvasElement) || !canDraw()) return false;
  // What draws may come late, on a slow network: until then the page says that it lies in flow.
  const late = setTimeout(() => device.drawing(false), 30_000);
  let works = true;
  try {
    // A bundle of its own: `roadshow build` puts its hashed name here.
    const script: string = "/assets/canvas.js";
    const { start } = (await import(script)) as typeof import("./canvas");
    drawing = await start(app, surface, {
      layout: () => client.layout,
      scene: () => client.scene(),
      staged: () => showKiosk(true),
      works: (now) => device.drawing((works = now)),
    });
  } finally {
    clearTimeout(late);
  }
  device.drawing(works);
  return true;
}

// Reading aloud: only where the device can speak.
async function startListening(client: Client): Promise<void> {
  if (!canSpeak()) return;
  await quiet();
  const script: string = "/assets/listen.js"; // a bundle of its own, as the canvas is
  const { Listening } = (await import(script)) as typeof import("./listen");
  listening = Listening.start(app, (event) => client.dispatch(event));
}

const started = startCore();
let calm = () => undefined as void;
const slow = setTimeout(() => (calm = showTrouble()), 30_000);
const begun = () => (clearTimeout(slow), calm()); // the program may still come
started.then(begun, () => clearTimeout(slow));
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
    mistaken: () => drawing?.mistaken() ?? [],
    waiting: () => started.then(({ outbox }) => outbox.waiting()), // responses on this device
  }),
});
