// Reads what the browser laid out: once after a change, in one pass without a write between, from computed style alone.
//
// What cannot be measured is not painted, and is named in `unmeasured`; a test wants that list empty on every screen.
import { colourOf, lookOf, paintBox, paletteOf, radiiOf, shrunk, type Look } from "./looks";
import { PaintList, type Area, type Colour, type Corners } from "./paint_list";
import { readSelectors } from "./selectors";

export interface Letters {
  paintable(text: string): boolean; // whether the canvas has all of its letters
}

interface Decoration {
  thick: number;
  below: number;
}

interface Clip {
  area: Area;
  radii: Corners; // of the inner edge
}

// What holds for all within an element.
interface Around {
  clips: readonly Clip[];
  decoration: Decoration | null;
  moved: readonly [number, number];
  layer: number;
  lift: HTMLElement | null; // the closest that lies over others by its position
  ground: Colour; // behind all
  key: string; // of the element around
  fresh: boolean; // within what a person points at: read anew
}

interface Later {
  element: Element;
  z: number;
  around: Around;
}

const controlled = "a[href], button, input:not([type=hidden]), textarea, select, summary";
const native = "textarea, select, input:not([type=radio]):not([type=checkbox])"; // show their own words
// Attributes that style sheets ask about, and what looks otherwise with all that is in it while a person points at it.
const asked = ["aria-current", "aria-invalid", "disabled", "open", "data-numeric", "dir", "data-dragged", "style"];
const livelyOnes = "a, button, summary, label, [id$='-row'], fieldset.segmented";
const square: Corners = [0, 0, 0, 0];
const nowhere: Area = { x: 0, y: 0, width: 0, height: 0 };
// What only some browsers show, and only sometimes: control characters, the soft hyphen.
const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad]/;
const isBlank = (code: number) => code === 32 || code === 10 || code === 9 || code === 13;

// A picture before or after the content, with a place of its own in the element: a bullet, the circle of a choice.
interface Aside {
  look: Look | null;
  text: string; // in the middle of it
  size: number;
  bold: boolean;
  ink: Colour;
}

// What the computed style of an element says, as far as it is painted.
interface Kind {
  display: string;
  position: string;
  z: number;
  visible: boolean;
  faint: boolean; // opacity 0: there to be pressed, not to be seen
  look: Look | null;
  underline: Decoration | null;
  clips: boolean;
  rtl: boolean;
  size: number;
  bold: boolean;
  tracking: number;
  ink: string;
  pre: boolean;
  picture: boolean;
  control: boolean;
  native: boolean;
  before: Aside | null;
  after: Aside | null;
  placed: boolean; // its own box matters, not only its words
  unmeasured: string[];
}

export class Measure {
  readonly list = new PaintList();
  readonly layers: { element: Element; top: number }[] = []; // what stays in the window; tops on the page as measured
  readonly left = new Map<HTMLElement | SVGElement, string>(); // whose words the document shows itself, and their colour
  readonly over = new Set<HTMLElement>(); // what lies over such words: the document shows it all
  unmeasured: string[] = [];
  mistaken: string[] = []; // elements whose style was taken for that of another, when all is read anew
  boxes = 0;
  ground: Colour = 0; // of the page
  fresh = false; // to read every style anew

  private before = new Map<string, Area>();
  private now = new Map<string, Area>();
  private readonly pieces = new WeakMap<Text, { data: string; widths: string; ends: number[] }>();
  private readonly paintable = new Map<string, boolean>();
  private readonly range = document.createRange();
  private readonly selectors = readSelectors();
  private readonly kinds = new Map<string, Kind>();
  private circumstances = "";
  private touched = new Set<Element>(); // whose look depends on what a person does
  private scroll = { x: 0, y: 0 };

  constructor(private readonly app: HTMLElement, private readonly letters: Letters) {}

