"""Differences as people are told of them."""

from typing import Any

import pytest

from switchboard.model.drafts.differences import differences
from switchboard.model.drafts.paths import MISSING, Item, steps_in

pytestmark = pytest.mark.unit

ONE = {"keys": "1", "to": {"kind": "hang_up"}}
TWO = {"keys": "2", "to": {"kind": "hang_up"}}
PROMPT, ANNOUNCEMENT = {"kind": "prompt", "prompt": 90}, {"kind": "announcement", "name": "default"}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, [(("a",), "changed", 1, True)]),
        ({}, {"a": None}, [(("a",), "added", MISSING, None)]),
        ({"a": {"b": 1}}, {"a": {}}, [(("a", "b"), "removed", 1, MISSING)]),
        ({"o": [ONE]}, {"o": [TWO, ONE]}, [(("o", Item("keys", "2")), "added", MISSING, TWO)]),
        ({"o": [ONE, TWO]}, {"o": [TWO]}, [(("o", Item("keys", "1")), "removed", ONE, MISSING)]),
        ({"o": [ONE, TWO]}, {"o": [TWO, ONE]}, [(("o",), "reordered", ["1", "2"], ["2", "1"])]),
        (
            {"o": [ONE]},
            {"o": [{"keys": "1", "to": {"kind": "ivr", "ivr": 7}}]},
            [(("o", Item("keys", "1"), "to"), "changed", {"kind": "hang_up"}, {"kind": "ivr", "ivr": 7})],
        ),
        ({"m": [1, 2]}, {"m": [2, 3]}, [(("m", 0), "removed", 1, MISSING), (("m", 1), "added", MISSING, 3)]),
        ({"m": [1, 1]}, {"m": [1]}, [(("m", 1), "removed", 1, MISSING)]),
        ({"m": [1, 2]}, {"m": [2, 1]}, [(("m",), "reordered", [1, 2], [2, 1])]),
        ({"g": [PROMPT]}, {"g": [ANNOUNCEMENT]},
         [(("g", 0), "removed", PROMPT, MISSING), (("g", 0), "added", MISSING, ANNOUNCEMENT)]),
        ({"h": [{"end": "17:00"}]}, {"h": [{"end": "18:00"}]}, [(("h", 0, "end"), "changed", "17:00", "18:00")]),
    ],
)  # fmt: skip
def test_what_differs(before: Any, after: Any, found: list[object]) -> None:
    assert [(one.path, one.change, one.before, one.after) for one in differences(before, after)] == found


def test_a_path_leads_to_a_place_of_either_version() -> None:
    path = ("o", Item("keys", "2"), "to")
    assert steps_in(path, {"o": [TWO]}) == ("o", 0, "to")
    assert steps_in(path, {"o": [ONE, TWO]}) == ("o", 1, "to")
    assert steps_in(path, {"o": [ONE]}) is None
