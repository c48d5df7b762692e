// Nothing on the page swallows what belongs to the browser: Tab, find, typing, scrolling.
import { canvasReady, frame, openStage, phone } from "./browser.mjs";
import { questions } from "./places.mjs";
import { eventually, expect, expectEqual, expectNone, test } from "./runner.mjs";

const layouts = [
  ["page", async (visit, path, options) => {
    const page = await visit.open(path, options);
    await canvasReady(page);
    return page;
  }],
  ["stage", openStage],
];

for (const [layout, open] of layouts) {
  test(`Tab goes through everything once and leaves the page, ${layout}`, async (visit) => {
    for (const path of ["/explain/waiting-list", questions.multiple]) {
      const page = await open(visit, path);
      // What takes the focus, in the order of the document; a group of radio buttons is one stop.
      const expected = await page.evaluate(() => {
        const groups = new Set();
        return [...document.querySelectorAll("a[href], button:not(:disabled), input, textarea, summary")].filter((element) => {
          if (!element.checkVisibility({ visibilityProperty: true }) || (element.closest("details:not([open])") && element.tagName !== "SUMMARY")) return false;
          if (element.type !== "radio") return true;
          const group = [...document.querySelectorAll(`input[name="${element.name}"]`)];
          if (element !== (group.find((radio) => radio.checked) ?? group[0]) || groups.has(element.name)) return false;
          return groups.add(element.name);
        }).map((element) => element.textContent || element.id);
      });
      // One round; after the last one the focus is on nothing, or the browser begins again.
      const walk = async (key) => {
        const reached = [];
        for (let i = 0; i < expected.length + 5; i++) {
          await page.keyboard.press(key);
          const here = await page.evaluate(() => {
            const focused = document.activeElement;
            return focused === document.body ? null : focused.textContent || focused.id;
          });
          if (here === null || (reached.length > 1 && here === reached[0] && key !== "Tab")) return reached;
          reached.push(here);
        }
        return [...reached, "and the focus does not leave the page"];
      };
      expectEqual(await walk("Tab"), expected, `Tab through ${path}`);
      expectEqual(await walk("Shift+Tab"), [...expected].reverse(), `Shift+Tab through ${path}`);
      await page.close();
    }
  });

  test(`No key of the browser is taken, ${layout}`, async (visit) => {
    const page = await open(visit, questions.single);
    await page.evaluate(() => {
      window.taken = [];
      window.heard = 0;
      // Read after every other listener.
      for (const type of ["keydown", "keypress", "keyup"])
        addEventListener(type, (event) => setTimeout(() => {
          heard++;
          if (event.defaultPrevented) taken.push(`${type} ${event.key}`);
        }));
    });
    for (const key of ["Tab", "Control+f", "Control+g", "F3", "/", "'", "Backspace", "Escape", "PageDown", "PageUp", "End", "Home", "ArrowDown", "Space",
      "Control+c", "Control+a", "Control+Equal", "a", "Enter"]) await page.keyboard.press(key);
    await frame(page);
    expectNone(await page.evaluate(() => taken), "Keys that the page took from the browser");
    expect((await page.evaluate(() => heard)) > 30, "The keys reached the page");
  });

  test(`Text can be typed, corrected and pasted, ${layout}`, async (visit) => {
    const page = await open(visit, questions.text);
    const field = page.getByRole("textbox");
    await field.click();
    await page.keyboard.type("Good bus to town and a café");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("A g");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("آپ کا شکریہ 👍");
    expectEqual(await field.inputValue(), "A good bus to town and a café\nآپ کا شکریہ 👍", "The text in the field");
    // The text field takes the keyboard; arrows in it move the caret, not the page.
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Backspace");
    expectEqual(await field.inputValue(), "", "The text after deleting it");
  });

  test(`A finger and a wheel scroll, on text and on pictures, ${layout}`, async (visit) => {
    const viewport = layout === "page" ? phone : { width: 1024, height: 600 };
    const page = await open(visit, "/explain/waiting-list", { viewport, hasTouch: true });
    const cdp = await page.context().newCDPSession(page);
    const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
    const picture = await page.locator("[data-figure=dot-field], #dot-field").first().boundingBox();
    for (const [name, box] of [["heading", heading], ["picture", picture]]) {
      const inView = (y) => Math.min(Math.max(y, 240), viewport.height - 60);
      const at = { x: Math.round(box.x + box.width / 2), y: Math.round(inView(box.y + box.height / 2)) };
      for (const [means, gesture] of [
        ["a finger", async () => {
          const touch = (type, y) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: y ? [{ x: at.x, y }] : [] });
          await touch("touchStart", at.y);
          for (let way = 20; way <= 220; way += 20) await touch("touchMove", at.y - way);
          await touch("touchEnd");
        }],
        ["a wheel", async () => {
          await page.mouse.move(at.x, at.y);
          await page.mouse.wheel(0, 200);
        }],
      ]) {
        // A finger that lets go may leave the page rolling on, which would take in the next gesture.
        await page.evaluate(() => new Promise((still) => {
          let before;
          const look = () => {
            if (scrollY === before) return still();
            scrollTo(0, 0);
            before = scrollY;
            setTimeout(look, 200);
          };
          look();
        }));
        // As a person does, once more when nothing seems to happen.
        const moved = () => page.evaluate(() => scrollY > 100);
        await eventually(async () => {
          await gesture();
          return eventually(moved, "", 1500).catch(() => false);
        }, `The page scrolls with ${means} on the ${name}`, 6000);
      }
    }
  });
}

