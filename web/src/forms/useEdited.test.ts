import { act, renderHook } from "@testing-library/react";
import { createElement, type ReactNode } from "react";
import { beforeEach, expect, test } from "vitest";
import { workIn } from "../api/scope";
import { SessionOf, type Me } from "../session/session";
import { carryOver } from "./kept";
import { useEdited } from "./useEdited";

const ANN = { kind: "user", id: 1, name: "ann", role: "editor" } as Me;

/** The form of a menu whose name the server has, by somebody; `seen` has another revision. */
function edit(stored: string, etag = '"1"', me = ANN) {
  const wrapper = ({ children }: { children: ReactNode }) => createElement(SessionOf, { me, children });
  return renderHook(({ name, tag }) => useEdited("ivrs/7", name, tag), {
    wrapper,
    initialProps: { name: stored, tag: etag },
  });
}

beforeEach(() => sessionStorage.clear());

test("changes can be undone and redone", () => {
  const { result } = edit("Main");
  act(() => result.current.change("Sales"));
  act(() => result.current.change("Service"));
  act(() => result.current.undo?.());
  expect(result.current.value).toBe("Sales");
  act(() => result.current.undo?.());
  expect([result.current.value, result.current.dirty, result.current.undo]).toEqual(["Main", false, null]);
  act(() => result.current.redo?.());
  expect(result.current.value).toBe("Sales");
});

test("what is typed at once is one step", () => {
  const { result } = edit("");
  act(() => result.current.change("S", "name"));
  act(() => result.current.change("Sa", "name"));
  act(() => result.current.undo?.());
  expect(result.current.value).toBe("");
});

test("a reload finds what was not saved, and nothing once it was", () => {
  const first = edit("Main");
  act(() => first.result.current.change("Sales"));
  first.unmount();
  const second = edit("Main");
  expect([second.result.current.value, second.result.current.dirty]).toEqual(["Sales", true]);
  act(() => second.result.current.begin("Sales", '"2"'));
  second.unmount();
  expect(edit("Main").result.current.value).toBe("Main");
});

test("what somebody else writes is shown until one edits, and is never taken for what the edit began from", () => {
  const first = edit("Main");
  first.rerender({ name: "Theirs", tag: '"2"' });
  expect(first.result.current.value).toBe("Theirs");
  act(() => first.result.current.change("Mine"));
  first.rerender({ name: "Theirs again", tag: '"3"' });
  expect([first.result.current.value, first.result.current.outdated]).toEqual(["Mine", true]);
  first.unmount();
  const { result } = edit("Theirs again", '"3"');
  expect([result.current.value, result.current.basis]).toEqual(["Mine", { document: "Theirs", etag: '"2"' }]);
  act(() => result.current.undo?.());
  expect([result.current.value, result.current.outdated]).toEqual(["Theirs again", false]);
});

test("what was saved stays, though the former revision is still read for a moment", () => {
  const { result, rerender } = edit("Main");
  act(() => result.current.change("Sales"));
  act(() => result.current.begin("Sales", '"2"'));
  rerender({ name: "Main", tag: '"1"' });
  expect(result.current.value).toBe("Sales");
  rerender({ name: "Sales", tag: '"2"' });
  expect([result.current.value, result.current.dirty]).toEqual(["Sales", false]);
});

test("what is typed while it is saved stays, and is merged with what somebody else has written", () => {
  const { result } = edit("Main");
  act(() => result.current.change("Sales"));
  act(() => result.current.change("Sales and"));
  act(() => result.current.saved("Sales", "Sales", '"2"'));
  expect([result.current.value, result.current.basis]).toEqual(["Sales and", { document: "Sales", etag: '"2"' }]);
  act(() => result.current.saved("Sales or", "Theirs", '"3"'));
  expect([result.current.value, result.current.basis]).toEqual(["Sales and", { document: "Sales or", etag: '"2"' }]);
  act(() => result.current.saved("Sales and", "Sales and", '"4"'));
  expect([result.current.value, result.current.dirty]).toEqual(["Sales and", false]);
});

test("nobody finds what somebody else has typed, nor in a draft what was typed elsewhere", () => {
  const { result } = edit("Main");
  act(() => result.current.change("Sales"));
  expect(edit("Main", '"1"', { ...ANN, id: 2 }).result.current.value).toBe("Main");
  act(() => workIn(3));
  expect(result.current.value).toBe("Main");
  act(() => result.current.change("In the draft"));
  act(() => workIn(null));
  expect(result.current.value).toBe("Sales");
  act(() => {
    carryOver(3);
    workIn(null);
  });
  expect(edit("Main").result.current.value).toBe("In the draft");
});
