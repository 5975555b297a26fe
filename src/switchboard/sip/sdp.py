"""Session descriptions (RFC 8866): the lines that offer and answer need; unknown attributes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from switchboard.sip.errors import MalformedSdp

MAX_SDP_BYTES = 16 * 1024
MAX_MEDIA = 32
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
        """MalformedSdp."""
        if len(body) > MAX_SDP_BYTES:
            raise MalformedSdp("a session description is too long")
        lines = [_split_line(line) for line in body.decode("utf-8", "replace").splitlines() if line.strip()]
        if not lines or lines[0] != ("v", "0"):
            raise MalformedSdp("a session description does not begin with v=0")
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


def _split_line(line: str) -> tuple[str, str]:
    if len(line) < 2 or line[1] != "=":
        raise MalformedSdp("a line has no type")
    return line[0], line[2:].strip()


def _parse_session(lines: list[tuple[str, str]], media: tuple[Media, ...]) -> SessionDescription:
    first = dict(reversed(lines))
    if "o" not in first:
        raise MalformedSdp("there is no o= line")
    connection = first.get("c")
    return SessionDescription(
        origin=_parse_origin(first["o"]),
        connection=None if connection is None else _parse_connection(connection),
        media=media,
        name=first.get("s") or "-",
        timing=tuple(value for kind, value in lines if kind == "t") or ("0 0",),
        attributes=_parse_attributes(lines),
    )


def _parse_origin(text: str) -> Origin:
    words = text.split()
    if len(words) != 6:
        raise MalformedSdp("the o= line is malformed")
    return Origin(words[0], words[1], _number(words[2], 2**64), words[5])


def _parse_connection(text: str) -> str:
    words = text.split()
    if len(words) != 3 or words[0] != "IN" or words[1] not in ("IP4", "IP6"):
        raise MalformedSdp("a c= line is malformed")
    return words[2].partition("/")[0]


def _parse_media(lines: list[tuple[str, str]]) -> Media:
    words = lines[0][1].split()
    if len(words) < 4:
        raise MalformedSdp("an m= line is malformed")
    port, slash, count = words[1].partition("/")
    connection = next((value for kind, value in lines if kind == "c"), None)
    return Media(
        kind=words[0],
        port=_number(port, 65536),
        protocol=words[2],
        formats=tuple(words[3:]),
        port_count=_number(count, 65536) if slash else 1,
        connection=None if connection is None else _parse_connection(connection),
        attributes=_parse_attributes(lines),
    )


def _parse_attributes(lines: list[tuple[str, str]]) -> Attributes:
    pairs = (value.partition(":") for kind, value in lines if kind == "a")
    return tuple((name, value.strip() if colon else None) for name, colon, value in pairs)


def _number(text: str, below: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 20) or int(text) >= below:
        raise MalformedSdp("a number is malformed or too large")
    return int(text)


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
