// The canvas half of the client, loaded after the core: starts canvas.wasm and gives it frames when something changed.
//
// A failure at any point leaves the document as it is: the pictures are SVG, and the layout is flow.
import { Canvas, type Layout } from "./bridge";
import { Figures } from "./figures";
import { fetchFonts, putOnFont } from "./fonts";
import { media, nextFrame, request as ask } from "./platform";
import { Stage } from "./stage";

export interface Source {
  layout(): Layout; // as the core wants it
  scene(): string; // the figures of the page as JSON
  staged(): void; // is told when the stage is shown
  works(works: boolean): void; // is told whether the stage can be drawn
}

export interface Drawing {
  changed(): void; // the page, the layout or the size of the text
  frames(): number; // drawn so far
  controls(): [id: string, x: number, y: number, width: number, height: number][]; // that the stage has drawn
  measured(): { boxes: number; ms: number; unmeasured: string[] }; // when the stage was last measured
  mistaken(): string[]; // elements whose style was taken for that of another
}

const patience = 30_000; // ms for a font

const bytesOf = (url: string): Promise<Uint8Array> =>
  ask(url, patience, {}, async (answer) => {
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  });

// Printers, and colours that a person's device asks for, take the SVG, which CSS dresses.
const print = media("print");
const unpainted = [print, ...["(forced-colors: active)", "(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) => media(query))];
const still = media("(prefers-reduced-motion: reduce)");

export async function start(app: HTMLElement, surface: HTMLCanvasElement, source: Source): Promise<Drawing> {
  const data = document.documentElement.dataset;
  surface.hidden = true; // only the stage shows it
  const canvas = await Canvas.load(data.canvas!, data.canvasWasm!, surface);
  if (!canvas.start(`#${surface.id}`)) throw new Error("no WebGL 2");

  let state: "drawing" | "lost" | "failed" = "drawing";
  let pageKnown = false;
  let asked = false; // for a frame
  const request = () => {
    if (!asked) nextFrame(draw);
    asked = true;
  };
  const figures = new Figures(canvas, surface, request);
  const stage = new Stage(canvas, surface, app, request);

  // The figures' words are the document's, so only the stage needs fonts.
  let fonts: Promise<void> | undefined;
  let fontsThere = false;
  async function loadFonts(): Promise<void> {
    const [regular, bold] = await Promise.all([data.fontRegular!, data.fontBold!].map(bytesOf));
    await fetchFonts(); // lines are as wide in the document as on the canvas
    putOnFont();
    fontsThere = canvas.font(false, regular!) && canvas.font(true, bold!);
    if (!fontsThere) throw new Error("the canvas cannot read the fonts");
    follow();
  }

  function showPage(): void {
    if (!pageKnown) canvas.pictures(source.scene());
    pageKnown = true;
  }

  // Once the module has failed it draws no more; the document goes on without it.
  function guarded(work: () => void): void {
    if (state === "failed") return;
    try {
      work();
    } catch (error) {
      console.error(error);
      state = "failed";
      showFlow();
      source.works(false);
    }
  }

  function draw(now: number): void {
    asked = false;
    if (state !== "drawing") return;
    guarded(() => {
      showPage();
      if (stage.on ? stage.draw(now, still.matches()) : figures.draw(now, still.matches())) request();
    });
  }

  function showFlow(again = false): void {
    if (stage.on) stage.leave();
    if (state === "drawing" && !unpainted.some((query) => query.matches())) figures.update(app, again);
    else figures.clear();
  }

  function showStage(): void {
    source.staged();
    showPage();
    if (stage.on) return stage.touch();
    figures.clear();
    stage.enter();
  }

  // Brings the drawing in line with what is wanted. `again` paints what has not changed, too.
  function follow(again = false): void {
    const staged = source.layout() === "stage" && state === "drawing" && !print.matches();
    if (staged && !fontsThere) {
      fonts ??= loadFonts().catch((error) => {
        console.error(error);
        source.works(false);
      });
    }
    guarded(() => (staged && fontsThere ? showStage() : showFlow(again)));
  }

  for (const query of [still, ...unpainted]) query.watch(() => follow());
  addEventListener("resize", () => stage.on && follow());
  watchResolution(() => follow(true));

  surface.addEventListener("webglcontextlost", (event) => {
    event.preventDefault(); // or it is never restored
    if (state === "drawing") state = "lost";
    guarded(() => canvas.lost());
    follow();
    source.works(false);
  });
  surface.addEventListener("webglcontextrestored", () => {
    guarded(() => {
      if (canvas.restored()) state = "drawing";
    });
    follow(true);
    if (state === "drawing") source.works(true);
  });

  follow();
  await fonts; // none in flow
  return {
    changed() {
      pageKnown = false;
      follow();
    },
    frames: () => canvas.frames(),
    controls: () => (stage.on ? canvas.stageControls() : []),
    measured: () => ({ boxes: stage.boxes(), ms: stage.lastMeasuring, unmeasured: stage.unmeasured() }),
    mistaken: () => stage.mistaken(),
  };
}

// Zooming, or moving the window to another screen.
function watchResolution(changed: () => void): void {
  let over = false;
  media(`(resolution: ${devicePixelRatio}dppx)`).watch(() => {
    if (over) return;
    over = true;
    changed();
    watchResolution(changed);
  });
}
