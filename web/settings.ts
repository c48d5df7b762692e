// What this browser remembers: the layout and the size of the text for good, the draft of answers while the tab is open.
import type { Layout } from "./bridge";
import { keep, recall } from "./platform";

const layoutKey = "roadshow-layout";
const textSizeKey = "roadshow-text-size";
const draftKey = "roadshow-draft";

// Storage may be switched off, or full: then nothing is remembered.
const always = "localStorage";
const thisTab = "sessionStorage";

const asLayout = (text: string | null): Layout | null => (text === "flow" || text === "stage" ? text : null);

// The address wins, and holds for the tab; then what was chosen before.
export function layoutWanted(): Layout {
  const asked = asLayout(new URLSearchParams(location.search).get("layout"));
  if (asked) keep(thisTab, layoutKey, asked);
  return asked ?? asLayout(recall(thisTab, layoutKey)) ?? asLayout(recall(always, layoutKey)) ?? "flow";
}
export function layoutChosen(layout: Layout): void {
  keep(always, layoutKey, layout);
  keep(thisTab, layoutKey, null);
}

export function textSizeWanted(): number {
  const percent = Number(recall(always, textSizeKey));
  return percent >= 50 && percent <= 400 ? percent : 100;
}
export function textSizeChosen(percent: number): void {
  keep(always, textSizeKey, String(percent));
}
// A percentage, so that the size set in the browser still counts.
export function showTextSize(percent: number): void {
  const { style } = document.documentElement;
  if (percent === 100) style.removeProperty("--text-size");
  else style.setProperty("--text-size", `${percent}%`);
}

export const draftKept = (): string => recall(thisTab, draftKey) ?? "";
// False when the tab does not keep it.
export const keepDraft = (draft: string): boolean => keep(thisTab, draftKey, draft);
