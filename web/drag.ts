// Ranking by hand: a card is dragged by its grip. The cards' buttons do the same and are the main way; WCAG 2.2, 2.5.7.
//
// The cards only seem to move until the card is let go; then the core moves it, and Escape means nothing happened.

interface Drag {
  pointer: number;
  grip: HTMLElement;
  card: HTMLElement;
  cards: HTMLElement[]; // all of the list, in order
  boxes: { top: number; middle: number; bottom: number }[]; // of the cards: y on the page
  step: number; // from one card to the next
  startY: number; // on the page
  from: number;
  to: number;
}

// The arrows do the same while the focus is on a key of a card, where they would only scroll.
export function arrowRanks(app: HTMLElement): void {
  app.addEventListener("keydown", (event) => {
    const way = event.key === "ArrowUp" ? "up" : event.key === "ArrowDown" ? "down" : undefined;
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const card = (event.target as Element).closest(".rank-keys")?.closest<HTMLElement>(".rank-card[id]");
    if (!card) return;
    event.preventDefault();
    document.getElementById(`${card.id}.${way}`)?.click(); // nothing, at the ends
  });
}

export function dragRanks(app: HTMLElement, moved: (id: string, place: number) => void): void {
  let drag: Drag | undefined;

  app.addEventListener("pointerdown", (event) => {
    const grip = (event.target as Element).closest<HTMLElement>("[data-grip]");
    const card = grip?.closest<HTMLElement>(".rank-card[id]");
    if (!grip || !card?.parentElement || drag || event.button !== 0) return;
    const cards = [...card.parentElement.children].filter((child): child is HTMLElement => child.matches(".rank-card"));
    const boxes = cards.map((card) => card.getBoundingClientRect());
    const from = cards.indexOf(card);
    drag = {
      pointer: event.pointerId, grip, card, cards,
      boxes: boxes.map(({ top, height, bottom }) => ({ top: top + scrollY, middle: top + height / 2 + scrollY, bottom: bottom + scrollY })),
      step: boxes.length > 1 ? boxes[1]!.top - boxes[0]!.top : 0,
      startY: event.pageY, from, to: from,
    };
    grip.setPointerCapture(event.pointerId);
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", escape);
    card.dataset.dragged = "";
    event.preventDefault(); // no selection of text
  });

  function follow(event: PointerEvent): void {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { card, cards, boxes, step, startY, from } = drag;
    const way = event.pageY - startY;
    const { top, bottom } = boxes[from]!;
    // It has passed those whose middle its leading edge has passed.
    const passedBelow = boxes.filter(({ middle }, index) => index > from && middle < bottom + way).length;
    const passedAbove = boxes.filter(({ middle }, index) => index < from && middle > top + way).length;
    const to = from + passedBelow - passedAbove;
    drag.to = to;
    cards.forEach((other, index) => {
      const shift = index > from && index <= to ? -step : index < from && index >= to ? step : 0;
      other.style.transform = other === card ? `translateY(${way}px)` : shift ? `translateY(${shift}px)` : "";
    });
  }

  function end(): Drag | undefined {
    if (!drag) return;
    const { grip, card, cards } = drag;
    const ended = drag;
    drag = undefined;
    grip.removeEventListener("pointermove", follow);
    grip.removeEventListener("pointerup", drop);
    grip.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", escape);
    for (const card of cards) card.style.transform = "";
    delete card.dataset.dragged;
    return ended;
  }

  function drop(): void {
    const ended = end();
    if (ended && ended.to !== ended.from) moved(ended.card.id, ended.to);
  }

  function cancel(): void {
    end();
  }

  function escape(event: KeyboardEvent): void {
    if (event.key === "Escape") end();
  }
}
