// How an element looks, from its computed style, and the shapes that make it up.
//
// On the stage the tokens of the theme are all but transparent (build.mjs): the document keeps every colour, and shows none.
import { type Area, type Colour, type Corners, type PaintList } from "./paint_list";

export type Unmeasured = (what: string) => void;

const colours = new Map<string, Colour>();

// "rgba(0, 94, 184, 0.004)" is a token of the stage: blue.
export function colourOf(css: string): Colour {
  let colour = colours.get(css);
  if (colour === undefined) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
    const shown = alpha > 0 && alpha < 0.01 ? 1 : alpha;
    colour = ((Math.round(shown * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    colours.set(css, colour);
  }
  return colour;
}

interface Shadow {
  ink: Colour;
  x: number;
  y: number;
  spread: number;
  inset: boolean;
}

export interface Look {
  ground: Colour;
  bands: { from: number; to: number; ink: Colour }[]; // of a gradient with hard steps, as shares of the width
  edges: Corners; // widths of the border: top, right, bottom, left
  inks: Corners; // and its colours
  radii: string[]; // from the top left, clockwise
  shadows: Shadow[];
  outline: { width: number; offset: number; ink: Colour } | null;
}

const sides = ["Top", "Right", "Bottom", "Left"] as const;

// "rgb(0, 0, 0) 0px -4px 0px 0px inset, ..."
function shadowsOf(css: string, unmeasured: Unmeasured): Shadow[] {
  return css.split(/,(?![^(]*\))/).map((part) => {
    const [x = 0, y = 0, blur = 0, spread = 0] = part.replace(/\w+\(.*?\)/, "").match(/-?[\d.]+(?=px)/g)?.map(Number) ?? [];
    if (blur) unmeasured(`a soft shadow: ${css}`);
    return { ink: colourOf(part.match(/\w+\(.*?\)/)?.[0] ?? ""), x, y, spread, inset: part.includes("inset") };
  });
}

// "linear-gradient(to right, A 50%, B 50%)": a hard step. Others are not painted.
function bandsOf(css: string, unmeasured: Unmeasured): Look["bands"] {
  const way = /^linear-gradient\(to (right|left), (.*)\)$/.exec(css);
  const stops = [...(way?.[2] ?? "").matchAll(/(rgba?\(.*?\)) ([\d.]+)%/g)].map(([, ink, at]) => ({ ink: colourOf(ink!), at: Number(at) / 100 }));
  if (stops.length !== 2 || stops[0]!.at !== stops[1]!.at) {
    unmeasured(`the ground ${css}`);
    return [];
  }
  const [one, other] = way![1] === "right" ? stops : [...stops].reverse();
  const step = way![1] === "right" ? one!.at : 1 - one!.at;
  return [{ from: 0, to: step, ink: one!.ink }, { from: step, to: 1, ink: other!.ink }];
}

// null: nothing of it shows but its words.
export function lookOf(style: CSSStyleDeclaration, unmeasured: Unmeasured): Look | null {
  const ground = colourOf(style.backgroundColor);
  const image = style.backgroundImage;
  const shadow = style.boxShadow;
  const bordered = style.borderWidth !== "0px";
  const outlined = style.outlineStyle !== "none" && style.outlineStyle !== "auto";
  if (!(ground >>> 24) && image === "none" && shadow === "none" && !bordered && !outlined) return null;
  const each = <T>(read: (side: (typeof sides)[number]) => T) => sides.map(read) as unknown as readonly [T, T, T, T];
  const none = [0, 0, 0, 0] as const;
  return {
    ground,
    bands: image === "none" ? [] : bandsOf(image, unmeasured),
    edges: bordered ? each((side) => {
      const kind = style[`border${side}Style`];
      if (kind !== "solid" && kind !== "none") unmeasured(`a ${kind} border`);
      return parseFloat(style[`border${side}Width`]);
    }) : none,
    inks: bordered ? each((side) => colourOf(style[`border${side}Color`])) : none,
    radii: style.borderRadius === "0px" ? [] : [style.borderTopLeftRadius, style.borderTopRightRadius, style.borderBottomRightRadius, style.borderBottomLeftRadius],
    shadows: shadow === "none" ? [] : shadowsOf(shadow, unmeasured),
    outline: outlined ? { width: parseFloat(style.outlineWidth), offset: parseFloat(style.outlineOffset), ink: colourOf(style.outlineColor) } : null,
  };
}

const square: Corners = [0, 0, 0, 0];

export function radiiOf({ radii }: Look, { width, height }: Area): Corners {
  if (!radii.length) return square;
  const most = Math.min(width, height) / 2;
  return radii.map((radius) => Math.min(most, radius.includes("%") ? (parseFloat(radius) / 100) * Math.min(width, height) : parseFloat(radius))) as unknown as Corners;
}

export const shrunk = ({ x, y, width, height }: Area, [top, right, bottom, left]: Corners): Area =>
  ({ x: x + left, y: y + top, width: width - left - right, height: height - top - bottom });
const grown = (area: Area, by: number): Area => shrunk(area, [-by, -by, -by, -by]);
const moved = (area: Area, { x, y }: { x: number; y: number }): Area => ({ ...area, x: area.x + x, y: area.y + y });
const tighter = (radii: Corners, [top, right, bottom, left]: Corners): Corners => [
  Math.max(0, radii[0] - Math.max(top, left)), Math.max(0, radii[1] - Math.max(top, right)),
  Math.max(0, radii[2] - Math.max(bottom, right)), Math.max(0, radii[3] - Math.max(bottom, left))];
const wider = (radii: Corners, by: number) => radii.map((radius) => (radius ? Math.max(0, radius + by) : 0)) as unknown as Corners;

function meet(one: Area, other: Area): Area {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  return { x, y, width: Math.min(one.x + one.width, other.x + other.width) - x, height: Math.min(one.y + one.height, other.y + other.height) - y };
}

// The strip at one side that has the colour of that side: with round corners it takes half of them.
function strip({ x, y, width, height }: Area, side: number, edge: number, radius: number): Area {
  const deep = Math.max(edge, radius / 2);
  return side === 0 ? { x, y, width, height: deep }
    : side === 1 ? { x: x + width - deep, y, width: deep, height }
    : side === 2 ? { x, y: y + height - deep, width, height: deep }
    : { x, y, width: deep, height };
}

// Shadows, edges, ground, outline, from the back to the front. `area` is the border box, `radii` its corners, `behind`
// the ground that it stands on.
export function paintBox(list: PaintList, look: Look, area: Area, radii: Corners, behind: Colour): void {
  const { bands, edges, inks, shadows, outline } = look;
  const bent = edges.some((edge) => edge > 0) && radii.some((radius) => radius > 0);
  const ground = !(look.ground >>> 24) && bent ? behind : look.ground;
  for (const { inset, ink, x, y, spread } of shadows)
    if (!inset) list.fill(moved(grown(area, spread), { x, y }), wider(radii, spread), ink);

  const inner = shrunk(area, edges);
  const innerRadii = tighter(radii, edges);
  const edged = edges.some((edge, side) => edge > 0 && inks[side]! >>> 24);
  const even = edged && edges.every((edge) => edge === edges[0]) && inks.every((ink) => ink === inks[0]);
  if (edged && ground >>> 24 === 255) {
    // The commonest colour all over, the others in strips, and the ground over their middle.
    const main = inks.find((ink, side) => edges[side]! > 0 && inks.filter((other) => other === ink).length > 1) ?? inks.find((_, side) => edges[side]! > 0)!;
    if (edges.every((edge) => edge > 0)) list.fill(area, radii, main);
    else list.fill(area, radii, ground);
    edges.forEach((edge, side) => {
      if (!edge || (inks[side] === main && edges.every((edge) => edge > 0))) return;
      list.clip(strip(area, side, edge, edges.every((edge) => edge > 0) ? Math.max(...radii) : 0));
      list.fill(area, radii, inks[side]!);
      list.unclip();
    });
    list.fill(inner, innerRadii, ground);
  } else {
    list.fill(area, radii, ground);
    if (even) list.ring(area, radii[0], edges[0], inks[0]);
    else if (edged) edges.forEach((edge, side) => edge && list.fill(strip(area, side, edge, 0), square, inks[side]!));
  }
  for (const { from, to, ink } of bands)
    list.fill({ ...inner, x: inner.x + inner.width * from, width: inner.width * (to - from) }, square, ink);

  for (const { inset, ink, x, y, spread } of shadows) {
    if (!inset) continue;
    const hole = meet(inner, moved(grown(inner, -spread), { x, y }));
    if (ground >>> 24 !== 255) list.ring(inner, innerRadii[0], spread || Math.abs(y) || Math.abs(x), ink);
    else {
      list.fill(inner, innerRadii, ink);
      list.fill(hole, wider(innerRadii, -spread), ground);
    }
  }
  if (outline && outline.width > 0) {
    const out = outline.offset + outline.width;
    list.ring(grown(area, out), Math.max(...radii) ? Math.max(...radii) + out : 0, outline.width, outline.ink);
  }
}

// The colours of a picture's marks, as its SVG would be painted: "blue 4290..., white 42...".
const palettes = new WeakMap<Element, { key: string; palette: string }>();
export function paletteOf(svg: Element): string {
  const owner = svg.closest("a, button, summary, .header, .header-staff, .confirmation");
  const key = owner ? `${owner.className}${owner.matches(":focus-visible")}${owner.matches(":disabled")}` : "";
  const known = palettes.get(svg);
  if (known?.key === key) return known.palette;
  const found = new Map<string, string>();
  for (const mark of Array.from(svg.querySelectorAll("[class]"))) {
    const named = /^(fill|line)-(.+)$/.exec(mark.getAttribute("class") ?? "");
    if (!named || found.has(named[2]!)) continue;
    const style = getComputedStyle(mark);
    found.set(named[2]!, `${named[2]} ${colourOf(named[1] === "fill" ? style.fill : style.stroke)}`);
  }
  const palette = [...found.values()].join(" ");
  palettes.set(svg, { key, palette });
  return palette;
}
