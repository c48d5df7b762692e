// Runs in the pages of `roadshow preview`, and in no published site: loads the page anew when the content was saved, where
// the reader was, and shows the mistakes that the program names.
interface Change {
  tag: string;
  pages: string; // the tag of what pages are made of now
  overlay: string; // HTML; empty: no mistakes
}
interface Spot {
  address: string;
  x: number;
  y: number;
  focus: string;
  open: string[]; // what was unfolded
}

const made = document.documentElement.dataset.preview ?? "";
const spotKey = "roadshow-preview-spot";
const place = document.getElementById("preview-alert")!;
const retry = 500; // ms

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

// A browser keeps few connections to one address: pages that nobody sees hold none.
const seen = () =>
  new Promise<void>((resolve) => {
    if (document.visibilityState === "visible") return resolve();
    document.addEventListener("visibilitychange", () => resolve(), { once: true });
  });

async function nextChange(after: string): Promise<Change> {
  const hidden = new AbortController();
  const onHide = () => document.visibilityState === "hidden" && hidden.abort();
  document.addEventListener("visibilitychange", onHide);
  try {
    const answer = await fetch(`/preview/changes?after=${encodeURIComponent(after)}`, { cache: "no-store", signal: hidden.signal });
    return (await answer.json()) as Change;
  } finally {
    document.removeEventListener("visibilitychange", onHide);
  }
}

function keepSpot(): void {
  const open = [...document.querySelectorAll<HTMLDetailsElement>("#app details[open][id]")].map(({ id }) => id);
  const spot: Spot = { address: location.href, x: scrollX, y: scrollY, focus: document.activeElement?.id ?? "", open };
  try {
    sessionStorage.setItem(spotKey, JSON.stringify(spot));
  } catch {
    // storage is off: the page comes back at its start
  }
}

// Once the program runs: what it changes in the page must not move the reader.
async function goToSpot(): Promise<void> {
  let spot: Spot;
  try {
    const kept = sessionStorage.getItem(spotKey);
    sessionStorage.removeItem(spotKey);
    if (!kept) return;
    spot = JSON.parse(kept) as Spot;
  } catch {
    return;
  }
  if (spot.address !== location.href) return;
  const go = () => scrollTo({ left: spot.x, top: spot.y, behavior: "instant" });
  history.scrollRestoration = "manual";
  go();
  await (window as { roadshow?: { ready: Promise<void> } }).roadshow?.ready.catch(() => undefined);
  for (const id of spot.open) {
    const details = document.getElementById(id);
    if (details instanceof HTMLDetailsElement) details.open = true;
  }
  if (spot.focus) document.getElementById(spot.focus)?.focus({ preventScroll: true });
  go();
  history.scrollRestoration = "auto";
}

const close = () => place.replaceChildren();

async function follow(): Promise<void> {
  for (let after = made; ; ) {
    await seen();
    const change = await nextChange(after).catch(() => undefined);
    if (!change) {
      await pause(retry); // the page was hidden, or the program is being started anew
      continue;
    }
    if (change.pages !== made) {
      keepSpot();
      location.reload();
      return;
    }
    if (change.tag !== after) place.innerHTML = change.overlay; // the program has escaped what is quoted in it
    after = change.tag;
  }
}

place.addEventListener("click", ({ target }) => target instanceof HTMLElement && target.id === "preview-close" && close());
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && !(target instanceof Element && target.closest("#app details[open]"))) close();
});
void goToSpot();
void follow();

export {};
