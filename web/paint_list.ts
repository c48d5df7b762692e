// What the canvas shall paint, as it crosses to canvas.wasm: numbers in a row, each entry led by its code, and texts that
// entries name by their place. The same codes stand in app/canvas/stage/stage.cpp.
const enum Code { fill, ring, polygon, text, picture, clip, unclip, move, layer, control }

export type Colour = number; // alpha in the highest byte, then blue, green, red: the order of Dear ImGui
export type Corners = readonly [number, number, number, number]; // radii from the top left, clockwise
export interface Area {
  x: number; // CSS px; y from the top of the page
  y: number;
  width: number;
  height: number;
}

export interface Line {
  text: string; // "": only its underline
  x: number; // of the first letter
  top: number; // of the letters' box; its height follows from the font
  width: number; // of the letters; 0: as wide as they are, centred on x
  size: number;
  tracking: number;
  ink: Colour;
  bold: boolean;
  underline: { below: number; thick: number } | null; // below the baseline
}

export class PaintList {
  private buffer = new ArrayBuffer(1 << 15);
  private floats = new Float32Array(this.buffer);
  private words = new Uint32Array(this.buffer);
  private length = 0;
  private texts: string[] = [];
  private places = new Map<string, number>();

  clear(): void {
    this.length = 0;
    this.texts = [];
    this.places.clear();
  }
  numbers(): Uint8Array {
    return new Uint8Array(this.buffer, 0, this.length * 4);
  }
  // Each text ends with a zero.
  strings(): string {
    return this.texts.map((text) => `${text}\0`).join("");
  }
  count(): number {
    return this.length;
  }

  fill(area: Area, [a, b, c, d]: Corners, colour: Colour): void {
    if (area.width <= 0 || area.height <= 0 || colour >>> 24 === 0) return;
    this.put(Code.fill, [area.x, area.y, area.width, area.height, a, b, c, d], [colour]);
  }
  // A line inside the area.
  ring(area: Area, radius: number, line: number, colour: Colour): void {
    if (colour >>> 24 !== 0) this.put(Code.ring, [area.x, area.y, area.width, area.height, radius, line], [colour]);
  }
  polygon(points: number[], colour: Colour): void {
    this.put(Code.polygon, points, [], [colour, points.length / 2]);
  }
  text(line: Line): void {
    const { x, top, width, size, tracking, underline, bold, ink, text } = line;
    this.put(Code.text, [x, top, width, size, tracking, underline?.below ?? 0, underline?.thick ?? 0], [Number(bold), ink, this.place(text || " ")]);
  }
  picture(id: string, area: Area, wide: boolean, palette: string, labels: boolean): void {
    this.put(Code.picture, [area.x, area.y, area.width, area.height], [Number(wide), Number(labels), this.place(id), this.place(palette)]);
  }
  clip(area: Area): void {
    this.put(Code.clip, [area.x, area.y, area.width, area.height]);
  }
  unclip(): void {
    this.put(Code.unclip, []);
  }
  // Where the following stands while nothing has moved yet, from where it belongs.
  move(x: number, y: number): void {
    this.put(Code.move, [x, y]);
  }
  // The following goes along with what does not scroll with the page; 0 is the page.
  layer(index: number): void {
    this.put(Code.layer, [], [index]);
  }
  control(id: string, area: Area): void {
    this.put(Code.control, [area.x, area.y, area.width, area.height], [this.place(id)]);
  }

  private place(text: string): number {
    let place = this.places.get(text);
    if (place === undefined) {
      place = this.texts.push(text) - 1;
      this.places.set(text, place);
    }
    return place;
  }
  private put(code: Code, floats: number[], after: number[] = [], before: number[] = []): void {
    const needed = this.length + 1 + floats.length + after.length + before.length;
    if (needed > this.words.length) {
      const larger = new ArrayBuffer(Math.max(needed * 4, this.buffer.byteLength * 2));
      new Uint32Array(larger).set(this.words);
      this.buffer = larger;
      this.floats = new Float32Array(larger);
      this.words = new Uint32Array(larger);
    }
    this.words[this.length++] = code;
    for (const word of before) this.words[this.length++] = word;
    for (const float of floats) this.floats[this.length++] = float;
    for (const word of after) this.words[this.length++] = word;
  }
}
