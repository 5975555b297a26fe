"""Cuts a stream of Ogg (RFC 3533) into pages, and tells those that say how the others are decoded."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAGIC: Final = b"OggS"
_HEAD_BYTES = 27
_GRANULE, _SERIAL = struct.Struct("<q"), struct.Struct("<I")
_BEGINS = 2
OPUS_HZ: Final = 48_000
"""What the positions of Opus count in, whatever the rate that it is decoded to (RFC 7845 §4)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came. `granule` is the position at its end, -1 where no packet ends in it."""

    data: bytes
    begins: bool
    granule: int
    serial: int

    @property
    def content(self) -> bytes:
        """The beginning of what it holds."""
        start = _HEAD_BYTES + self.data[_HEAD_BYTES - 1]
        return self.data[start : start + 64]


class OggPages:
    """Gives the pages of a stream."""

    def __init__(self) -> None:
        self._data = bytearray()

    def feed(self, data: bytes) -> Iterator[Page]:
        """The pages that are complete. What lies between pages is skipped."""
        self._data += data
        while (page := self._next()) is not None:
            yield page

    def _next(self) -> Page | None:
        at = self._data.find(MAGIC)
        if at < 0:
            del self._data[: max(0, len(self._data) - len(MAGIC) + 1)]
            return None
        del self._data[:at]
        if len(self._data) < _HEAD_BYTES:
            return None
        segments = self._data[_HEAD_BYTES - 1]
        length = _HEAD_BYTES + segments + sum(self._data[_HEAD_BYTES : _HEAD_BYTES + segments])
        if len(self._data) < _HEAD_BYTES + segments or len(self._data) < length:
            return None
        page = bytes(self._data[:length])
        del self._data[:length]
        granule, serial = _GRANULE.unpack_from(page, 6)[0], _SERIAL.unpack_from(page, 14)[0]
        return Page(page, bool(page[5] & _BEGINS), granule, serial)


def positions_hz(first: Page) -> int | None:
    """What the positions of a logical stream count in, by its first page; None for what is no sound."""
    content = first.content
    if content.startswith(b"OpusHead"):
        return OPUS_HZ
    if content.startswith(b"\x01vorbis"):
        return int.from_bytes(content[12:16], "little") or None
    return None
