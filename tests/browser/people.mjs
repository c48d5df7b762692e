// Two people who use the site: one with a mouse, one with a keyboard. Both find things by role and name.
import { Checked, eventually } from "./runner.mjs";

class Person {
  constructor(page) {
    this.page = page;
  }
  find(role, name) {
    return this.page.getByRole(role, { name, exact: typeof name === "string" });
  }
  async sees(role, name, options = {}) {
    await this.page.getByRole(role, { name, exact: typeof name === "string", ...options }).waitFor().catch(() => {
      throw new Checked(`There is no ${role} ${name} on the screen.`);
    });
  }
  async seesHeading(name) {
    await this.sees("heading", name, { level: 1 });
  }
  async isAt(path) {
    const where = () => {
      const { pathname, search } = new URL(this.page.url());
      return pathname + search;
    };
    await eventually(() => where() === path, `The address should be ${path}, and was ${where()}`, 5000);
  }
}

export class MousePerson extends Person {
  async press(role, name) {
    await this.find(role, name).click();
  }
  async choose(role, name) {
    const field = this.find(role, name);
    await field.click();
    if (!(await field.isChecked())) throw new Checked(`${role} ${name} is not chosen after a click.`);
  }
  async write(name, text) {
    const field = this.find("textbox", name);
    await field.click();
    await this.page.keyboard.type(text);
  }
}

// Only Tab, arrows, Space, Enter and letters.
export class KeyboardPerson extends Person {
  async tabTo(locator, what) {
    const element = await locator.elementHandle().catch(() => null);
    if (!element) throw new Checked(`There is no ${what} on the screen.`);
    for (let presses = 0; presses < 150; presses++) {
      const here = await element.evaluate((node) => {
        const focused = document.activeElement;
        return node === focused || (node.type === "radio" && focused?.type === "radio" && node.name === focused.name);
      });
      if (here) return element;
      await this.page.keyboard.press("Tab");
    }
    throw new Checked(`Tab does not reach ${what}.`);
  }
  async press(role, name) {
    await this.tabTo(this.find(role, name), `${role} ${name}`);
    await this.page.keyboard.press("Enter");
  }
  async choose(role, name) {
    const element = await this.tabTo(this.find(role, name), `${role} ${name}`);
    const isHere = () => element.evaluate((node) => node === document.activeElement);
    for (let presses = 0; !(await isHere()); presses++) {
      if (presses > 20) throw new Checked(`The arrows do not reach ${role} ${name}.`);
      await this.page.keyboard.press("ArrowDown");
    }
    if (!(await element.isChecked())) await this.page.keyboard.press("Space");
    if (!(await element.isChecked())) throw new Checked(`${role} ${name} is not chosen with the keyboard.`);
  }
  async write(name, text) {
    await this.tabTo(this.find("textbox", name), `textbox ${name}`);
    await this.page.keyboard.type(text);
  }
}
