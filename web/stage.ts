// The stage layout: the canvas draws the whole screen, and each element lies over its drawn twin.
//
// The canvas stands still behind the page; the page scrolls by itself. CSS does the rest under [data-layout=stage]: it makes
// the elements transparent, and leaves those without a box position: static. All that is set here is undone by leave().
import type { Box, Canvas } from "./bridge";

const properties = ["position", "left", "top", "width", "height", "fontSize", "lineHeight", "padding"] as const;
type Placing = Partial<Record<(typeof properties)[number], string>>;

const px = (length: number) => `${length}px`;

export class Stage {
  on = false;
  private readonly placed = new Set<HTMLElement>();
  private height = 0; // of the window, as last laid out
  hovered = ""; // ids of what is drawn so
  pressed = "";
  focused = ""; // only where the focus is to be seen

  constructor(
    private readonly canvas: Canvas,
    private readonly surface: HTMLCanvasElement,
    private readonly app: HTMLElement,
    private readonly request: () => void,
  ) {}

  enter(): void {
    this.on = true;
    document.documentElement.dataset.layout = "stage";
    document.documentElement.classList.add("stage-drawn");
    this.surface.hidden = false;
    this.app.addEventListener("pointerover", this.point);
    this.app.addEventListener("pointerout", this.point);
    this.app.addEventListener("pointerdown", this.point);
    this.app.addEventListener("focusin", this.focus);
    this.app.addEventListener("focusout", this.focus);
    addEventListener("pointerup", this.point);
    addEventListener("pointercancel", this.point);
    addEventListener("scroll", this.request, { passive: true });
    this.focus();
    this.layout();
  }

  leave(): void {
    this.on = false;
    document.documentElement.dataset.layout = "flow";
    document.documentElement.classList.remove("stage-drawn");
    this.surface.hidden = true;
    this.surface.removeAttribute("style");
    this.app.removeEventListener("pointerover", this.point);
    this.app.removeEventListener("pointerout", this.point);
    this.app.removeEventListener("pointerdown", this.point);
    this.app.removeEventListener("focusin", this.focus);
    this.app.removeEventListener("focusout", this.focus);
    removeEventListener("pointerup", this.point);
    removeEventListener("pointercancel", this.point);
    removeEventListener("scroll", this.request);
    this.place(new Map(), null, 0);
    this.app.style.removeProperty("position");
    this.app.style.removeProperty("height");
    this.hovered = this.pressed = this.focused = "";
  }

  // Puts each element over its drawn twin: after every change of the page, of the window or of the size of the text.
  layout(): void {
    const root = document.documentElement;
    this.height = innerHeight;
    const scale = parseFloat(getComputedStyle(root).fontSize) / 16;
    const { height, foot, boxes } = this.canvas.stageLayout(root.clientWidth, this.height, scale);
    Object.assign(this.app.style, { position: "relative", height: px(height) });
    const found = new Map<HTMLElement, Box>();
    for (const box of boxes) {
      const element = this.elementOf(box.id);
      if (element) found.set(element, box);
    }
    this.place(found, document.getElementById(foot), height - this.height);
    this.request();
  }

  // True when the screen needs another frame.
  draw(now: number, still: boolean): boolean {
    const more = this.canvas.stageDraw(scrollY, devicePixelRatio, now, still, this);
    const size = { width: px(document.documentElement.clientWidth), height: px(this.height) };
    Object.assign(this.surface.style, { position: "fixed", left: "0", top: "0", zIndex: "-1", pointerEvents: "none", display: "block", ...size });
    return more;
  }

  // A radio or checkbox is drawn as its whole row, and what opens a disclosure apart from what it opens.
  private elementOf(id: string): HTMLElement | null {
    if (id.endsWith("/summary")) return document.getElementById(id.slice(0, -8))?.querySelector<HTMLElement>(":scope > summary") ?? null;
    const element = document.getElementById(id);
    return element instanceof HTMLInputElement && (element.type === "radio" || element.type === "checkbox")
      ? document.getElementById(`${id}-row`)
      : element;
  }

  // `foot` stays in the window while the rest scrolls, as the canvas draws it: `above` is what the page has above its end.
  private place(boxes: Map<HTMLElement, Box>, foot: HTMLElement | null, above: number): void {
    for (const element of this.placed) {
      if (boxes.has(element)) continue;
      for (const property of properties) element.style.removeProperty(property);
      this.placed.delete(element);
    }
    for (const [element, box] of boxes) {
      let around = element.parentElement;
      while (around && around !== this.app && !boxes.has(around)) around = around.parentElement;
      const origin = element === foot ? { x: 0, y: above } : (around && boxes.get(around)) ?? { x: 0, y: 0 };
      const placing: Placing = {
        position: element === foot ? "fixed" : "absolute",
        left: px(box.x - origin.x),
        top: px(box.y - origin.y),
        width: px(box.width),
        height: px(box.height),
      };
      if (box.letters) {
        const { size, line, above, before } = box.letters;
        Object.assign(placing, { fontSize: px(size), lineHeight: px(line), padding: `${px(above)} ${px(before)}` });
      }
      for (const property of properties) {
        const value = placing[property] ?? "";
        if (element.style[property] !== value) element.style[property] = value;
      }
      this.placed.add(element);
    }
  }

  // The browser says whether the focus is to be seen: after a key, not after a touch.
  private readonly focus = (event?: FocusEvent): void => {
    const target = event?.type === "focusout" ? null : document.activeElement;
    const focused = target?.matches(":focus-visible") ? this.drawnId(target) : "";
    if (focused === this.focused) return;
    this.focused = focused;
    this.request();
  };

  // Hovering and pressing only change how the twin looks.
  private readonly point = (event: PointerEvent): void => {
    const id = this.drawnId(event.type === "pointerout" ? event.relatedTarget : event.target);
    const hovered = event.pointerType === "mouse" ? id : "";
    const pressed = event.type === "pointerdown" ? id
      : event.type === "pointerup" || event.type === "pointercancel" ? ""
      : this.pressed;
    if (hovered === this.hovered && pressed === this.pressed) return;
    this.hovered = hovered;
    this.pressed = pressed;
    this.request();
  };

  // Of the control that the pointer is on.
  private drawnId(target: EventTarget | null): string {
    const control = target instanceof Element
      ? target.closest<HTMLElement>("a[id], button[id], summary, textarea[id], input[id], [id$='-row']")
      : null;
    if (!control || !this.app.contains(control)) return "";
    if (control.tagName === "SUMMARY") return control.parentElement?.id ?? "";
    return control.id.replace(/-row$/, "");
  }
}
