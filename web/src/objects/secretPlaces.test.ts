import { expect, test } from "vitest";
import { secretPlaces } from "./secretPlaces";

const PIN = { name: "pin", path: "/ivrs/{id}/pin", member: "pin", kept_as: "disa_pin" };
const ACTION = {
  name: "secret",
  path: "/ivrs/{id}/actions/{action}/secret",
  member: "secret",
  kept_as: "action:{action}",
};

test("each part that has a secret of its own has its place", () => {
  const menu = { id: 7, actions: [{ key: 3, name: "CRM" }] };
  expect(secretPlaces([PIN, ACTION], menu)).toEqual([
    { name: "pin", path: "/ivrs/7/pin", member: "pin", keptAs: "disa_pin" },
    { name: "secret", of: "CRM", path: "/ivrs/7/actions/3/secret", member: "secret", keptAs: "action:3" },
  ]);
  expect(secretPlaces([ACTION], { id: 7 })).toEqual([]);
});
