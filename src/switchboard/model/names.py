"""Finding people by the keys that spell their names: dial by name, the call semantics, section 17. Pure."""

from bisect import bisect_left
from collections.abc import Iterable
from heapq import nsmallest

from switchboard.model.base import Document
from switchboard.model.directory import Extension
from switchboard.model.spelling import spellings
from switchboard.model.stored import Stored

_BEHIND_ALL_KEYS = ":"


class Names:
    """The ids of the extensions that are listed, by every spelling of their names and aliases."""

    def __init__(self, extensions: Iterable[Stored[Extension]]) -> None:
        listed = sorted((one for one in extensions if one.document.listed), key=_place)
        self._ids = [person.id for person in listed]
        entries = sorted(
            (keys, place, ends)
            for place, person in enumerate(listed)
            for text in (person.document.name, *person.document.aliases)
            for keys, ends in spellings(text)
        )
        self._spellings = [keys for keys, _, _ in entries]
        self._entries = [(place, ends) for _, place, ends in entries]

    def count(self, keys: str, most: int, but: int | None) -> int:
        """How many people have a spelling that begins with `keys`, the extension `but` left out. Counts no further than
        `most`, so that it costs the same however many there are.
        """
        found: set[int] = set()
        for at in self._range(keys):
            place, _ = self._entries[at]
            if self._ids[place] != but:
                found.add(place)
            if len(found) == most:
                break
        return len(found)

    def find(self, keys: str, but: int | None) -> "Found":
        """Those people."""
        is_part: dict[int, bool] = {}
        for at in self._range(keys):
            place, ends = self._entries[at]
            if self._ids[place] != but:
                is_part[place] = is_part.get(place, True) and len(keys) not in ends
        return Found(self._ids, is_part)

    def _range(self, keys: str) -> range:
        first = bisect_left(self._spellings, keys)
        return range(first, bisect_left(self._spellings, keys + _BEHIND_ALL_KEYS, first))


class Found:
    """People by their place in the order of names, and whether the keys are only a part of a word of theirs."""

    def __init__(self, ids: list[int], is_part: dict[int, bool]) -> None:
        self._ids = ids
        self._is_part = is_part

    def __len__(self) -> int:
        return len(self._is_part)

    def first(self, most: int) -> list[int]:
        """The first ones: those of whom the keys are whole words, then by name, then by number."""
        places = nsmallest(most, self._is_part, key=lambda place: (self._is_part[place], place))
        return [self._ids[place] for place in places]


def found_alike(old: Stored[Document] | None, new: Stored[Document] | None) -> bool:
    """Whether the same keys find an object before and after a change."""
    return _findable(old) == _findable(new)


def _findable(stored: Stored[Document] | None) -> tuple[str, tuple[str, ...], str] | None:
    if stored is None or not isinstance(stored.document, Extension) or not stored.document.listed:
        return None
    return stored.document.name, stored.document.aliases, stored.document.number


def _place(person: Stored[Extension]) -> tuple[str, int, str]:
    number = person.document.number
    return person.document.name.casefold(), len(number), number