test("Words of the page can be selected and found, drawn pictures too", async (visit) => {
  const page = await visit.open("/waits/urgent-home-2-hours");
  await canvasReady(page);
  expect(await page.evaluate(() => find("Urgent help at home")), "The heading is found");
  expect(await page.evaluate(() => find("Lowest, ")), "A label in the picture is found");
});

test("A card of the ranking can be dragged with mouse and finger", async (visit) => {
  const page = await visit.open(questions.ranking, { viewport: { width: 1024, height: 900 }, hasTouch: true });
  const order = () => page.getByRole("main").getByRole("list").getByRole("paragraph").filter({ hasText: / well$/ }).allTextContents();
  const grips = page.locator("[data-grip]");
  await grips.nth(3).scrollIntoViewIfNeeded();
  const centre = async (index) => {
    const box = await grips.nth(index).boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const from = await centre(3);
  const to = await centre(1);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y - 4);
  await page.mouse.up();
  expectEqual(await order(), ["Start well", "Age well", "Grow well", "Live well", "End well"], "The order after dragging with the mouse");

  const cdp = await page.context().newCDPSession(page);
  const start = await centre(1);
  const end = await centre(2);
  const touch = (type, y) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: start.x, y }] });
  const scrolled = await page.evaluate(() => scrollY);
  await touch("touchStart", start.y);
  for (let i = 1; i <= 5; i++) await touch("touchMove", start.y + ((end.y + 6 - start.y) * i) / 5);
  await touch("touchEnd");
  expectEqual(await order(), ["Start well", "Grow well", "Age well", "Live well", "End well"], "The order after dragging with a finger");
  expectEqual(await page.evaluate(() => scrollY), scrolled, "How far the page is scrolled after dragging with a finger");
});

// Password managers, autofill and extensions write into fields in their own ways.
const fillings = {
  "with no event": [],
  "with change alone": ["change"],
  "with input alone": ["input"],
  "with blur alone": ["blur"],
};
for (const [how, events] of Object.entries(fillings)) {
  test(`What was filled in ${how} is an answer`, async (visit) => {
    const fill = (page, selector, property, value) => page.locator(selector).first().evaluate((field, { property, value, events }) => {
      field[property] = value;
      for (const type of events) field.dispatchEvent(new Event(type, { bubbles: type !== "blur" }));
    }, { property, value, events });
    const go = (page) => page.getByRole("button", { name: "Continue" }).click();
    const page = await visit.open(questions.single, { webgl: false });
    await fill(page, "input[id='where_live.outside']", "checked", true);
    await go(page);
    await page.waitForURL("**/describes_you");
    for (const code of ["patient", "councillor"]) await fill(page, `input[id='describes_you.${code}']`, "checked", true);
    await go(page);
    await page.waitForURL("**/biggest_unfairness");
    await page.goto(questions.last);
    await page.evaluate(() => roadshow.ready);
    await fill(page, "textarea", "value", "Filled in for me");
    await go(page);
    await page.getByRole("button", { name: "Skip all of these" }).click();
    await page.getByRole("textbox", { name: "Email address" }).waitFor();
    await fill(page, "input[type=email]", "value", "auto@example.org");
    await go(page);
    await page.getByRole("button", { name: "Send my answers" }).waitFor();
    const list = await page.getByRole("main").innerText();
    for (const words of ["Filled in for me", "auto@example.org", "Patient", "Councillor"]) expect(list.includes(words), `“${words}” is in the list of answers`);
  });
}

test("What was filled in without an event is kept when the page is left, and goes to taking answers back", async (visit) => {
  const page = await visit.open(questions.text, { webgl: false });
  await page.locator("textarea").evaluate((field) => (field.value = "Kept all the same"));
  await page.reload();
  await page.evaluate(() => roadshow.ready);
  expectEqual(await page.locator("textarea").inputValue(), "Kept all the same", "The words after a reload");
  await page.goto("/withdraw");
  await page.evaluate(() => roadshow.ready);
  await page.getByRole("textbox", { name: "Your reference" }).evaluate((field) => (field.value = "RS 7K4M 92HJ"));
  await page.getByRole("textbox", { name: "Your code" }).evaluate((field) => (field.value = "7K4M 92HJ QX3D VN8T"));
  await page.getByRole("button", { name: "Delete my answers" }).click();
  await page.getByRole("heading", { name: "Delete these answers?" }).waitFor();
});
