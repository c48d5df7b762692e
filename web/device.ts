// What the device asks for or lacks, so that the page view serves better than the stage. The core decides what follows.
import { media, watchSize } from "./platform";

// In the words of page::Need (app/page/action.hpp).
export type Need = "forced-colours" | "contrast" | "dark" | "spacing" | "room" | "drawing";

const asked: [Need, ReturnType<typeof media>, boolean][] = (
  [
    ["forced-colours", "(forced-colors: active)", true],
    ["contrast", "(prefers-contrast: more)", true],
    ["dark", "(prefers-color-scheme: dark)", true],
    // em, so that text made larger in the browser counts as zoom does
    ["room", "(min-width: 48em)", false],
  ] as const
).map(([need, query, wanted]) => [need, media(query, !wanted), wanted]);

// Feels styles that a person puts into every page, as WCAG 1.4.12 describes: they change its size.
function makeProbe(): HTMLElement {
  const probe = document.createElement("span");
  probe.textContent = "a b";
  probe.setAttribute("aria-hidden", "true");
  Object.assign(probe.style, {
    position: "absolute", left: "0", top: "0", visibility: "hidden", pointerEvents: "none", contain: "layout paint", whiteSpace: "nowrap",
    font: "20px/1 monospace", letterSpacing: "0", wordSpacing: "0",
  });
  document.body.append(probe);
  return probe;
}

export class Device {
  private readonly probe = makeProbe();
  private canDraw = true;

  constructor(private readonly changed: (needs: Need[]) => void) {}

  needs(): Need[] {
    const needs = asked.filter(([, query, wanted]) => query.matches() === wanted).map(([need]) => need);
    if (this.isSpaced()) needs.push("spacing");
    if (!this.canDraw) needs.push("drawing");
    return needs;
  }

  watch(): void {
    for (const [, query] of asked) query.watch(this.report);
    watchSize(this.probe, this.report);
  }

  // Whether the canvas can be used: without WebGL, or while its context is lost, it cannot.
  drawing(works: boolean): void {
    if (this.canDraw === works) return;
    this.canDraw = works;
    this.report();
  }

  private isSpaced(): boolean {
    const { letterSpacing, wordSpacing, lineHeight, fontSize } = getComputedStyle(this.probe);
    const isSet = (length: string) => (parseFloat(length) || 0) !== 0; // "normal" is not
    return isSet(letterSpacing) || isSet(wordSpacing) || parseFloat(lineHeight) > parseFloat(fontSize) * 1.01;
  }
  private readonly report = (): void => this.changed(this.needs());
}