  // `shift` says how far what has an id stands from its place while it moves; `moving`: there is a way to go.
  read(from: (id: string, at: Area) => readonly [number, number]): { moving: boolean } {
    this.list.clear();
    this.layers.length = 0;
    this.left.clear();
    this.over.clear();
    this.shown = [];
    this.unmeasured = [];
    this.mistaken = [];
    this.boxes = 0;
    this.scroll = { x: scrollX, y: scrollY };
    this.before = this.now;
    this.now = new Map();
    this.touched = new Set(Array.from(this.app.querySelectorAll(":hover, :active, :focus, :focus-within")));
    const root = document.documentElement;
    const circumstances = [root.clientWidth, innerHeight, root.lang, root.className, root.style.cssText, root.hasAttribute("data-kiosk")].join();
    if (circumstances !== this.circumstances || this.kinds.size > 5000) {
      this.kinds.clear();
      this.shorts.clear();
    }
    this.circumstances = circumstances;
    this.ground = colourOf(getComputedStyle(root).backgroundColor);
    const key = Array.from(this.app.querySelectorAll("#error, .view-note"), ({ id, className }) => `${id}.${className}`).join();
    this.from = from;
    this.moving = false;
    this.context(this.app, { clips: [], decoration: null, moved: [0, 0], layer: 0, lift: null, ground: this.ground, key, fresh: this.fresh });
    for (const element of this.over) // what lies in another needs nothing of its own
      for (let around = element.parentElement; around; around = around.parentElement) if (this.over.has(around)) this.over.delete(element);
    return { moving: this.moving };
  }
  private from: (id: string, at: Area) => readonly [number, number] = () => [0, 0];
  private moving = false;
  private shown: { area: Area; layer: number }[] = []; // words that the document shows, as far as they were met

  // Where what has an id stood when it was last measured.
  placeOf(id: string): Area | undefined {
    return this.before.get(id);
  }

  // In the order of CSS: what is not positioned, then what is, then what is above by a z-index of its own.
  private context(element: Element, around: Around): void {
    const above: Later[] = [];
    this.positioned(element, around, above);
    above.sort((one, other) => one.z - other.z);
    for (const { element, around } of above) this.resume(around, () => this.context(element, around));
  }
  private positioned(element: Element, around: Around, above: Later[]): void {
    const later: Later[] = [];
    this.walk(element, around, later, true);
    for (const one of later) {
      const around = { ...one.around, lift: one.element as HTMLElement };
      if (one.z > 0) above.push({ ...one, around });
      else this.resume(around, () => this.positioned(one.element, around, above));
    }
  }
  // Where it was left: in the same hole, layer and motion.
  private resume({ clips, layer, moved }: Around, paint: () => void): void {
    for (const { area } of clips) this.list.clip(area);
    if (layer) this.list.layer(layer);
    const away = moved[0] || moved[1];
    if (away) this.list.move(moved[0], moved[1]);
    paint();
    if (away) this.list.move(0, 0);
    if (layer) this.list.layer(0);
    for (const _ of clips) this.list.unclip();
  }

  // Elements of one kind look alike, on this screen and the next: their style is read once. The key says all that the
  // style sheets ask about an element; a test compares what comes of it with what is read anew.
  private kindOf(element: Element, around: Around): { kind: Kind; key: string; fresh: boolean } {
    const parent = element.parentElement!;
    const first = element.firstElementChild;
    const input = first instanceof HTMLInputElement ? `${first.type}${first.checked}${first.disabled}` : "";
    const before = element.previousElementSibling;
    let place = before ? 1 : 0;
    if (before?.previousElementSibling) place = before.previousElementSibling.previousElementSibling ? 3 : 2;
    if (element === parent.lastElementChild) place += 4;
    let key = `${around.key}>${element.tagName}.${element.getAttribute("class") ?? ""} ${place}${input}`;
    if (this.selectors.ids.has(element.id)) key += `#${element.id}`;
    if (before && before.className) key += `+${before.getAttribute("class")}`;
    for (const name of asked) if (element.hasAttribute(name)) key += `[${name}=${element.getAttribute(name)}]`;
    if (key.length > 160) key = this.short(key);
    // Where the direction follows from the words, each is an element of its own kind.
    const fresh = around.fresh || element.getAttribute("dir") === "auto" || (this.touched.has(element) && element.matches(livelyOnes));
    let kind = fresh || this.touched.has(element) ? undefined : this.kinds.get(key);
    if (!kind) {
      kind = this.readKind(element);
      const known = this.fresh && this.kinds.get(key);
      if (known && JSON.stringify(known) !== JSON.stringify(kind)) this.mistaken.push(`${nameOf(element)}: ${differenceOf(known, kind)}`);
      if (!fresh && !this.touched.has(element)) this.kinds.set(key, kind);
    }
    return { kind, key, fresh };
  }
  private readonly shorts = new Map<string, string>();
  private short(key: string): string {
    let short = this.shorts.get(key);
    if (!short) this.shorts.set(key, (short = `#${this.shorts.size}`));
    return short;
  }

