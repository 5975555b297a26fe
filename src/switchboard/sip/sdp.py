"""Session descriptions (RFC 8866): the lines that offer and answer need; unknown attributes are kept.

What decides nothing may be missing or odd: v=, o=, s=, t=, unknown types, stray lines, case, blanks. What is said of
addresses, audio and codecs may not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from switchboard.sip.errors import MalformedSdp

MAX_SDP_BYTES = 16 * 1024
MAX_MEDIA = 32
_LINE_END = re.compile(r"[\r\n]")
_TIMING = re.compile(r"[0-9]{1,20} [0-9]{1,20}\Z")
Attributes = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The o= line. `version` rises by one with each new description of a session."""

    username: str
    session_id: str
    version: int
    address: str

    def __str__(self) -> str:
        return f"{self.username} {self.session_id} {self.version} {_connection(self.address)}"


@dataclass(frozen=True, slots=True)
class Media:
    """One m= section. `connection` is its own c= address, if any; attributes are `("rtpmap", "0 PCMU/8000")`."""

    kind: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    port_count: int = 1
    connection: str | None = None
    attributes: Attributes = ()

    def attribute(self, name: str) -> str | None:
        """The first value of that name; empty for a flag, None without one."""
        return next((value or "" for known, value in self.attributes if known == name), None)

    def values(self, name: str) -> list[str]:
        """Every value of that name."""
        return [value for known, value in self.attributes if known == name and value is not None]


@dataclass(frozen=True, slots=True)
class SessionDescription:
    """A description; `connection` is the c= address of the session."""

    origin: Origin
    connection: str | None
    media: tuple[Media, ...]
    name: str = "-"
    timing: tuple[str, ...] = ("0 0",)
    attributes: Attributes = ()

    @classmethod
    def parse(cls, body: bytes) -> SessionDescription:
        """The description in a body. Raises MalformedSdp."""
        if len(body) > MAX_SDP_BYTES:
            raise MalformedSdp("a session description is too long")
        lines = _typed_lines(body)
        if not lines:
            raise MalformedSdp("there is no line of a session description")
        starts = [index for index, (kind, _) in enumerate(lines) if kind == "m"]
        if len(starts) > MAX_MEDIA:
            raise MalformedSdp("a session description has too many media")
        media = tuple(_parse_media(lines[start:end]) for start, end in pairwise([*starts, len(lines)]))
        return _parse_session(lines[: starts[0] if starts else len(lines)], media)

    def serialize(self) -> bytes:
        """The body, with CRLF line ends."""
        lines = ["v=0", f"o={self.origin}", f"s={self.name}"]
        if self.connection is not None:
            lines.append(f"c={_connection(self.connection)}")
        lines += [f"t={timing}" for timing in self.timing]
        lines += _attribute_lines(self.attributes)
        for media in self.media:
            lines += _media_lines(media)
        return ("\r\n".join(lines) + "\r\n").encode()

    def address_of(self, media: Media) -> str | None:
        """Where `media` is received: its own address, else that of the session."""
        return media.connection if media.connection is not None else self.connection

    def direction_of(self, media: Media) -> str:
        """sendrecv, sendonly, recvonly or inactive: of the media, else of the session, else sendrecv."""
        for attributes in (media.attributes, self.attributes):
            for name, value in attributes:
                if value is None and name in ("sendrecv", "sendonly", "recvonly", "inactive"):
                    return name
        return "sendrecv"


def _typed_lines(body: bytes) -> list[tuple[str, str]]:
    """Type and value of every line that has them; the others are dropped, and so are NULs."""
    text = body.decode("utf-8", "replace").replace("\0", "")
    pairs = (line.partition("=") for line in _LINE_END.split(text))
    return [(kind.strip().lower(), value.strip()) for kind, equals, value in pairs if equals and len(kind.strip()) == 1]


def _parse_session(lines: list[tuple[str, str]], media: tuple[Media, ...]) -> SessionDescription:
    # Of several lines of a type, the first counts.
    first = dict(reversed(lines))
    return SessionDescription(
        origin=_parse_origin(first.get("o", "")),
        connection=_parse_connection(first.get("c")),
        media=media,
        name=first.get("s") or "-",
        timing=tuple(value for kind, value in lines if kind == "t" and _TIMING.match(value)) or ("0 0",),
        attributes=_parse_attributes(lines),
    )


def _parse_origin(text: str) -> Origin:
    """Nothing is decided by it."""
    words = [*text.split(), "-", "0", "0", "IN", "IP4", "0.0.0.0"][:6]
    return Origin(words[0], words[1], int(words[2]) if _is_number(words[2]) else 0, words[5])


def _parse_connection(text: str | None) -> str | None:
    """The address, of IPv6 also one in brackets, as in a URI; "", which nobody can send to, where it is malformed: that
    matters only to media that need it."""
    if text is None:
        return None
    words = text.split()
    if len(words) != 3 or words[0].upper() != "IN" or words[1].upper() not in ("IP4", "IP6"):
        return ""
    address = words[2].partition("/")[0]
    return address[1:-1] if address.startswith("[") and address.endswith("]") else address


def _parse_media(lines: list[tuple[str, str]]) -> Media:
    """An m= section. Raises MalformedSdp for audio without a port or a protocol; other media count as refused where
    they are malformed.
    """
    words = [*lines[0][1].split(), "", "", ""]
    kind = words[0].lower()
    port, slash, count = words[1].partition("/")
    whole = bool(words[2]) and _is_number(port) and int(port) < 65536 and (not slash or _is_number(count))
    if not whole and kind in ("audio", ""):
        raise MalformedSdp("an m= line is malformed")
    return Media(
        kind=kind,
        port=int(port) if whole else 0,
        protocol=words[2] or "RTP/AVP",
        formats=tuple(word for word in words[3:] if word),
        port_count=int(count) if whole and slash else 1,
        connection=_parse_connection(next((value for kind, value in lines if kind == "c"), None)),
        attributes=_parse_attributes(lines),
    )


def _parse_attributes(lines: list[tuple[str, str]]) -> Attributes:
    pairs = (value.partition(":") for kind, value in lines if kind == "a")
    return tuple((name.strip().lower(), value.strip() or None) for name, _, value in pairs)


def _is_number(text: str) -> bool:
    # int() of a text takes the square of its length.
    return text.isascii() and text.isdigit() and len(text) <= 20


def _connection(address: str) -> str:
    return f"IN {'IP6' if ':' in address else 'IP4'} {address}"


def _attribute_lines(attributes: Attributes) -> list[str]:
    return [f"a={name}" if value is None else f"a={name}:{value}" for name, value in attributes]


def _media_lines(media: Media) -> list[str]:
    count = f"/{media.port_count}" if media.port_count != 1 else ""
    lines = [f"m={media.kind} {media.port}{count} {media.protocol} {' '.join(media.formats)}"]
    if media.connection is not None:
        lines.append(f"c={_connection(media.connection)}")
    return lines + _attribute_lines(media.attributes)
