"""What differs between two versions of a document, in the form in which people are told of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic_core import to_json

from switchboard.model.drafts.paths import MISSING, Item, Json, Path, are_same_kind, key_member

Change = Literal["added", "removed", "changed", "reordered"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a place held before and after; `MISSING` where it was not there. Of a list that is `reordered`, only the
    order differs.
    """

    path: Path
    change: Change
    before: Json
    after: Json


def differences(before: Json, after: Json, at: Path = ()) -> Iterator[Difference]:
    """The innermost differences of two JSON values.

    Items of lists are known by their key where they have one, and otherwise by what they are, so an option that is
    put before others is one difference.
    """
    if are_same_kind(before, after):
        for name in dict.fromkeys([*before, *after]):
            yield from _member(before.get(name, MISSING), after.get(name, MISSING), (*at, name))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, at)
    elif before != after or type(before) is not type(after):
        yield Difference(at, "changed", before, after)


def _member(before: Json, after: Json, at: Path) -> Iterator[Difference]:
    if before is MISSING:
        yield Difference(at, "added", before, after)
    elif after is MISSING:
        yield Difference(at, "removed", before, after)
    else:
        yield from differences(before, after, at)


def _lists(before: list[Json], after: list[Json], at: Path) -> Iterator[Difference]:
    key = key_member(before, after)
    if key is not None:
        yield from _keyed(key, before, after, at)
    elif len(before) == len(after) and all(are_same_kind(*pair) for pair in zip(before, after, strict=True)):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differences(old, new, (*at, index))
    else:
        yield from _values(before, after, at)


def _keyed(key: str, before: list[Json], after: list[Json], at: Path) -> Iterator[Difference]:
    old, new = ({item[key]: item for item in items} for items in (before, after))
    for value in dict.fromkeys([*old, *new]):
        yield from _member(old.get(value, MISSING), new.get(value, MISSING), (*at, Item(key, value)))
    kept = [value for value in old if value in new]
    if kept != [value for value in new if value in old]:
        yield Difference(at, "reordered", list(old), list(new))


def _values(before: list[Json], after: list[Json], at: Path) -> Iterator[Difference]:
    gone = _unmatched(before, after)
    come = _unmatched(after, before)
    for index in gone:
        yield Difference((*at, index), "removed", before[index], MISSING)
    for index in come:
        yield Difference((*at, index), "added", MISSING, after[index])
    kept = [item for index, item in enumerate(before) if index not in gone]
    if kept != [item for index, item in enumerate(after) if index not in come]:
        yield Difference(at, "reordered", before, after)


def _unmatched(items: list[Json], others: list[Json]) -> dict[int, None]:
    """The indices, in order, of the items that the other list does not have, or not so often."""
    there = Counter(map(to_json, others))
    found: dict[int, None] = {}
    for index, item in enumerate(map(to_json, items)):
        if there[item]:
            there[item] -= 1
        else:
            found[index] = None
    return found