  private readKind(element: Element): Kind {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const underline = style.textDecorationLine === "underline"
      ? { thick: parseFloat(style.textDecorationThickness) || Math.max(1, size / 16), below: parseFloat(style.textUnderlineOffset) || size / 8 } : null;
    const unmeasured: string[] = [];
    if (/^(img|video|iframe|canvas|svg|object|embed|meter|progress)$/i.test(element.tagName)) unmeasured.push("what it shows");
    if (style.display === "list-item" && style.listStyleType !== "none") unmeasured.push("its marker");
    const look = lookOf(style, (what) => unmeasured.push(what));
    const aside = element.matches(this.selectors.pseudo);
    const before = aside ? asideOf(element, "::before", unmeasured) : null;
    const after = aside ? asideOf(element, "::after", unmeasured) : null;
    const clips = style.overflowX !== "visible";
    const control = element.matches(controlled);
    return {
      unmeasured,
      display: style.display, position: style.position, z: Number(style.zIndex) || 0, visible: style.visibility === "visible", faint: style.opacity === "0",
      look, underline, clips, rtl: style.direction === "rtl",
      size, bold: Number(style.fontWeight) >= 600, tracking: parseFloat(style.letterSpacing) || 0, ink: style.color, pre: style.whiteSpace.startsWith("pre"),
      picture: element.matches("[data-figure], .icon"), control, native: element.matches(native), before, after,
      placed: !!(look || before || after) || clips || control || style.position !== "static",
    };
  }

  private walk(element: Element, around: Around, later: Later[], lifted: boolean): void {
    const { kind, key, fresh } = this.kindOf(element, around);
    const { display } = kind;
    if (display === "none") return;
    if (kind.picture) return this.picture(element, kind, around);
    const area = kind.placed || element.id ? this.areaOf(element) : nowhere;
    if (area !== nowhere && area.width <= 1 && area.height <= 1 && display !== "contents" && display !== "inline") return; // only for who cannot see
    if (!lifted && kind.position !== "static") {
      later.push({ element, z: kind.z, around });
      return;
    }
    let inner: Around = { ...around, key, fresh };
    if ((kind.position === "sticky" || kind.position === "fixed") && around.layer === 0) {
      this.layers.push({ element, top: area.y });
      inner.layer = this.layers.length;
      this.list.layer(inner.layer);
    }
    if (element.id) {
      const moved = this.from(element.id, area);
      this.now.set(element.id, area);
      if (moved[0] !== inner.moved[0] || moved[1] !== inner.moved[1]) {
        inner.moved = moved;
        this.list.move(moved[0], moved[1]);
        if (moved[0] || moved[1]) this.moving = true;
      }
    }
    this.inside(element, kind, area, inner, later);
    if (inner.moved !== around.moved) this.list.move(around.moved[0], around.moved[1]);
    if (inner.layer !== around.layer) this.list.layer(around.layer);
  }

