"""The header fields of a SIP message as they stand on the wire: names and text (RFC 3261 §7.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_COMPACT = {
    "a": "Accept-Contact",
    "b": "Referred-By",
    "c": "Content-Type",
    "e": "Content-Encoding",
    "f": "From",
    "i": "Call-ID",
    "j": "Reject-Contact",
    "k": "Supported",
    "l": "Content-Length",
    "m": "Contact",
    "o": "Event",
    "r": "Refer-To",
    "s": "Subject",
    "t": "To",
    "u": "Allow-Events",
    "v": "Via",
    "x": "Session-Expires",
    "y": "Identity",
}
_ODD_CASE = (
    *_COMPACT.values(),
    *("CSeq", "MIME-Version", "WWW-Authenticate", "Min-SE", "RAck", "RSeq", "SIP-ETag", "SIP-If-Match"),
    *("Max-Forwards", "Route", "Record-Route", "User-Agent", "Server", "Allow", "Accept", "Authorization"),
    *("Expires", "Require", "Proxy-Require", "Unsupported", "Path", "Replaces", "P-Asserted-Identity"),
    *("Proxy-Authorization", "Proxy-Authenticate", "Alert-Info", "Diversion", "Content-Disposition"),
)
_CANONICAL = {name.lower(): name for name in _ODD_CASE} | _COMPACT
# Names come in their usual spelling mostly; so these need not be lowered first.
_CANONICAL |= {name: name for name in _ODD_CASE}

known_name = _CANONICAL.get
"""The same as `canonical_name` for the usual spellings of names that we know, None for others."""


def canonical_name(name: str) -> str:
    """The long, conventionally capitalised form of a header name: `v` and `VIA` are `Via`."""
    known = _CANONICAL.get(name) or _CANONICAL.get(name.lower())
    return known or "-".join(part.capitalize() for part in name.split("-"))


def one_line(text: str) -> str:
    """`text` without line ends: a value with one could add a header of its own."""
    if "\r" in text or "\n" in text:
        return " ".join(text.replace("\r", "\n").split("\n"))
    return text


class Headers:
    """Header fields in order; a name may occur several times; names compare without case and in compact form.

    Values given to `set` and `add` are made one line, so that no value can add a header.

    A request is asked for its headers a hundred times on its way to a call. So the first value of each name is in a
    dictionary, and what was read of values is kept; both are made when they are first wanted, and whatever changes a
    header drops them.
    """

    __slots__ = ("_first", "_items", "_read")

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._items = [(canonical_name(name), one_line(value)) for name, value in items]
        self._first: dict[str, str] | None = None
        self._read: dict[str, object] = {}

    @classmethod
    def of_canonical(cls, items: list[tuple[str, str]]) -> Headers:
        """Headers around `items`, whose names are canonical and whose values are single lines already."""
        headers = cls.__new__(cls)
        headers._items = items
        headers._first = None
        headers._read = {}
        return headers

    @property
    def first(self) -> dict[str, str]:
        """The first value of each canonical name; to be looked at only."""
        if self._first is None:
            self._first = dict(reversed(self._items))
        return self._first

    def read(self, name: str, parse: Callable[[str], T]) -> T | None:
        """What the first value of that canonical name means, None without one. Each name has one way to `parse` it,
        which gives something immutable.
        """
        found = self._read.get(name)
        if found is None and (text := self.first.get(name)) is not None:
            found = self._read[name] = parse(text)
        return found  # type: ignore[return-value]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._items == other._items

    def __repr__(self) -> str:
        return f"Headers({[name for name, _ in self._items]})"

    def get(self, name: str, default: str | None = None) -> str | None:
        """The first value of that name."""
        return self.first.get(known_name(name) or canonical_name(name), default)

    def get_all(self, name: str) -> list[str]:
        """Every value of that name, one for each header line."""
        wanted = known_name(name) or canonical_name(name)
        if wanted not in self.first:
            return []
        return [value for known, value in self._items if known == wanted]

    def set(self, name: str, value: str) -> None:
        """One line of that name, where the first stood, else at the end."""
        wanted = canonical_name(name)
        kept: list[tuple[str, str]] = []
        placed = False
        for item in self._items:
            if item[0] != wanted:
                kept.append(item)
            elif not placed:
                kept.append((wanted, one_line(value)))
                placed = True
        if not placed:
            kept.append((wanted, one_line(value)))
        self._items = kept
        self._changed()

    def add(self, name: str, value: str) -> None:
        """A further line at the end."""
        self._items.append((canonical_name(name), one_line(value)))
        self._changed()

    def prepend(self, name: str, value: str) -> None:
        """A further line before all others: Via, Record-Route."""
        self._items.insert(0, (canonical_name(name), one_line(value)))
        self._changed()

    def extend(self, lines: Iterable[tuple[str, str]]) -> None:
        """Further lines at the end."""
        self._items += [(known_name(name) or canonical_name(name), one_line(value)) for name, value in lines]
        self._changed()

    def replace_first(self, name: str, value: str, meaning: object = None) -> None:
        """Change the first line of that name and leave the others; nothing where there is none. `meaning` is what
        `read` is to give for it, if that is known.
        """
        wanted = canonical_name(name)
        for index, (known, _) in enumerate(self._items):
            if known == wanted:
                self._items[index] = (wanted, one_line(value))
                self._changed()
                if meaning is not None:
                    self._read[wanted] = meaning
                return

    def remove(self, name: str) -> None:
        """No line of that name."""
        wanted = canonical_name(name)
        self._items = [item for item in self._items if item[0] != wanted]
        self._changed()

    def copy(self) -> Headers:
        """An independent copy."""
        return Headers.of_canonical(list(self._items))

    def _changed(self) -> None:
        self._first = None
        if self._read:
            self._read = {}
