import { afterEach, beforeEach, expect, test } from "vitest";
import { keepPlace } from "./keepPlace";

let stop = () => {};

beforeEach(() => {
  document.body.innerHTML = "<main><ul><li><button>1</button></li><li><button>2</button></li></ul></main>";
  stop = keepPlace(document.body);
});
afterEach(() => stop());

function take(selector: string): Promise<void> {
  document.querySelector<HTMLElement>(`${selector} button`)?.focus();
  document.querySelector(selector)?.remove();
  return new Promise((resolve) => setTimeout(resolve));
}

test("after the row with the focus, the next one has it", async () => {
  await take("li:first-child");
  expect(document.activeElement?.textContent).toBe("2");
});

test("after the last row, the one before has it", async () => {
  await take("li:last-child");
  expect(document.activeElement?.textContent).toBe("1");
});

test("after all rows, their list has it until it is left", async () => {
  await take("li:first-child");
  await take("li:last-child");
  const list = document.querySelector("ul");
  expect(document.activeElement).toBe(list);
  list?.blur();
  expect(list?.hasAttribute("tabindex")).toBe(false);
});

test("who is elsewhere stays there", async () => {
  document.querySelector<HTMLElement>("li:last-child button")?.focus();
  document.querySelector("li:first-child")?.remove();
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement?.textContent).toBe("2");
});