  private inside(element: Element, kind: Kind, area: Area, around: Around, later: Later[]): void {
    if (kind.control) this.control(element, area);
    if (kind.faint) return;
    for (const what of kind.unmeasured) this.cannot(element, what);
    const { look } = kind;
    if (look && kind.display !== "contents" && kind.visible) this.box(look, area, around);
    if (look && look.ground >>> 24 === 255) around = { ...around, ground: look.ground };
    if (kind.native) return;
    if (kind.before) this.aside(element, "::before", kind.before, area, around);

    let inner = around;
    if (kind.underline) inner = { ...inner, decoration: kind.underline };
    else if (inner.decoration && (kind.position === "absolute" || kind.position === "fixed" || kind.display.startsWith("inline-"))) inner = { ...inner, decoration: null };
    const clips = kind.clips && element !== this.app;
    if (clips) {
      const edges = look?.edges ?? square;
      const radii = look ? radiiOf(look, area) : square;
      const clip = { area: shrunk(area, edges), radii: radii.map((radius, corner) => Math.max(0, radius - edges[corner]!)) as unknown as Corners };
      inner = { ...inner, clips: [...inner.clips, clip] };
      this.list.clip(clip.area);
    }
    const closed = element instanceof HTMLDetailsElement && !element.open;
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) this.words(child as Text, element, kind, inner);
      else if (child.nodeType === Node.ELEMENT_NODE && (!closed || child.nodeName === "SUMMARY")) this.walk(child as Element, inner, later, false);
    }
    if (clips) this.list.unclip();
    if (kind.after) this.aside(element, "::after", kind.after, area, around);
  }

  private cannot(element: Element, what: string): void {
    this.unmeasured.push(`${nameOf(element)}: ${what}`);
  }

  private box(look: Look, area: Area, { clips, ground, lift, layer }: Around): void {
    this.boxes++;
    if (lift && look.ground >>> 24 === 255 && this.shown.some((words) => words.layer !== layer || overlap(words.area, area))) this.over.add(lift);
    // What fills a corner of a round hole is round there, too: Dear ImGui clips to rectangles.
    const radii = clips.reduce<Corners>((radii, clip) => {
      const near = (a: number, b: number) => Math.abs(a - b) < 1;
      const left = near(area.x, clip.area.x);
      const right = near(area.x + area.width, clip.area.x + clip.area.width);
      const top = near(area.y, clip.area.y);
      const bottom = near(area.y + area.height, clip.area.y + clip.area.height);
      return [top && left, top && right, bottom && right, bottom && left]
        .map((fits, corner) => (fits ? Math.max(radii[corner]!, clip.radii[corner]!) : radii[corner]!)) as unknown as Corners;
    }, radiiOf(look, area));
    paintBox(this.list, look, area, radii, ground);
  }

  private control(element: Element, area: Area): void {
    const id = element.tagName === "SUMMARY" ? element.parentElement!.id : element.id;
    this.list.control(id, area);
  }

  private picture(element: Element, kind: Kind, around: Around): void {
    if (!kind.visible) return;
    for (const svg of Array.from(element.children)) {
      const { left, top, width, height } = svg.getBoundingClientRect();
      if (!width || !height || svg.tagName !== "svg") continue;
      const id = element.id || element.closest("[id]")?.id || "";
      const words = Array.from(svg.querySelectorAll("text"));
      const paintable = !kind.rtl && words.every((text) => this.canPaint(text.textContent ?? ""));
      if (!paintable) {
        this.left.set(svg as SVGElement, "");
        this.shown.push({ area: this.areaOf(svg), layer: around.layer });
      }
      this.boxes++;
      this.list.picture(id, { x: left + this.scroll.x, y: top + this.scroll.y, width, height }, !svg.classList.contains("narrow"), paletteOf(svg), paintable);
    }
  }

  private canPaint(text: string): boolean {
    let answer = this.paintable.get(text);
    if (answer === undefined) {
      answer = !unseen.test(text) && this.letters.paintable(text);
      this.paintable.set(text, answer);
    }
    return answer;
  }

  private words(node: Text, element: Element, kind: Kind, around: Around): void {
    const { data } = node;
    let first = 0;
    let end = data.length;
    while (first < end && isBlank(data.charCodeAt(first))) first++;
    if (first === end || !kind.visible) return;
    while (isBlank(data.charCodeAt(end - 1))) end--;
    this.range.setStart(node, first);
    this.range.setEnd(node, end);
    const rects = Array.from(this.range.getClientRects()).filter(({ width }) => width > 0);
    if (!rects.length) return;
    const own = kind.rtl || !this.canPaint(data);
    if (own) {
      this.left.set(element as HTMLElement, kind.ink);
      this.shown.push({ area: unionOf(rects, this.scroll), layer: around.layer });
    }
    if (own && !around.decoration) return;
    const ends = rects.length === 1 ? [end] : this.breaks(node, first, end, rects);
    const line = { size: kind.size, tracking: kind.tracking, ink: colourOf(kind.ink), bold: kind.bold, underline: around.decoration };
    rects.forEach(({ left, top, width }, index) => {
      const raw = data.slice(index ? ends[index - 1] : first, ends[index]).trim();
      const text = own ? "" : kind.pre ? raw : raw.replace(/[ \t\r\n]+/g, " ");
      this.list.text({ ...line, text, x: left + this.scroll.x, top: top + this.scroll.y, width });
    });
  }

  // Where each line of a text ends. As long as the lines are as wide as before, they break where they did.
  private breaks(node: Text, first: number, end: number, rects: DOMRect[]): number[] {
    const { data } = node;
    const widths = rects.map(({ width }) => width).join();
    const known = this.pieces.get(node);
    if (known?.data === data && known.widths === widths) return known.ends;
    const ends: number[] = [];
    let from = first;
    for (const { top } of rects.slice(1)) {
      let low = from + 1; // the first place on the next line is in [low, high]
      let high = end;
      while (low < high) {
        let middle = (low + high) >> 1;
        while (middle < high && isBlank(data.charCodeAt(middle))) middle++;
        if (middle === high) {
          high = (low + high) >> 1;
          continue;
        }
        this.range.setStart(node, middle);
        this.range.setEnd(node, middle + 1);
        if (this.range.getBoundingClientRect().top >= top - 1) high = middle;
        else low = middle + 1;
      }
      ends.push(low);
      from = low;
    }
    ends.push(end);
    this.pieces.set(node, { data, widths, ends });
    return ends;
  }

  private aside(element: Element, which: "::before" | "::after", { look, text, size, bold, ink }: Aside, area: Area, around: Around): void {
    const style = getComputedStyle(element, which);
    let origin = element;
    while (origin.parentElement && getComputedStyle(origin).position === "static") origin = origin.parentElement;
    const rect = origin === element ? area : this.areaOf(origin);
    const own: Area = {
      x: rect.x + origin.clientLeft + parseFloat(style.left) + parseFloat(style.marginLeft),
      y: rect.y + origin.clientTop + parseFloat(style.top) + parseFloat(style.marginTop),
      width: parseFloat(style.width), height: parseFloat(style.height),
    };
    if (look && style.transform !== "none") this.turned(look, own, style.transform);
    else if (look && style.clipPath.startsWith("polygon")) this.cut(look, own, style.clipPath);
    else if (look) this.box(look, own, around);
    if (text) this.list.text({ text, x: own.x + own.width / 2, top: own.y + own.height / 2 - size * 0.62, width: 0, size, tracking: 0, ink, bold, underline: null });
  }

  private areaOf(element: Element): Area {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + this.scroll.x, y: top + this.scroll.y, width, height };
  }

  // "matrix(a, b, c, d, e, f)" around the middle.
  private turned(look: Look, { x, y, width, height }: Area, transform: string): void {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform.match(/-?[\d.e-]+/g)?.map(Number) ?? [];
    const [top, right, bottom, left] = look.edges;
    const quad = (from: number, down: number, to: number, end: number) =>
      [from, down, to, down, to, end, from, end].map((_, index, corners) => {
        const [px, py] = [corners[index & ~1]! - width / 2, corners[index | 1]! - height / 2];
        return index % 2 ? y + height / 2 + b * px + d * py + f : x + width / 2 + a * px + c * py + e;
      });
    if (look.ground >>> 24) this.list.polygon(quad(0, 0, width, height), look.ground);
    if (top) this.list.polygon(quad(0, 0, width, top), look.inks[0]);
    if (right) this.list.polygon(quad(width - right, 0, width, height), look.inks[1]);
    if (bottom) this.list.polygon(quad(0, height - bottom, width, height), look.inks[2]);
    if (left) this.list.polygon(quad(0, 0, left, height), look.inks[3]);
  }

  // "polygon(0% 0%, calc(100% - 1px) 50%, 0px 12px)"
  private cut(look: Look, { x, y, width, height }: Area, path: string): void {
    const lengths = path.slice(8).match(/calc\([^)]*\)|-?[\d.]+(%|px)?/g) ?? [];
    this.list.polygon(lengths.map((length, index) => (index % 2 ? y : x) + lengthOf(length, index % 2 ? height : width)), look.ground);
  }
}

