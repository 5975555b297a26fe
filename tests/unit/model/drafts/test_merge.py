"""Two changes of one document go together where they are of different parts."""

from typing import Any

import pytest

from switchboard.model.drafts.merge import Conflict, merge
from switchboard.model.drafts.paths import MISSING, Item

pytestmark = pytest.mark.unit

ONE = {"keys": "1", "route": {"to": {"kind": "extension", "extension": 85}}}
TWO = {"keys": "2", "route": {"to": {"kind": "hang_up"}}}
BASE: dict[str, Any] = {"name": "Main", "retries": 2, "options": [ONE, TWO], "members": [1, 2, 3]}


def to(keys: str, extension: int) -> dict[str, Any]:
    return {"keys": keys, "route": {"to": {"kind": "extension", "extension": extension}}}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ({"name": "Mine"}, {"retries": 5}, {"name": "Mine", "retries": 5}),
        ({"name": "Same"}, {"name": "Same"}, {"name": "Same"}),
        ({"options": [to("1", 7), TWO]}, {"options": [ONE, to("2", 8)]}, {"options": [to("1", 7), to("2", 8)]}),
        ({"options": [ONE, TWO, to("3", 7)]}, {"options": [TWO]}, {"options": [TWO, to("3", 7)]}),
        ({"options": [to("0", 7), ONE, TWO]}, {"options": [ONE, TWO, to("9", 8)]},
         {"options": [to("0", 7), ONE, TWO, to("9", 8)]}),
        ({"members": [1, 2, 3, 4]}, {"members": [3, 2]}, {"members": [3, 4, 2]}),
        ({"members": [3, 2, 1]}, {"members": [1, 2, 3, 4]}, {"members": [3, 4, 2, 1]}),
        ({"members": []}, {"retries": 1}, {"members": [], "retries": 1}),
    ],
)  # fmt: skip
def test_what_goes_together(mine: dict[str, Any], theirs: dict[str, Any], merged: dict[str, Any]) -> None:
    found = merge(BASE, BASE | mine, BASE | theirs)
    assert (found.value, found.conflicts) == (BASE | merged, ())


@pytest.mark.parametrize(
    ("mine", "theirs", "conflict"),
    [
        ({"name": "Mine"}, {"name": "Theirs"}, Conflict(("name",), "Main", "Mine", "Theirs")),
        (
            {"options": [to("1", 7), TWO]},
            {"options": [to("1", 8), TWO]},
            Conflict(
                ("options", Item("keys", "1"), "route", "to"), *(to("1", id)["route"]["to"] for id in (85, 7, 8))
            ),
        ),
        ({"options": [TWO]}, {"options": [to("1", 8), TWO]},
         Conflict(("options", Item("keys", "1")), ONE, MISSING, to("1", 8))),
        ({"options": [ONE, TWO, to("3", 7)]}, {"options": [ONE, TWO, to("3", 8)]},
         Conflict(("options", Item("keys", "3")), MISSING, to("3", 7), to("3", 8))),
        ({"members": [3, 2, 1]}, {"members": [2, 3, 1]}, Conflict(("members",), [1, 2, 3], [3, 2, 1], [2, 3, 1])),
    ],
)  # fmt: skip
def test_what_does_not(mine: dict[str, Any], theirs: dict[str, Any], conflict: Conflict) -> None:
    found = merge(BASE, BASE | mine, BASE | theirs)
    assert found.conflicts == (conflict,)
    assert found.value == BASE | mine, "mine is kept until somebody decides"
    decided = merge(BASE, BASE | mine, BASE | theirs, lambda path: "theirs" if path == conflict.path else None)
    assert (decided.value, decided.conflicts) == (BASE | theirs, ())


def test_a_destination_is_taken_whole() -> None:
    """Members of two destinations would make a third, which nobody wanted."""
    base = {"to": {"kind": "extension", "extension": 85, "mobile": False}}
    mine = {"to": {"kind": "extension", "extension": 86, "mobile": False}}
    theirs = {"to": {"kind": "extension", "extension": 85, "mobile": True}}
    assert [one.path for one in merge(base, mine, theirs).conflicts] == [("to",)]


def test_long_lists_take_no_time() -> None:
    """Ten thousand numbers of a caller list; a comparison of each with each would take minutes."""
    numbers = [str(number) for number in range(10_000)]
    mine, theirs = [f"m{number}" for number in numbers], [f"t{number}" for number in numbers]
    found = merge({"numbers": numbers}, {"numbers": [*mine, *numbers]}, {"numbers": [*numbers, *theirs]})
    assert (len(found.value["numbers"]), found.conflicts) == (30_000, ())
