import { desktop, openStage, phone } from "./browser.mjs";
import { wholeJourney } from "./journey.mjs";
import { KeyboardPerson, MousePerson } from "./people.mjs";
import { expectEqual, test } from "./runner.mjs";

const people = [["a mouse", MousePerson], ["only a keyboard", KeyboardPerson]];

for (const [hand, Person] of people) {
  for (const [size, viewport] of [["phone", phone], ["desktop", desktop]]) {
    if (size === "desktop" && Person === KeyboardPerson) continue; // the same document
    test(`The whole journey with ${hand}, ${size} size`, async (visit) => {
      const page = await visit.open("/", { viewport });
      const { layout } = await wholeJourney(new Person(page), visit.site);
      expectEqual(layout, "flow", "The layout");
    }, { seconds: 150 });
  }
  test(`The whole journey on the stage with ${hand}`, async (visit) => {
    const page = await openStage(visit, "/", { reducedMotion: "reduce" });
    const { layout } = await wholeJourney(new Person(page), visit.site);
    expectEqual(layout, "stage", "The layout");
  }, { seconds: 180 });
}
