"""Two people have changed one document: what they did to different parts of it goes together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from switchboard.model.drafts.paths import MISSING, Item, Json, Path, are_same_kind, key_member

Side = Literal["mine", "theirs"]
Choice = Callable[[Path], Side | None]
"""Who is right about a place that both have changed; None is not decided."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both have changed, to different values; `MISSING` where somebody has removed it."""

    path: Path
    base: Json
    mine: Json
    theirs: Json


@dataclass(frozen=True, slots=True)
class Merged:
    """The document with the changes of both. Where they conflict and nobody has decided, it has `mine`."""

    value: Json
    conflicts: tuple[Conflict, ...]


def merge(base: Json, mine: Json, theirs: Json, decided: Choice = lambda _: None) -> Merged:
    """What becomes of `base` by the changes of two; conflicts that are `decided` are none any more."""
    merging = _Merging(decided)
    return Merged(merging.value(base, mine, theirs, ()), tuple(merging.conflicts))


@dataclass
class _Merging:
    decided: Choice
    conflicts: list[Conflict] = field(default_factory=list)

    def value(self, base: Json, mine: Json, theirs: Json, at: Path) -> Json:
        if theirs == base or mine == theirs:
            return mine
        if mine == base:
            return theirs
        if are_same_kind(base, mine, theirs) and (not at or "kind" not in mine):
            return self._members(base, mine, theirs, at)
        if isinstance(base, list) and isinstance(mine, list) and isinstance(theirs, list):
            return self._lists(base, mine, theirs, at)
        return self._conflict(base, mine, theirs, at)

    def _conflict(self, base: Json, mine: Json, theirs: Json, at: Path) -> Json:
        side = self.decided(at)
        if side is None:
            self.conflicts.append(Conflict(at, base, mine, theirs))
        return theirs if side == "theirs" else mine

    def _members(self, base: dict[str, Json], mine: dict[str, Json], theirs: dict[str, Json], at: Path) -> Json:
        merged = {name: self._item(name, (base, mine, theirs), (*at, name)) for name in dict.fromkeys([*mine, *theirs])}
        return {name: value for name, value in merged.items() if value is not MISSING}

    def _item(self, name: Json, sides: tuple[dict[Json, Json], dict[Json, Json], dict[Json, Json]], at: Path) -> Json:
        base, mine, theirs = (side.get(name, MISSING) for side in sides)
        return self.value(base, mine, theirs, at)

    def _lists(self, base: list[Json], mine: list[Json], theirs: list[Json], at: Path) -> Json:
        key = key_member(base, mine, theirs)
        if key is not None:
            sides = [{item[key]: item for item in side} for side in (base, mine, theirs)]
            items = {
                name: self._item(name, (sides[0], sides[1], sides[2]), (*at, Item(key, name)))
                for name in _order(*map(list, sides))
            }
            return [item for item in items.values() if item is not MISSING]
        if all(map(_is_set, (base, mine, theirs))) and not _both_reorder(base, mine, theirs):
            removed = (set(base) - set(mine)) | (set(base) - set(theirs))
            return [item for item in _order(base, mine, theirs) if item not in removed]
        return self._conflict(base, mine, theirs, at)


def _is_set(items: list[Json]) -> bool:
    """Whether these are plain values, each once, such as the members of a group."""
    return all(isinstance(item, (str, int)) for item in items) and len(set(items)) == len(items)


def _order(base: list[Json], mine: list[Json], theirs: list[Json]) -> list[Json]:
    """All keys: in my order, or in theirs if only they have changed it. What only the other has comes behind what it
    follows there.
    """
    is_theirs = _reorders(base, theirs) and not _reorders(base, mine)
    order = theirs if is_theirs else mine
    return _with(_with(order, mine if is_theirs else theirs), base)


def _with(order: list[Json], other: list[Json]) -> list[Json]:
    """The keys in their order, and those that only `other` has behind what they follow there."""
    known, after, last = set(order), dict[Json, list[Json]](), MISSING
    for item in other:
        if item in known:
            last = item
        else:
            after.setdefault(last, []).append(item)
    return [*after.get(MISSING, ()), *(one for item in order for one in (item, *after.get(item, ())))]


def _reorders(base: list[Json], side: list[Json]) -> bool:
    there, before = set(side), set(base)
    return [item for item in base if item in there] != [item for item in side if item in before]


def _both_reorder(base: list[Json], mine: list[Json], theirs: list[Json]) -> bool:
    return _reorders(base, mine) and _reorders(base, theirs)
