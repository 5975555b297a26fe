"""Cuts a stream into pieces of half a second that are whole files: so a decoder of files plays a stream without end.

A decoder needs what came before: MP3 frames refer back to earlier ones, and all codecs overlap. So each piece begins
with the end of the one before it, and of what is decoded only the last part is used. Pieces join to the sample.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from switchboard.errors import UndecodableAudio
from switchboard.radio.mpeg import Header, MpegFrames, facts
from switchboard.radio.ogg import MAGIC, OggPages, Page, positions_hz

PIECE_S: Final = 0.5
_FRAMES_BEFORE = 10
"""A frame of MP3 begins up to 511 octets before its header, which small frames need many for."""
_OVERLAP_S = 0.2
_MOST_PAGES = 64
_MOST_HEAD_BYTES = 262_144
_GIVEN_UP_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, of which only the end is used: `length` in units of `hz`, None for all of it."""

    data: bytes
    length: int | None
    hz: int


class Cutter:
    """Tells MPEG audio and Ogg apart by the first octets. Raises UndecodableAudio for what is neither."""

    def __init__(self) -> None:
        self._begun = b""
        self._cutter: MpegPieces | OggPieces | None = None
        self._fruitless = 0

    def feed(self, data: bytes) -> Iterator[Piece]:
        """The pieces that are complete."""
        if self._cutter is None:
            data = self._begun + data
            if len(data) < len(MAGIC):
                self._begun = data
                return
            self._cutter = OggPieces() if data.startswith(MAGIC) else MpegPieces()
        self._fruitless += len(data)
        for piece in self._cutter.feed(data):
            self._fruitless = 0
            yield piece
        if self._fruitless > _GIVEN_UP_BYTES:
            raise UndecodableAudio("it is neither MP3 nor Ogg with Vorbis or Opus")


class MpegPieces:
    """Pieces of MPEG audio."""

    def __init__(self) -> None:
        self._frames = MpegFrames()
        self._kind: int | None = None
        self._before: deque[bytes] = deque(maxlen=_FRAMES_BEFORE)
        self._now: list[bytes] = []

    def feed(self, data: bytes) -> Iterator[Piece]:
        """The pieces that are complete."""
        for head, frame in self._frames.feed(data):
            if head.kind != self._kind:
                self._kind = head.kind
                self._before.clear()
                self._now.clear()
            self._now.append(frame)
            if len(self._now) * head.samples >= PIECE_S * head.rate_hz:
                yield self._piece(head)

    def _piece(self, head: Header) -> Piece:
        frames = [*self._before, *self._now]
        piece = Piece(facts(frames[0], len(frames)) + b"".join(frames), len(self._now) * head.samples, head.rate_hz)
        self._before.extend(self._now)
        self._now.clear()
        return piece


class OggPieces:
    """Pieces of the sound in an Ogg stream. With each song a new logical stream may begin (RFC 3533 §4)."""

    def __init__(self) -> None:
        self._pages = OggPages()
        self._serial: int | None = None
        self._hz = 0
        self._heads: list[Page] = []
        self._in_heads = False
        self._before: list[Page] = []
        self._now: list[Page] = []

    def feed(self, data: bytes) -> Iterator[Piece]:
        """The pieces that are complete."""
        for page in self._pages.feed(data):
            if page.begins and (hz := positions_hz(page)) is not None:
                self._begin(page, hz)
            elif page.serial == self._serial and not page.begins:
                yield from self._take(page)

    def _begin(self, page: Page, hz: int) -> None:
        self._serial, self._hz = page.serial, hz
        self._heads, self._in_heads, self._before, self._now = [page], True, [], []

    def _take(self, page: Page) -> Iterator[Piece]:
        # Only pages of headers are at the position 0, or end no packet (RFC 7845 §3, Vorbis I §A.2).
        self._in_heads = self._in_heads and page.granule <= 0
        if self._in_heads:
            self._heads.append(page)
            if sum(len(head.data) for head in self._heads) > _MOST_HEAD_BYTES:
                raise UndecodableAudio("its headers are too large")
            return
        self._now.append(page)
        if (page.granule >= 0 and self._lasts_s(page) >= PIECE_S) or len(self._now) >= _MOST_PAGES:
            yield self._piece()

    def _lasts_s(self, last: Page) -> float:
        return (last.granule - self._before[-1].granule) / self._hz if self._before else PIECE_S

    def _piece(self) -> Piece:
        data = b"".join(page.data for page in (*self._heads, *self._before, *self._now))
        ended = [page for page in self._now if page.granule >= 0]
        begun = bool(self._before) and bool(ended)
        length = max(0, ended[-1].granule - self._before[-1].granule) if begun else None
        self._before = self._overlap([*self._before, *ended])
        self._now = []
        return Piece(data, length, self._hz)

    def _overlap(self, pages: list[Page]) -> list[Page]:
        """The last ones, which go before the next piece."""
        at = len(pages) - 1
        while (
            at > 0 and (pages[-1].granule - pages[at].granule) < _OVERLAP_S * self._hz and len(pages) - at < _MOST_PAGES
        ):
            at -= 1
        return pages[max(0, at) :]
