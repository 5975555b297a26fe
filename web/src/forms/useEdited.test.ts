import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { useEdited } from "./useEdited";

beforeEach(() => sessionStorage.clear());

test("changes can be undone and redone", () => {
  const { result } = renderHook(() => useEdited("ivrs/7", { name: "Main" }));
  act(() => result.current.change({ name: "Sales" }));
  act(() => result.current.change({ name: "Service" }));
  act(() => result.current.undo?.());
  expect(result.current.value.name).toBe("Sales");
  act(() => result.current.undo?.());
  expect([result.current.value.name, result.current.dirty, result.current.undo]).toEqual(["Main", false, null]);
  act(() => result.current.redo?.());
  expect(result.current.value.name).toBe("Sales");
});

test("what is typed at once is one step", () => {
  const { result } = renderHook(() => useEdited("ivrs/7", ""));
  act(() => result.current.change("S", "name"));
  act(() => result.current.change("Sa", "name"));
  act(() => result.current.undo?.());
  expect(result.current.value).toBe("");
});

test("a reload finds what was not saved, and nothing once it was", () => {
  const first = renderHook(() => useEdited("ivrs/7", "Main"));
  act(() => first.result.current.change("Sales"));
  first.unmount();
  const second = renderHook(() => useEdited("ivrs/7", "Main"));
  expect([second.result.current.value, second.result.current.dirty]).toEqual(["Sales", true]);
  act(() => second.result.current.begin("Sales"));
  second.unmount();
  expect(renderHook(() => useEdited("ivrs/7", "Main")).result.current.value).toBe("Main");
});
