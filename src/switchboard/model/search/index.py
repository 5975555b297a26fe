"""Finding objects by what people know of them: a name, a number, words of a prompt, what leads to them. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from operator import itemgetter
from typing import Final

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.families import FAMILIES
from switchboard.model.parts import Id, Steps
from switchboard.model.search.folding import folded, words
from switchboard.model.search.texts import Text, Where, nested, texts
from switchboard.model.stored import Stored

_KINDS: Final = {kind: place for place, kind in enumerate(FAMILIES)}
_REFERRED: Final = 5
"""So many of the objects that were found best are looked for in others."""
_ELSEWHERE: Final = 4
"""The rank of what is found in other texts than number and name."""

Word = tuple[str, ...]
"""A word of a query in all its ways."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An object that was found, in `where`, at `steps` of it, where `text` stands. Of a `reference`, `target` is the
    object that it names.
    """

    found: Stored[Document]
    where: Where
    steps: Steps
    text: str
    target: Stored[Document] | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """The best ones, the best first, and how many there are in all."""

    best: Sequence[Hit]
    total: int


class _Entry:
    """One object. All that is searched stands in one string, so that most objects cost one comparison; `_head` is the
    part of it that has the number and the name. Each text is a line.
    """

    __slots__ = ("_head", "_texts", "all", "ids", "order", "stored")

    def __init__(self, stored: Stored[Document]) -> None:
        self.stored, self.order = stored, _order(stored)
        found: list[Text] = list(texts(stored.document))
        self.ids: list[tuple[Steps, Id]] = []
        for one in nested(stored.document):
            if len(one) == 2:
                self.ids.append(one)
            else:
                found.append(one)
        self._texts = [(where, steps, text, _lines(text)) for where, steps, text in found]
        self._head = "".join(lines for where, steps, _, lines in self._texts if steps in (("number",), ("name",)))
        self.all = "".join(lines for *_, lines in self._texts)

    def rank(self, query: Sequence[Word]) -> int | None:
        """How well the object fits, 0 best: `query` is its number or name; begins it, or a word of it; is in it; is in
        other texts. None: it does not fit.
        """
        if not _has(self.all, query):
            return None
        if not _has(self._head, query):
            return _ELSEWHERE
        phrases = {" ".join(word[0] for word in query), " ".join(word[-1] for word in query)}
        for rank, (before, behind) in enumerate((("\n", "\n"), ("\n", ""), (" ", ""))):
            if any(f"{before}{phrase}{behind}" in self._head for phrase in phrases):
                return rank
        return _ELSEWHERE - 1

    def text(self, query: Sequence[Word]) -> Text:
        """Where it is found: in the first text that has as many of the words as any."""

        def missing(place: int) -> int:
            lines = self._texts[place][3]
            return sum(not _has(lines, (word,)) for word in query)

        where, steps, text, _ = self._texts[min(range(len(self._texts)), key=missing)]
        return where, steps, text


def _lines(text: str) -> str:
    return "".join(f"\n{way}\n" for way in folded(text))


def _has(lines: str, query: Sequence[Word]) -> bool:
    return all(any(way in lines for way in word) for word in query)


class Search:
    """Searches the snapshots of a tenant, one after the other: what has not changed is taken over."""

    def __init__(self) -> None:
        self._configuration: Configuration | None = None
        self._entries: dict[int, _Entry] = {}
        self._users: dict[int, list[tuple[_Entry, Steps]]] = {}

    def find(self, configuration: Configuration, query: str, kinds: Collection[str], most: int) -> Hits:
        """Objects of `kinds` (none: of all) that have all words of `query`; without any words, all of them."""
        self._look_at(configuration)
        wanted = words(query)
        likely = self._with(wanted[0] if wanted else ("",), kinds)
        ranked = [(rank, entry.order, entry) for entry in likely if (rank := entry.rank(wanted)) is not None]
        first = nsmallest(max(most, _REFERRED), ranked, key=itemgetter(0, 1))
        best = [Hit(entry.stored, *entry.text(wanted)) for *_, entry in first[:most]]
        named = [entry.stored for rank, _, entry in first[:_REFERRED] if wanted and rank < _ELSEWHERE - 1]
        users = list(self._naming(named, {entry.stored.id for *_, entry in ranked}, kinds))
        return Hits([*best, *users[: most - len(best)]], len(ranked) + len(users))

    def _with(self, word: Word, kinds: Collection[str]) -> list[_Entry]:
        """The objects of `kinds` that have a word: of all that is done here, what is done most often."""
        entries = list(self._entries.values())
        if kinds:
            entries = [one for one in entries if one.stored.document.kind in kinds]
        found = [one for way in word for one in entries if way in one.all]
        return found if len(word) == 1 else list(dict.fromkeys(found))

    def _naming(self, targets: Sequence[Stored[Document]], known: set[int], kinds: Collection[str]) -> Iterator[Hit]:
        """Who names one of `targets`: the objects that are not `known` yet."""
        for target in targets:
            for entry, steps in self._users.get(target.id, ()):
                if entry.stored.id not in known and (not kinds or entry.stored.document.kind in kinds):
                    known.add(entry.stored.id)
                    yield Hit(entry.stored, "reference", steps, target.document.name, target)

    def _look_at(self, configuration: Configuration) -> None:
        if configuration is self._configuration:
            return
        before, self._entries, users = self._entries, {}, defaultdict(list)
        for family in FAMILIES.values():
            for stored in configuration.all(family):
                known = before.get(stored.id)
                entry = known if known is not None and known.stored is stored else _Entry(stored)
                self._entries[stored.id] = entry
                for steps, id in entry.ids:
                    users[id.target].append((entry, steps))
        self._configuration, self._users = configuration, users


def _order(stored: Stored[Document]) -> tuple[int, int, str, int]:
    """Menus first; within a kind by number (short ones first), else by name."""
    key = stored.document.dialled_number() or stored.document.name
    return _KINDS[stored.document.kind], len(key) if key.isdigit() else 0, key, stored.id
