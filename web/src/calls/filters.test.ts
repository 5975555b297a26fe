import { expect, test } from "vitest";
import { addressOf, filtersOf, queryOf } from "./filters";

const NOW = new Date("2026-03-29T10:00:00Z");

test("what is in the address is what is filtered by, and the other way round", () => {
  const address = new URLSearchParams("caller=030&menu=50&period=today&recorded=1");
  expect(addressOf(filtersOf(address)).toString()).toBe(address.toString());
  expect(filtersOf(new URLSearchParams("period=ever")).period).toBe("");
});

test("test calls are left out unless they are wanted", () => {
  const none = filtersOf(new URLSearchParams());
  expect(queryOf(none, "UTC", NOW).test).toBe(false);
  expect(queryOf({ ...none, test: true }, "UTC", NOW).test).toBeUndefined();
});

test("yesterday ends where today begins", () => {
  const yesterday = queryOf(filtersOf(new URLSearchParams("period=yesterday")), "UTC", NOW);
  expect(yesterday).toMatchObject({ since: "2026-03-28T00:00:00.000Z", until: "2026-03-29T00:00:00.000Z" });
});
