// What stands in a picture: read from its canvas, and compared with the SVG by screenshots.
import { eventually } from "./runner.mjs";
import { frame } from "./browser.mjs";

// Waits until nothing is drawn any more, and every picture near the window has its canvas.
export async function settled(page, { ms = 15_000 } = {}) {
  let before = -1;
  await eventually(async () => {
    const now = await page.evaluate(() => roadshow.frames());
    const done = now > 0 && now === before;
    before = now;
    if (!done) await new Promise((resolve) => setTimeout(resolve, 250));
    return done;
  }, "The drawing comes to rest", ms);
  await frame(page);
}

// Brings every picture into the window until it is painted.
export async function paintAll(page) {
  for (const picture of await page.locator("[data-figure]").filter({ visible: true }).all()) {
    await picture.scrollIntoViewIfNeeded();
    await eventually(() => picture.evaluate((element) => "painted" in element.dataset), `The picture ${await picture.getAttribute("id")} is painted`);
  }
  await settled(page);
}

// Every picture that shows a canvas now: its size against its box, and how many of its pixels hold something.
export function painted(page) {
  return page.evaluate(() => [...document.querySelectorAll("[data-figure]")].filter((picture) => picture.getClientRects().length).map((picture) => {
    const canvas = picture.querySelector(":scope > canvas");
    const svg = [...picture.querySelectorAll(":scope > svg")].find((svg) => svg.getClientRects().length);
    const box = svg.getBoundingClientRect();
    const answer = { id: picture.id, painted: "painted" in picture.dataset, box: [box.width, box.height], canvas: null, filled: 0 };
    if (!canvas) return answer;
    answer.canvas = [canvas.width, canvas.height];
    const at = canvas.getBoundingClientRect();
    answer.off = Math.max(Math.abs(at.left - box.left), Math.abs(at.top - box.top), Math.abs(at.width - box.width), Math.abs(at.height - box.height));
    if (canvas.width && canvas.height) {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 3; i < data.length; i += 4) if (data[i]) answer.filled++;
      answer.filled /= data.length / 4;
    }
    return answer;
  }));
}

// What is wrong with the painted pictures at this resolution; also when there is none.
export async function faultsOf(page, dpr) {
  const pictures = await painted(page);
  const faults = [];
  if (!pictures.length) faults.push("no picture");
  for (const { id, painted, box, canvas, filled, off } of pictures) {
    const wanted = box.map((length) => Math.round(length * dpr));
    if (!painted || !canvas) faults.push(`${id} is not painted`);
    else if (canvas.join() !== wanted.join()) faults.push(`${id}: ${canvas.join(" x ")} pixels for a box of ${box.join(" x ")} at ${dpr}: should be ${wanted.join(" x ")}`);
    else if (filled < 0.005) faults.push(`${id} is blank (${(filled * 100).toFixed(2)}% filled)`);
    else if (off > 0.75) faults.push(`${id} is ${off.toFixed(2)} px away from its place`);
  }
  return faults;
}

// Does something while the browser paints the document of the stage, without a change of its layout.
export async function asDocument(page, work) {
  const show = (stage) => page.evaluate((stage) => {
    document.documentElement.classList.toggle("stage-drawn", stage);
    document.getElementById("gl").style.visibility = stage ? "" : "hidden";
  }, stage);
  await show(false);
  const answer = await work();
  await show(true);
  return answer;
}

// How much the screen that the canvas has painted differs from the document as the browser paints it, without a change of
// its layout: the mean of all pixels, and the part of 24 x 24 pixels that differs most. 0 the same, 255 black and white.
export async function unlikeDocument(page, blank) {
  const one = await page.screenshot();
  const other = await asDocument(page, () => page.screenshot());
  return blank.evaluate(async (images) => {
    const [a, b] = await Promise.all(images.map(async (base64) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    }));
    const side = 24;
    const columns = Math.ceil(a.width / side);
    const parts = new Float64Array(columns * Math.ceil(a.height / side));
    for (let y = 0; y < a.height; y++)
      for (let x = 0; x < a.width; x++)
        for (let at = (y * a.width + x) * 4, colour = 0; colour < 3; colour++) parts[Math.floor(y / side) * columns + Math.floor(x / side)] += Math.abs(a.data[at + colour] - b.data[at + colour]);
    const worst = parts.reduce((worst, sum, part) => (sum > parts[worst] ? part : worst), 0);
    return {
      mean: parts.reduce((sum, part) => sum + part) / (a.width * a.height * 3),
      worst: parts[worst] / (side * side * 3),
      at: [(worst % columns) * side, Math.floor(worst / columns) * side],
    };
  }, [one, other].map((image) => image.toString("base64")));
}

// The part of an element's box that has another colour than most of it: what is written or painted there.
export async function inkOf(page, locator) {
  const { x, y, width, height } = await locator.boundingBox();
  const shot = await page.screenshot({ clip: { x, y, width, height } });
  return page.evaluate(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const colours = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    const counts = new Map();
    for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    return 1 - Math.max(...counts.values()) / colours.length;
  }, shot.toString("base64"));
}

// The mean difference of two screenshots: 0 the same, 255 black and white. `blank` is a page without a policy.
export async function difference(blank, one, other) {
  return blank.evaluate(async (images) => {
    const pixels = await Promise.all(images.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height);
    }));
    const [a, b] = pixels;
    if (a.width !== b.width || a.height !== b.height) return 255;
    let sum = 0;
    for (let i = 0; i < a.data.length; i++) if (i % 4 !== 3) sum += Math.abs(a.data[i] - b.data[i]);
    return sum / (a.width * a.height * 3);
  }, [one, other].map((image) => image.toString("base64")));
}