const nameOf = (element: Element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}.${element.getAttribute("class") ?? ""}`;
const differenceOf = (one: object, other: object) =>
  Object.entries(other).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(one[name as keyof object])).map(([name]) => name).join(", ");

// "12px", "50%" of the whole, "calc(100% - 1px)"
function lengthOf(css: string, whole: number): number {
  let sum = 0;
  for (const [, sign, size, unit] of css.matchAll(/([-+]?) ?(\d+(?:\.\d+)?)(%|px)?/g))
    sum += (sign === "-" ? -1 : 1) * Number(size) * (unit === "%" ? whole / 100 : 1);
  return sum;
}

const overlap = (one: Area, other: Area) =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

function unionOf(rects: DOMRect[], scroll: { x: number; y: number }): Area {
  const x = Math.min(...rects.map(({ left }) => left));
  const y = Math.min(...rects.map(({ top }) => top));
  return { x: x + scroll.x, y: y + scroll.y, width: Math.max(...rects.map(({ right }) => right)) - x, height: Math.max(...rects.map(({ bottom }) => bottom)) - y };
}

function asideOf(element: Element, which: "::before" | "::after", unmeasured: string[]): Aside | null {
  const style = getComputedStyle(element, which);
  const { content } = style;
  if (content === "none" || content === "normal" || style.display === "none") return null;
  const look = lookOf(style, (what) => unmeasured.push(`${which}: ${what}`));
  const text = /^"(.+)"$/.exec(content)?.[1] ?? "";
  if (!look && !text) return null;
  if (style.position !== "absolute") {
    unmeasured.push(`${which} that has no place of its own`);
    return null;
  }
  return { look, text, size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 600, ink: colourOf(style.color) };
}
