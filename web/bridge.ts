// The one bridge to the two WebAssembly modules: what is said to them, what they answer, and how strings cross.
//
// core.wasm decides everything (app/web_client/core_main.cpp); canvas.wasm draws what it is given (app/web_client/canvas_main.cpp).

import type { Need } from "./device";
import type { Colour, PaintList } from "./paint_list";
import { request } from "./platform";

export type Layout = "flow" | "stage";

// For a survey that may start with an event, or a response that needs a name of its own.
export interface Fresh {
  freshId: string; // random UUID
  freshSecret: string; // 64 random hexadecimal digits; "" where the device has no randomness
  today: string; // 2026-11-21
}

export interface Boot {
  bundle: string; // text of bundle.json
  shown: string; // path of the page that is in #app already; "" when there is none
  path: string;
  layout: Layout;
  needs: Need[];
  kiosk: boolean; // one person after the other stands before it
  textSize: number; // percent
  draft: string; // answers that this tab kept through a reload; "" when there are none
}

export type FieldEvent = { type: "choose"; id: string; on: boolean } | { type: "write"; id: string; text: string };

export interface Held {
  id: string;
  parked: boolean; // refused
  status: number; // with this; 0: not refused
  tried: string; // 2026-11-21T09:30; "" not yet
  kept: boolean; // on disk, not only in this page
}

export type CoreEvent =
  | { type: "visit"; path: string }
  | { type: "press"; id: string }
  | FieldEvent
  | { type: "toggle"; id: string; open: boolean }
  | { type: "move"; id: string; place: number } // place counts from 0
  | { type: "fields"; fields: FieldEvent[] } // what the fields of the document hold, whatever events they fired
  | { type: "stored" | "unkept" | "sent" | "parked"; id: string } // what became of a response
  | { type: "conflict"; id: string } // another page, or the endpoint, has other answers under this id
  | { type: "fetched"; id: string; status: number; text: string } // status 0: the endpoint could not be reached
  | { type: "queue"; held: Held[] } // all responses on this device that are not sent
  | { type: "did"; what: string; ok: boolean } // what the device was asked to do, and whether it did
  | { type: "device"; needs: Need[]; kiosk: boolean }
  | { type: "voices"; able: boolean } // the device can read this language aloud
  | { type: "silent" } // reading aloud has come to its end
  | { type: "leftOut" } // words were left out: there is no voice for them
  | { type: "repaint" }; // the document is not as the core knows it: answer with all of it

// A node of the document: an element by its id, then a way down by positions among the child nodes.
export type Ref = [id: string, ...childIndexes: number[]];

export type Operation =
  | ["insert", parent: Ref, index: number, html: string] // html of one node
  | ["remove", node: Ref]
  | ["move", parent: Ref, from: number, to: number] // `to` counts without the node that moves
  | ["attr", element: Ref, name: string, value: string | null]
  | ["text", node: Ref, text: string]
  | ["html", element: Ref, html: string]; // all that is inside

export interface Question {
  what: string; // comes back with the answer
  method: string;
  path: string;
  token: string; // "" for none
  body: string;
}

export interface Task {
  what: "copy" | "save" | "print" | "retry" | "save-unsent";
  name: string; // of a file
  text: string;
}

export interface Reply {
  ops: Operation[];
  path: string;
  title: string;
  focus: string; // id; "" leaves the focus where it is
  say: string; // for the polite live region; "" says nothing
  layout: Layout; // as shown
  wish: Layout; // as chosen, to be remembered
  textSize: number;
  reading: "off" | "on" | "paused"; // aloud
  post: { id: string; body: string; instead: string } | null; // a response to store and send, in place of
    // another one ("" for none); without a body, one to hear about, which the device has
  task: Task | null; // for the device; it answers "did"
  fetch: Question | null; // to ask the endpoint
  draft: string | null; // null: as before; "": none
  scene: boolean; // the page changed, so the canvas must be told
}

interface Module {
  HEAPU8: Uint8Array; // replaced when the memory grows: never keep it
  _malloc(size: number): number;
  _free(pointer: number): void;
}

interface CoreModule extends Module {
  core_boot(message: number): number;
  core_dispatch(event: number): number;
  core_scene(): number;
}

interface CoreExports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  core_boot(message: number): number;
  core_dispatch(event: number): number;
  core_scene(): number;
}

