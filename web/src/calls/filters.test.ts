import { expect, test } from "vitest";
import { addressOf, filtersOf, midnight, queryOf } from "./filters";

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

test("days begin at midnight in the zone of the company, also when its clocks are changed", () => {
  expect(midnight("Europe/Berlin", NOW, 0).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(midnight("Europe/Berlin", new Date("2026-03-30T10:00:00Z"), 0).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(midnight("Asia/Kathmandu", NOW, 1).toISOString()).toBe("2026-03-27T18:15:00.000Z");
  expect(midnight("America/New_York", NOW, 0).toISOString()).toBe("2026-03-29T04:00:00.000Z");
});

test("yesterday ends where today begins", () => {
  const yesterday = queryOf(filtersOf(new URLSearchParams("period=yesterday")), "UTC", NOW);
  expect(yesterday).toMatchObject({ since: "2026-03-28T00:00:00.000Z", until: "2026-03-29T00:00:00.000Z" });
});
