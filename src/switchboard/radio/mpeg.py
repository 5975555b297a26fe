"""Cuts a stream of MPEG audio (MP3 among it) into frames: ISO/IEC 11172-3 and 13818-3, and MPEG 2.5."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

HEAD_BYTES: Final = 4
_LARGEST_FRAME = 6913
"""No frame is larger, of any layer, with the largest bit rate and the lowest sampling rate of its version."""
_RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_FIRST = (
    (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
)
_LATER = (
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_FACTS_AT_MOST = 40
_FACTS = (b"Xing", b"Info", b"VBRI")


@dataclass(frozen=True, slots=True)
class Header:
    """What a frame says of itself. Frames of one `kind` follow one another without a break."""

    kind: int
    rate_hz: int
    samples: int
    length: int


def header(data: bytes | bytearray, at: int) -> Header | None:
    """The header of a frame that begins there; None if none does. Free formats are not understood."""
    if len(data) < at + HEAD_BYTES or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, 4 - (data[at + 1] >> 1 & 3)
    rate, size, padded = data[at + 2] >> 2 & 3, data[at + 2] >> 4, data[at + 2] >> 1 & 1
    if version == 1 or layer == 4 or rate == 3 or size in (0, 15):
        return None
    rate_hz = _RATES_HZ[version][rate]
    bits = 1000 * (_FIRST if version == 3 else _LATER)[layer - 1][size]
    samples = 384 if layer == 1 else 576 if layer == 3 and version != 3 else 1152
    length = (12 * bits // rate_hz + padded) * 4 if layer == 1 else samples // 8 * bits // rate_hz + padded
    mono = data[at + 3] >> 6 == 3
    return Header(version << 5 | layer << 3 | rate << 1 | mono, rate_hz, samples, length)


def facts(frame: bytes, count: int) -> bytes:
    """A frame that goes before `count` frames like that one, and says how many they are: else a decoder of files would
    guess that from the size of the first, and stop too soon. Only layer III has such frames (the Xing header).
    """
    if frame[1] >> 1 & 3 != 1:
        return b""
    # As large as there are, so that there is room, and without a checksum.
    head = bytes((frame[0], frame[1] | 1, frame[2] & 0x0C | 0xE0, frame[3]))
    found = header(head, 0)
    assert found is not None
    is_first, is_mono = frame[1] >> 3 & 3 == 3, frame[3] >> 6 == 3
    side = (17 if is_mono else 32) if is_first else (9 if is_mono else 17)
    said = head + bytes(side) + b"Xing" + (1).to_bytes(4) + count.to_bytes(4)
    return said.ljust(found.length, b"\0")


class MpegFrames:
    """Gives the frames of a stream that may begin anywhere, and in which something else may lie between them."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._locked = False

    def feed(self, data: bytes) -> Iterator[tuple[Header, bytes]]:
        """The frames that are complete."""
        self._data += data
        while (found := self._next()) is not None:
            one, frame = found
            if not any(fact in frame[:_FACTS_AT_MOST] for fact in _FACTS):
                yield one, frame

    def _next(self) -> tuple[Header, bytes] | None:
        at = 0
        while len(self._data) - at >= HEAD_BYTES:
            found = header(self._data, at)
            if found is None:
                # What looks like a header in other data counts only if another one follows where it says.
                self._locked, at = False, self._data.find(b"\xff", at + 1)
                if at < 0:
                    self._data.clear()
                    return None
                continue
            ends = at + found.length
            if len(self._data) < ends + (0 if self._locked else HEAD_BYTES):
                break
            if self._locked or header(self._data, ends) is not None:
                self._locked = True
                frame = bytes(self._data[at:ends])
                del self._data[:ends]
                return found, frame
            at += 1
        del self._data[:at]
        return None
