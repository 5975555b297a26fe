"""Parameters of URIs and headers: `;name=value;flag`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from switchboard.sip.errors import MalformedHeader

MAX_PIECES = 100
"""The most that a list may have: addresses, hops, parameters, values."""
_STOPS = {",": re.compile('[",<]'), ";": re.compile('[";<]')}
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Params(Mapping[str, str | None]):
    """Parameters: immutable, ordered and hashable. Names compare without regard to case; a flag has the value None."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, str | None] | Iterable[tuple[str, str | None]] = ()) -> None:
        pairs = items.items() if isinstance(items, dict | Mapping) else items
        self._items: dict[str, str | None] = {name.lower(): value for name, value in pairs}

    def __getitem__(self, name: str) -> str | None:
        return self._items[name.lower()]

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What `Mapping` has too, by way of an exception for each parameter that is not there."""
        return self._items.get(name.lower(), default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._items

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Params) and self._items == other._items

    def __repr__(self) -> str:
        return f"Params({self._items!r})"

    def __str__(self) -> str:
        return "".join(f";{name}" if value is None else f";{name}={value}" for name, value in self._items.items())

    def with_(self, name: str, value: str | None = None) -> Params:
        """Returns a copy in which `name` is `value`."""
        changed = Params.__new__(Params)
        changed._items = {**self._items, name.lower(): value}
        return changed

    def without(self, *names: str) -> Params:
        """A copy that lacks these names."""
        gone = {name.lower() for name in names}
        return Params({name: value for name, value in self._items.items() if name not in gone})


NO_PARAMS = Params()


def split_outside_quotes(text: str, separator: Literal[",", ";"]) -> list[str]:
    """Pieces of `text` between separators that stand outside `"…"` and `<…>`, stripped.

    MalformedHeader: a quoted string or angle bracket that does not end, or too many pieces.
    """
    if '"' not in text and "<" not in text:
        pieces = text.split(separator, MAX_PIECES)
        _check_count(pieces)
        return [piece.strip() for piece in pieces]
    pieces, start, position = [], 0, 0
    while (stop := _STOPS[separator].search(text, position)) is not None:
        position = stop.start()
        if stop[0] == '"':
            position = end_of_quotes(text, position)
        elif stop[0] == "<":
            position = text.find(">", position)
            if position < 0:
                raise MalformedHeader("an angle bracket does not close")
        else:
            pieces.append(text[start:position].strip())
            _check_count(pieces)
            start = position + 1
        position += 1
    pieces.append(text[start:].strip())
    _check_count(pieces)
    return pieces


def _check_count(pieces: list[str]) -> None:
    if len(pieces) > MAX_PIECES:
        raise MalformedHeader("a list is too long")


def end_of_quotes(text: str, start: int) -> int:
    """Index of the quote that ends the quoted string that begins at `start`. Raises MalformedHeader."""
    quoted = _QUOTED.match(text, start)
    if quoted is None:
        raise MalformedHeader("a quoted string does not close")
    return quoted.end() - 1


def parse_params(text: str) -> Params:
    """Parameters of `;a=b;c="d"`, with or without the first semicolon; quotes are kept in the values.

    MalformedHeader: an empty name, an open quote, or too many.
    """
    if not text:
        return NO_PARAMS
    items: list[tuple[str, str | None]] = []
    for piece in split_outside_quotes(text, ";"):
        if not piece:
            continue
        name, equals, value = piece.partition("=")
        name = name.strip()
        if not name or " " in name:
            raise MalformedHeader("a parameter has no name")
        items.append((name, value.strip() if equals else None))
    return Params(items)


def quote(text: str) -> str:
    """`text` as a quoted-string; line ends become spaces."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r", " ").replace("\n", " ") + '"'


def unquote(text: str) -> str:
    """The content of a quoted-string; other text unchanged."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    out, escaped = [], False
    for char in inner:
        if char == "\\" and not escaped:
            escaped = True
            continue
        out.append(char)
        escaped = False
    return "".join(out)
