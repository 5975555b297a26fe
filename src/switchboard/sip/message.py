"""SIP messages: `Request` and `Response` (RFC 3261 §7).

Headers stay the strings that came; the typed properties of a message parse on demand and raise MalformedHeader.
Bytes that are not UTF-8 survive as surrogate escapes, so that what is echoed is echoed exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.header_fields import Headers, one_line
from switchboard.sip.headers import CSeq, Via
from switchboard.sip.reasons import reason_phrase
from switchboard.sip.uri import NameAddr

T = TypeVar("T")

VERSION = "SIP/2.0"
NO_TAGS: frozenset[str] = frozenset()


def media_type(value: str) -> str:
    """That of a Content-Type or Accept in lower case, without parameters; blanks may stand around the slash (§25.1)."""
    return "/".join(part.strip() for part in value.partition(";")[0].lower().split("/", 1))


class _Message:
    __slots__ = ()

    headers: Headers
    body: bytes

    @property
    def via(self) -> Via:
        """The topmost Via. Raises MalformedHeader."""
        return self._read("Via", Via.parse_first)

    @property
    def cseq(self) -> CSeq:
        """The CSeq. Raises MalformedHeader."""
        return self._read("CSeq", CSeq.parse)

    @property
    def call_id(self) -> str:
        """The Call-ID. Raises MalformedHeader without one."""
        value = self.headers.first.get("Call-ID")
        if value is None:
            raise MalformedHeader("there is no Call-ID")
        return value

    @property
    def from_(self) -> NameAddr:
        """The From address. Raises MalformedHeader."""
        return self._read("From", NameAddr.parse)

    @property
    def to(self) -> NameAddr:
        """The To address. Raises MalformedHeader."""
        return self._read("To", NameAddr.parse)

    @property
    def contact(self) -> NameAddr | None:
        """The first Contact, None without one or for `*`. Raises MalformedHeader."""
        value = self.headers.first.get("Contact")
        if value is None or value == "*":
            return None
        return next(iter(NameAddr.parse_list(value)), None)

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters; empty without one."""
        return media_type(self.headers.get("Content-Type") or "")

    def option_tags(self, name: str) -> frozenset[str]:
        """Tokens of Supported, Require, Allow …, all lines together, lower case."""
        values = self.headers.get_all(name)
        if not values:
            return NO_TAGS
        tokens = ",".join(values).split(",")
        return frozenset(token.strip().lower() for token in tokens if token.strip())

    def _read(self, name: str, parse: Callable[[str], T]) -> T:
        value = self.headers.read(name, parse)
        if value is None:
            raise MalformedHeader(f"there is no {name}")
        return value

    def _serialize(self, start_line: str) -> bytes:
        lines = [one_line(start_line)]
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
        """Whether the status is not 1xx."""
        return self.status >= 200

    @property
    def is_success(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300

    def serialize(self) -> bytes:
        """The bytes on the wire; Content-Length is always that of the body."""
        return self._serialize(f"{VERSION} {self.status} {self.reason}")


Message = Request | Response