interface CanvasModule extends Module {
  _canvas_start(selector: number): number;
  _canvas_font(bold: number, bytes: number, size: number): number; // 1: it can be read
  _canvas_pictures(json: number): void;
  _canvas_figure(id: number, palette: number, wide: number, width: number, height: number, dpr: number, now: number, still: number): number;
  _canvas_paintable(text: number): number; // 1: the fonts have all of its letters
  _canvas_stage(numbers: number, count: number, texts: number, ground: number): void;
  _canvas_stage_draw(width: number, height: number, scroll: number, dpr: number, now: number, still: number, away: number, shifts: number): number;
  _canvas_stage_controls(): number;
  _canvas_lost(): void;
  _canvas_restored(): number; // 1: the context is back
  _canvas_frames(): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

async function load<M extends Module>(script: string, wasm: string, options: object): Promise<M> {
  const { default: factory } = (await import(script)) as { default(options: object): Promise<M> };
  return factory({ ...options, locateFile: () => wasm });
}

// What a bare module asks of the page: nothing but to hear of its end. Memory is looked up anew at each call.
const heard: WebAssembly.Imports = {
  env: { emscripten_notify_memory_growth: () => undefined },
  wasi_snapshot_preview1: {
    proc_exit(code: number) {
      throw new Error(`The program ended with ${code}.`);
    },
  },
};

// Some hosts name another media type, which streaming does not take.
async function loadBare(wasm: string): Promise<CoreModule> {
  const made = await request(wasm, 120_000, {}, async (answer) => {
    if (!answer.ok) throw new Error(`${wasm}: ${answer.status}`);
    const named = answer.headers.get("content-type") === "application/wasm" && "instantiateStreaming" in WebAssembly;
    return named ? WebAssembly.instantiateStreaming(answer, heard) : WebAssembly.instantiate(await answer.arrayBuffer(), heard);
  });
  const core = made.instance.exports as unknown as CoreExports;
  core._initialize();
  return {
    get HEAPU8() {
      return new Uint8Array(core.memory.buffer);
    },
    _malloc: core.malloc,
    _free: core.free,
    core_boot: core.core_boot,
    core_dispatch: core.core_dispatch,
    core_scene: core.core_scene,
  };
}

// Lends text or bytes to the module for one call, with a zero after them.
function lend<T>(module: Module, content: string | Uint8Array, use: (pointer: number) => T): T {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  const pointer = module._malloc(bytes.length + 1);
  if (!pointer) throw new Error("out of memory");
  module.HEAPU8.set(bytes, pointer);
  module.HEAPU8[pointer + bytes.length] = 0;
  try {
    return use(pointer);
  } finally {
    module._free(pointer);
  }
}

function read(module: Module, pointer: number): string {
  const heap = module.HEAPU8;
  return decoder.decode(heap.subarray(pointer, heap.indexOf(0, pointer)));
}

// JSON.stringify writes half a surrogate pair, which a text field may hold for a moment, as an escape that JSON parsers
// refuse; encoding turns it into U+FFFD first.
const wellFormed = (_key: string, value: unknown) =>
  typeof value === "string" ? decoder.decode(encoder.encode(value)) : value;

export class Core {
  private constructor(private readonly module: CoreModule) {}

  static async load(wasm: string): Promise<Core> {
    return new Core(await loadBare(wasm));
  }
  boot(message: Boot & Fresh): Reply {
    return this.ask(message, this.module.core_boot);
  }
  dispatch(event: CoreEvent & Partial<Fresh>): Reply {
    return this.ask(event, this.module.core_dispatch);
  }
  // The page as JSON, for the canvas.
  scene(): string {
    return read(this.module, this.module.core_scene());
  }
  private ask(message: object, call: (pointer: number) => number): Reply {
    const text = JSON.stringify(message, wellFormed);
    return JSON.parse(lend(this.module, text, (pointer) => read(this.module, call(pointer)))) as Reply;
  }
}

export type FigureState = "done" | "moving" | "unknown";

export interface StageFrame {
  width: number; // of the window, in CSS px
  height: number;
  scroll: number;
  dpr: number;
  now: number;
  still: boolean;
  away: number; // what moves: 1 where it was, 0 where it belongs
  shifts: number[]; // of each layer that does not scroll with the page, since it was measured
}

export class Canvas {
  private constructor(private readonly module: CanvasModule) {}

  static async load(script: string, wasm: string, element: HTMLCanvasElement): Promise<Canvas> {
    return new Canvas(await load<CanvasModule>(script, wasm, { canvas: element }));
  }
  start(selector: string): boolean {
    return lend(this.module, selector, (pointer) => this.module._canvas_start(pointer)) === 1;
  }
  // False when the module cannot read the font. It copies the bytes.
  font(bold: boolean, bytes: Uint8Array): boolean {
    return lend(this.module, bytes, (pointer) => this.module._canvas_font(Number(bold), pointer, bytes.length)) === 1;
  }
  // The figures of the page, by id.
  pictures(json: string): void {
    lend(this.module, json, (pointer) => this.module._canvas_pictures(pointer));
  }
  // Paints a picture on the GL canvas, which takes its size.
  figure(id: string, palette: string, wide: boolean, width: number, height: number, dpr: number, now: number, still: boolean): FigureState {
    const answer = lend(this.module, id, (name) =>
      lend(this.module, palette, (colours) =>
        this.module._canvas_figure(name, colours, Number(wide), width, height, dpr, now, Number(still))));
    return answer < 0 ? "unknown" : answer === 1 ? "moving" : "done";
  }
  paintable(text: string): boolean {
    return lend(this.module, text, (pointer) => this.module._canvas_paintable(pointer)) === 1;
  }
  // What the stage shows from now on. Copied.
  stage(list: PaintList, ground: Colour): void {
    lend(this.module, list.numbers(), (numbers) =>
      lend(this.module, list.strings(), (texts) => this.module._canvas_stage(numbers, list.count(), texts, ground)));
  }
  // Draws the screen; true when it needs another frame.
  stageDraw({ width, height, scroll, dpr, now, still, away, shifts }: StageFrame): boolean {
    const bytes = new Uint8Array(Float32Array.from(shifts).buffer);
    return lend(this.module, bytes, (pointer) =>
      this.module._canvas_stage_draw(width, height, scroll, dpr, now, Number(still), away, pointer)) === 1;
  }
  // What the last frame showed that can be pressed, chosen or written in, in CSS px of the window.
  stageControls(): [id: string, x: number, y: number, width: number, height: number][] {
    return JSON.parse(read(this.module, this.module._canvas_stage_controls())) as [string, number, number, number, number][];
  }
  lost(): void {
    this.module._canvas_lost();
  }
  restored(): boolean {
    return this.module._canvas_restored() === 1;
  }
  frames(): number {
    return this.module._canvas_frames();
  }
}
