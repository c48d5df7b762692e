// The stage: the browser lays the document out as it always does, and the canvas behind it paints what was measured.
//
// Everything that a person sees, points at, selects or reads aloud is where the document has it; only its colours are the
// canvas's (build.mjs makes those of the document transparent). All that is set here is undone by leave().
import type { Canvas } from "./bridge";
import { Measure } from "./measure";
import type { Area } from "./paint_list";
import { clock, watchChanges, watchFonts, watchSizes } from "./platform";

const px = (length: number) => `${length}px`;
const motion = 200; // ms, ease-out (visual language, section 8)
const pointing = ["pointerover", "pointerout", "pointerdown"] as const;
const releasing = ["pointerup", "pointercancel"] as const;
const focusing = ["focusin", "focusout"] as const;

const watchNothing: ReturnType<typeof watchChanges> = { forget: () => undefined, end: () => undefined };

export class Stage {
  on = false;
  lastMeasuring = 0; // ms
  private readonly measure: Measure;
  private changes = watchNothing;
  private endFonts = (): void => undefined;
  private readonly sizes = watchSizes(() => this.touch());
  private shown = new Set<HTMLElement | SVGElement>(); // elements whose words the document shows
  private over = new Set<HTMLElement>(); // and those that lie over such words
  private changed = false;
  private still = false; // for the next measuring: nothing moves
  private screen = "";
  private moves = new Map<string, readonly [number, number]>();
  private moving = false;
  private began = 0;

  constructor(
    private readonly canvas: Canvas,
    private readonly surface: HTMLCanvasElement,
    private readonly app: HTMLElement,
    private readonly request: () => void,
  ) {
    this.measure = new Measure(app, canvas);
  }

  enter(): void {
    this.on = true;
    document.documentElement.dataset.layout = "stage";
    document.documentElement.classList.add("stage-drawn");
    this.surface.hidden = false;
    for (const event of [...pointing, ...focusing]) this.app.addEventListener(event, this.touch);
    for (const event of releasing) addEventListener(event, this.touch);
    addEventListener("scroll", this.request, { passive: true });
    this.endFonts = watchFonts(this.touch);
    this.changes = watchChanges(this.app, this.touch);
    this.sizes.observe(this.app);
    this.screen = "";
    this.touch();
  }

  leave(): void {
    this.on = false;
    document.documentElement.dataset.layout = "flow";
    document.documentElement.classList.remove("stage-drawn");
    this.surface.hidden = true;
    this.surface.removeAttribute("style");
    for (const event of [...pointing, ...focusing]) this.app.removeEventListener(event, this.touch);
    for (const event of releasing) removeEventListener(event, this.touch);
    removeEventListener("scroll", this.request);
    this.endFonts();
    this.changes.end();
    this.sizes.disconnect();
    for (const element of this.shown) hide(element);
    this.shown.clear();
    for (const element of this.over) lower(element);
    this.over.clear();
  }

  // Something that shows may have changed: it is measured before the next frame.
  readonly touch = (): void => {
    this.changed = true;
    this.request();
  };

  // True when the screen needs another frame.
  draw(now: number, still: boolean): boolean {
    this.still = still;
    if (this.changed) this.remeasure(now);
    const part = this.moving ? Math.min(1, (now - this.began) / motion) : 1;
    if (part === 1) this.moving = false;
    const shifts = this.measure.layers.map(({ element, top }) => element.getBoundingClientRect().top + scrollY - top);
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const more = this.canvas.stageDraw({ width, height, scroll: scrollY, dpr: devicePixelRatio, now, still, away: (1 - part) ** 3, shifts });
    Object.assign(this.surface.style, { position: "fixed", left: "0", top: "0", zIndex: "-1", pointerEvents: "none", display: "block", width: px(width), height: px(height) });
    return more || this.moving;
  }

  unmeasured(): string[] {
    return this.measure.unmeasured;
  }
  boxes(): number {
    return this.measure.boxes;
  }

  // What is another thing when every style is read anew. For tests.
  mistaken(): string[] {
    this.measure.fresh = true;
    this.measure.read(() => [0, 0]);
    this.measure.fresh = false;
    return this.measure.mistaken;
  }

  private remeasure(now: number): void {
    this.app.getBoundingClientRect(); // layout is the browser's own time
    const start = clock();
    this.changed = false;
    // What a person does on a screen moves things; another screen, or a window of another size, is simply there.
    const screen = `${location.pathname} ${innerWidth} ${innerHeight} ${document.documentElement.style.cssText}`;
    // The document's own words go nowhere slowly.
    const moves = !this.still && screen === this.screen && !this.measure.left.size;
    this.screen = screen;
    const away = this.moving ? (1 - Math.min(1, (now - this.began) / motion)) ** 3 : 0;
    const before = this.moves;
    this.moves = new Map();
    const from = (id: string, at: Area): readonly [number, number] => {
      const was = this.measure.placeOf(id);
      if (!moves || !was) return [0, 0];
      const [x, y] = before.get(id) ?? [0, 0];
      const move = [was.x + x * away - at.x, was.y + y * away - at.y] as const;
      if (Math.abs(move[0]) < 0.5 && Math.abs(move[1]) < 0.5) return [0, 0];
      this.moves.set(id, move);
      return move;
    };
    const { moving } = this.measure.read(from);
    if (moving) this.began = now;
    this.moving = moving;
    this.canvas.stage(this.measure.list, this.measure.ground);
    this.lastMeasuring = clock() - start;
    this.showWords();
  }

  // Letters that the canvas cannot shape are the document's own, over the painted ground, and so is what lies over them.
  private showWords(): void {
    const { left, over } = this.measure;
    for (const element of this.shown) if (!left.has(element)) hide(element);
    for (const [element, colour] of left) show(element, colour);
    this.shown = new Set(left.keys());
    for (const element of this.over) if (!over.has(element)) lower(element);
    for (const element of over) lift(element);
    this.over = new Set(over);
    this.changes.forget(); // that was us
  }
}

function show(element: HTMLElement | SVGElement, colour: string): void {
  if (element instanceof SVGElement) return element.classList.add("own-words");
  if (element.style.webkitTextFillColor !== opaque(colour)) element.style.webkitTextFillColor = opaque(colour);
}

const opaque = (colour: string) => colour.replace(/, 0?\.\d+\)/, ", 1)");

// With the ink that it has from around it.
function lift(element: HTMLElement): void {
  if (element.classList.contains("own-layer")) return;
  element.style.setProperty("--own-ink", opaque(getComputedStyle(element).color));
  element.classList.add("own-layer");
}
function lower(element: HTMLElement): void {
  element.classList.remove("own-layer");
  element.style.removeProperty("--own-ink");
  if (!element.getAttribute("style")) element.removeAttribute("style");
}

function hide(element: HTMLElement | SVGElement): void {
  if (element instanceof SVGElement) element.classList.remove("own-words");
  else {
    element.style.removeProperty("-webkit-text-fill-color");
    if (!element.getAttribute("style")) element.removeAttribute("style");
  }
}
