"""WAV files of 16-bit samples that are valid after every write, whenever the process dies."""

import errno
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

# The calls process reads durations, and needs no numpy for that.
if TYPE_CHECKING:
    from switchboard.media.g711 import Samples

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
HEADER_BYTES = _HEADER.size
_SAMPLE_BYTES = 2
# RIFF has sizes of 32 bits.
_MAX_BYTES = 0xFFFFFFFF - _HEADER.size


def wav_header(frames: int, rate_hz: int, channels: int) -> bytes:
    """The 44-byte RIFF header before that many frames, of one sample for each channel."""
    frame_bytes = channels * _SAMPLE_BYTES
    size = frames * frame_bytes
    return _HEADER.pack(
        b"RIFF",
        size + _HEADER.size - 8,
        b"WAVE",
        b"fmt ",
        16,
        1,
        channels,
        rate_hz,
        rate_hz * frame_bytes,
        frame_bytes,
        8 * _SAMPLE_BYTES,
        b"data",
        size,
    )


def duration_ms(path: Path) -> int:
    """How much sound a file of this module holds, by its header. Raises OSError, also for another file."""
    with path.open("rb") as file:
        return duration_in(file.read(HEADER_BYTES))


def duration_in(header: bytes) -> int:
    """The same for its first HEADER_BYTES."""
    if len(header) < _HEADER.size or header[:4] != b"RIFF":
        raise OSError(errno.EINVAL, "not a WAV file")
    *_, rate_bytes, _frame_bytes, _bits, _data, size = _HEADER.unpack(header)
    return int(size) * 1000 // max(1, int(rate_bytes))


class WavFile:
    """A file that grows at its end. Methods raise OSError; after one the file holds what was written before."""

    def __init__(self, path: Path, rate_hz: int, channels: int) -> None:
        self._rate_hz = rate_hz
        self._channels = channels
        self._frame_bytes = channels * _SAMPLE_BYTES
        self._file: BinaryIO = path.open("wb", buffering=0)
        self.frames = 0
        self._write_header()

    def append(self, samples: "Samples") -> None:
        """Adds frames, of shape (frames,) or (frames, channels); those for which a WAV file has no room are dropped."""
        room = _MAX_BYTES // self._frame_bytes - self.frames
        data = samples[:room].astype("<i2").tobytes()
        start = _HEADER.size + self.frames * self._frame_bytes
        written = os.pwrite(self._file.fileno(), data, start)
        self.frames += written // self._frame_bytes
        # The header last: its sizes cover only frames that are in the file.
        self._write_header()
        if written < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def cut(self, frames: int) -> None:
        """Keeps only the first so many frames."""
        if frames < self.frames:
            self.frames = max(0, frames)
            self._write_header()
            os.ftruncate(self._file.fileno(), _HEADER.size + self.frames * self._frame_bytes)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _write_header(self) -> None:
        os.pwrite(self._file.fileno(), wav_header(self.frames, self._rate_hz, self._channels), 0)
