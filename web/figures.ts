// The pictures of the flow layout: each is painted on the one hidden GL canvas and copied into a canvas of its own.
//
// That canvas lies behind the picture's SVG, whose shapes CSS hides once [data-painted] is there; its text stays, so that it
// can be selected, found and translated. A picture is painted again only when its drawing, its size or the resolution of the
// screen has changed, so scrolling paints nothing.
import type { Canvas } from "./bridge";
import { paletteOf } from "./looks";
import { clock, copyPicture, watchNearness, watchSizes } from "./platform";

interface Picture {
  element: HTMLElement;
  canvas: HTMLCanvasElement;
  drawing: Element | null; // the first SVG as last painted: another one means other data
  dirty: boolean;
  near: boolean; // in the viewport, or nearly
}

const budget = 12; // ms of one frame; the next picture waits for the next frame

export class Figures {
  private readonly pictures = new Map<Element, Picture>();
  private readonly sizes = watchSizes((svgs) => svgs.forEach((svg) => svg.parentElement && this.touch(this.pictures.get(svg.parentElement))));
  private readonly places = watchNearness(200, (element, near) => {
    const picture = this.pictures.get(element);
    if (!picture) return;
    picture.near = near;
    if (near && picture.dirty) this.request();
  });

  constructor(private readonly canvas: Canvas, private readonly surface: HTMLCanvasElement, private readonly request: () => void) {}

  // Looks for pictures that came, went or changed. `all` paints every one of them again.
  update(app: HTMLElement, all = false): void {
    for (const picture of this.pictures.values()) if (!picture.element.isConnected) this.forget(picture);
    for (const element of app.querySelectorAll<HTMLElement>("[data-figure][id]")) {
      const picture = this.pictures.get(element) ?? this.meet(element);
      if (!all && picture.drawing === element.firstElementChild) continue;
      picture.drawing = element.firstElementChild;
      if ("painted" in element.dataset) element.append(picture.canvas); // the old drawing, until the next frame
      for (const svg of element.querySelectorAll(":scope > svg")) this.sizes.observe(svg);
      this.touch(picture);
    }
  }

  // The SVGs again.
  clear(): void {
    for (const picture of this.pictures.values()) this.forget(picture);
    this.sizes.disconnect();
    this.places.disconnect();
  }

  // Paints what must be painted; true when there is more to do in the next frame.
  draw(now: number, still: boolean): boolean {
    const start = clock();
    let more = false;
    for (const picture of this.pictures.values()) {
      if (!picture.dirty || !picture.near) continue;
      if (clock() - start > budget) return true;
      picture.dirty = this.paint(picture, now, still);
      more ||= picture.dirty;
    }
    return more;
  }

  // True when the picture is still moving.
  private paint({ element, canvas }: Picture, now: number, still: boolean): boolean {
    const svg = [...element.querySelectorAll(":scope > svg")].find((svg) => svg.getClientRects().length > 0);
    const box = svg?.getBoundingClientRect();
    if (!svg || !box?.width || !box.height) return false; // its size will tell when it is shown

    // Whole device pixels, at a whole device pixel of the page: anything else blurs.
    const dpr = devicePixelRatio;
    const snap = (length: number) => Math.round(length * dpr) / dpr;
    const width = snap(box.width);
    const height = snap(box.height);
    const state = this.canvas.figure(element.id, paletteOf(svg), !svg.classList.contains("narrow"), width, height, dpr, now, still);
    if (state === "unknown") {
      this.unpaint(element, canvas);
      return false;
    }
    if (!copyPicture(this.surface, canvas)) {
      this.unpaint(element, canvas);
      return false;
    }
    const frame = element.getBoundingClientRect();
    // Never over the middle of a CSS pixel: browsers that round to those would part the canvas from the SVG's words.
    const place = (at: number) => snap(at) + Math.sign(Math.round(at) - Math.round(snap(at))) / dpr;
    const left = place(box.left + scrollX) - frame.left - scrollX - element.clientLeft;
    const top = place(box.top + scrollY) - frame.top - scrollY - element.clientTop;
    Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    if (!canvas.parentNode) element.append(canvas);
    element.dataset.painted = "";
    return state === "moving";
  }

  private touch(picture: Picture | undefined): void {
    if (!picture) return;
    picture.dirty = true;
    if (picture.near) this.request();
  }

  private meet(element: HTMLElement): Picture {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    Object.assign(canvas.style, { position: "absolute", zIndex: "-1", pointerEvents: "none" });
    // The canvas lies behind the SVG, but before the picture's ground.
    element.style.isolation = "isolate";
    if (getComputedStyle(element).position === "static") element.style.position = "relative";
    const picture: Picture = { element, canvas, drawing: null, dirty: true, near: false };
    this.pictures.set(element, picture);
    this.places.observe(element);
    return picture;
  }

  private forget({ element, canvas }: Picture): void {
    this.unpaint(element, canvas);
    element.style.removeProperty("position");
    element.style.removeProperty("isolation");
    this.places.unobserve(element);
    this.pictures.delete(element);
  }

  private unpaint(element: HTMLElement, canvas: HTMLCanvasElement): void {
    delete element.dataset.painted;
    canvas.remove();
  }
}
