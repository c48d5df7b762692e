// The font of the text. One that came too late for the first paint is put on when the screen changes, so that nothing a
// person is reading moves.
const weights = ["400", "700"].map((weight) => `${weight} 1em "Atkinson Late"`);

// Asks for the fonts when nothing else is to be done; they are mostly there already.
export async function fetchFonts(): Promise<void> {
  await Promise.all(weights.map((font) => document.fonts?.load(font).catch(() => undefined))); // without it, the stand-in stays
}

export function putOnFont(): void {
  if (document.fonts && weights.every((font) => document.fonts.check(font))) document.documentElement.classList.add("font-came");
}
