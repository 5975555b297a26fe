"""SIP messages: `Headers`, `Request`, `Response` (RFC 3261 §7).

Headers stay the strings that came; the typed properties of a message parse on demand and raise MalformedHeader.
Bytes that are not UTF-8 survive as surrogate escapes, so that what is echoed is echoed exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import CSeq, Via
from switchboard.sip.reasons import reason_phrase
from switchboard.sip.uri import NameAddr

VERSION = "SIP/2.0"

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
_CANONICAL |= {name: name for name in _ODD_CASE}


def canonical_name(name: str) -> str:
    """The long, conventionally capitalised form of a header name: `v` and `VIA` are `Via`."""
    known = _CANONICAL.get(name) or _CANONICAL.get(name.lower())
    return known or "-".join(part.capitalize() for part in name.split("-"))


def _one_line(text: str) -> str:
    if "\r" in text or "\n" in text:
        return " ".join(text.replace("\r", "\n").split("\n"))
    return text


class Headers:
    """Header fields in order; a name may occur several times; names compare without case and in compact form.

    Values given to `set` and `add` are made one line, so that no value can add a header.
    """

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._items = [(canonical_name(name), _one_line(value)) for name, value in items]

    @classmethod
    def of_canonical(cls, items: list[tuple[str, str]]) -> Headers:
        """Headers around `items`, whose names are canonical and whose values are single lines already."""
        headers = cls.__new__(cls)
        headers._items = items
        return headers

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
        wanted = canonical_name(name)
        for known, value in self._items:
            if known == wanted:
                return value
        return default

    def get_all(self, name: str) -> list[str]:
        """Every value of that name, one for each header line."""
        wanted = canonical_name(name)
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
                kept.append((wanted, _one_line(value)))
                placed = True
        if not placed:
            kept.append((wanted, _one_line(value)))
        self._items = kept

    def add(self, name: str, value: str) -> None:
        """A further line at the end."""
        self._items.append((canonical_name(name), _one_line(value)))

    def prepend(self, name: str, value: str) -> None:
        """A further line before all others: Via, Record-Route."""
        self._items.insert(0, (canonical_name(name), _one_line(value)))

    def replace_first(self, name: str, value: str) -> None:
        """Change the first line of that name and leave the others; nothing where there is none."""
        wanted = canonical_name(name)
        for index, (known, _) in enumerate(self._items):
            if known == wanted:
                self._items[index] = (wanted, _one_line(value))
                return

    def remove(self, name: str) -> None:
        """No line of that name."""
        wanted = canonical_name(name)
        self._items = [item for item in self._items if item[0] != wanted]

    def copy(self) -> Headers:
        """An independent copy."""
        return Headers.of_canonical(list(self._items))


def media_type(value: str) -> str:
    """That of a Content-Type or Accept in lower case, without parameters; blanks may stand around the slash (§25.1)."""
    return "/".join(part.strip() for part in value.partition(";")[0].lower().split("/", 1))


class _Message:
    __slots__ = ()

    headers: Headers
    body: bytes

    @property
    def via(self) -> Via:
        """The topmost Via. MalformedHeader."""
        return Via.parse_first(self._required("Via"))

    @property
    def cseq(self) -> CSeq:
        """MalformedHeader."""
        return CSeq.parse(self._required("CSeq"))

    @property
    def call_id(self) -> str:
        """MalformedHeader where there is none."""
        return self._required("Call-ID")

    @property
    def from_(self) -> NameAddr:
        """MalformedHeader."""
        return NameAddr.parse(self._required("From"))

    @property
    def to(self) -> NameAddr:
        """MalformedHeader."""
        return NameAddr.parse(self._required("To"))

    @property
    def contact(self) -> NameAddr | None:
        """The first Contact, None without one or for `*`. MalformedHeader."""
        value = self.headers.get("Contact")
        if value is None or value == "*":
            return None
        return next(iter(NameAddr.parse_list(value)), None)

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters; empty without one."""
        return media_type(self.headers.get("Content-Type") or "")

    def option_tags(self, name: str) -> frozenset[str]:
        """Tokens of Supported, Require, Allow …, all lines together, lower case."""
        tokens = ",".join(self.headers.get_all(name)).split(",")
        return frozenset(token.strip().lower() for token in tokens if token.strip())

    def _required(self, name: str) -> str:
        value = self.headers.get(name)
        if value is None:
            raise MalformedHeader(f"there is no {name}")
        return value

    def _serialize(self, start_line: str) -> bytes:
        lines = [_one_line(start_line)]
        lines += [f"{name}: {value}" for name, value in self.headers if name != "Content-Length"]
        lines.append(f"Content-Length: {len(self.body)}\r\n\r\n")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + self.body


@dataclass(slots=True)
class Request(_Message):
    """A request. `uri` is the Request-URI as text; `SipUri.parse(uri)` types it."""

    method: str
    uri: str
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    def serialize(self) -> bytes:
        """The bytes on the wire; Content-Length is always that of the body."""
        return self._serialize(f"{self.method} {self.uri} {VERSION}")


@dataclass(slots=True)
class Response(_Message):
    """A response. An empty `reason` is filled with the usual phrase."""

    status: int
    reason: str = ""
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    def __post_init__(self) -> None:
        self.reason = self.reason or reason_phrase(self.status)

    @property
    def is_final(self) -> bool:
        """Not 1xx."""
        return self.status >= 200

    @property
    def is_success(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300

    def serialize(self) -> bytes:
        """The bytes on the wire; Content-Length is always that of the body."""
        return self._serialize(f"{VERSION} {self.status} {self.reason}")


Message = Request | Response
