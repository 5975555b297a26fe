"""The last seconds of a network stream of music, in a file in memory that one process writes and media workers read.

The head has figures of eight bytes each, which are written at once, and a text. Then come the pieces of `PIECE_S`
(`media/ring_pieces.py`). A piece is written before the figure that says it is there. Times are those of the
monotonic clock, which all processes of a machine have in common. The file never changes its size, so nobody who has
mapped it reads beyond its end.
"""

import mmap
import os
import time
from pathlib import Path
from typing import Final

PIECE_S: Final = 0.5
PIECE_OCTETS: Final = 4_000
"""Of a piece, in all codecs: positions in octets are times."""
PIECES: Final = 16

_MAGIC: Final = 0x5357_4252_4144_0001
_MAGIC_AT, _NEWEST, _WRITTEN_NS, _WANTED_NS, _ALIVE_NS = range(5)
_TEXT_AT = 256
HEAD_BYTES: Final = 4_096
PIECE_BYTES: Final = 6 * PIECE_OCTETS
"""An octet of each form of G.711, and two samples of two octets."""
_BYTES = HEAD_BYTES + PIECES * PIECE_BYTES
_FRESH_S = 2 * PIECE_S


class Ring:
    """The file, mapped. Pieces are numbered from 1; `newest` is 0 while there is none."""

    def __init__(self, mapped: mmap.mmap) -> None:
        self.mapped = mapped
        self._figures = memoryview(mapped).cast("Q")

    @classmethod
    def create(cls, path: Path) -> "Ring":
        """An empty one, in the place of what is there. Raises OSError."""
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.ftruncate(descriptor, _BYTES)
            ring = cls(mmap.mmap(descriptor, _BYTES))
        finally:
            os.close(descriptor)
        ring._figures[_MAGIC_AT] = _MAGIC
        return ring

    @classmethod
    def open(cls, path: Path) -> "Ring":
        """One that is there. Raises OSError, and ValueError for a file that is none."""
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if os.fstat(descriptor).st_size != _BYTES:
                raise ValueError("not of this size")
            ring = cls(mmap.mmap(descriptor, _BYTES))
        finally:
            os.close(descriptor)
        if ring._figures[_MAGIC_AT] != _MAGIC:
            raise ValueError("of another version")
        return ring

    @property
    def newest(self) -> int:
        """The number of the piece that was written last."""
        return self._figures[_NEWEST]

    @property
    def sounds(self) -> bool:
        """Whether pieces are being written."""
        return self.newest > 0 and _since_s(self._figures[_WRITTEN_NS]) < _FRESH_S

    @property
    def unwanted_s(self) -> float:
        """For how long nobody has wanted to hear it."""
        return _since_s(self._figures[_WANTED_NS])

    @property
    def silent_s(self) -> float:
        """For how long its writer has not said that it lives."""
        return _since_s(self._figures[_ALIVE_NS])

    @property
    def failure(self) -> str:
        """Why nothing comes; "" while nothing is known of that."""
        length = self.mapped[_TEXT_AT]
        return self.mapped[_TEXT_AT + 1 : _TEXT_AT + 1 + length].decode("utf-8", "replace")

    def want(self) -> None:
        """Somebody hears it, or would hear it."""
        self._figures[_WANTED_NS] = time.monotonic_ns()

    def live(self) -> None:
        """The writer lives."""
        self._figures[_ALIVE_NS] = time.monotonic_ns()

    def tell(self, failure: str) -> None:
        """The writer says why nothing comes, in up to 255 bytes; "" for nothing."""
        text = failure.encode()[:255]
        self.mapped[_TEXT_AT] = 0
        self.mapped[_TEXT_AT + 1 : _TEXT_AT + 1 + len(text)] = text
        self.mapped[_TEXT_AT] = len(text)

    def written(self) -> None:
        """The piece after the newest one is there."""
        self._figures[_WRITTEN_NS] = time.monotonic_ns()
        self._figures[_NEWEST] += 1


def _since_s(figure: int) -> float:
    return (time.monotonic_ns() - figure) / 1e9
