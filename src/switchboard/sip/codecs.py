"""The audio codecs, and which of them the formats of a media description mean (RFC 3551, RFC 4733)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from switchboard.sip.sdp import Media


class Codec(StrEnum):
    """Codecs by their rtpmap names. The clock of each, G.722 too, is written as 8000 (RFC 3551 §4.5.2)."""

    PCMU = "PCMU"
    PCMA = "PCMA"
    G722 = "G722"


STATIC_PAYLOAD_TYPES = {Codec.PCMU: 0, Codec.PCMA: 8, Codec.G722: 9}
_BY_STATIC = {str(number): codec for codec, number in STATIC_PAYLOAD_TYPES.items()}


def codecs_of(media: Media) -> tuple[tuple[int, Codec], ...]:
    """Payload types and codecs, in the order of the m= line."""
    return _formats(media.formats, tuple(media.values("rtpmap"))).codecs


def telephone_event_of(media: Media) -> int | None:
    """The payload type of keys."""
    return _formats(media.formats, tuple(media.values("rtpmap"))).telephone_event


@dataclass(frozen=True, slots=True)
class _Formats:
    """The payload types that we know, in the order of the m= line; static ones need no rtpmap."""

    codecs: tuple[tuple[int, Codec], ...]
    telephone_event: int | None


# A phone lists the same formats in each call, and each list is asked several times.
@lru_cache(256)
def _formats(formats: tuple[str, ...], rtpmaps: tuple[str, ...]) -> _Formats:
    pairs = [value.split(None, 1) for value in rtpmaps]
    # Of several rtpmaps for one format, the first counts.
    maps = {pair[0]: pair[1].strip().upper() for pair in reversed(pairs) if len(pair) == 2}
    codecs: list[tuple[int, Codec]] = []
    events: list[int] = []
    for number in filter(_is_payload_type, formats):
        codec = _codec(maps[number]) if number in maps else _BY_STATIC.get(number)
        if codec is not None:
            codecs.append((int(number), codec))
        if maps.get(number) in ("TELEPHONE-EVENT/8000", "TELEPHONE-EVENT/8000/1"):
            events.append(int(number))
    return _Formats(tuple(codecs), events[0] if events else None)


def _codec(encoding: str) -> Codec | None:
    name, _, rest = encoding.partition("/")
    return Codec(name) if name in Codec.__members__ and rest in ("8000", "8000/1") else None


def _is_payload_type(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 127
