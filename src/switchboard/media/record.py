"""A call recorded to WAV: 8 kHz, 16 bits, two channels, left what the peer says, right what it hears.

The file is valid after every write: whole frames are appended, then the sizes in the header are put right.
"""

import struct
from pathlib import Path

import numpy as np

from switchboard.media.g711 import Samples

RATE_HZ = 8000
LEFT, RIGHT = 0, 1
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_FRAME_BYTES = 4
_WINDOW = 2 * RATE_HZ
SETTLE_SAMPLES = RATE_HZ // 4
"""Frames younger than this may still get late packets and are not written yet."""
# RIFF has sizes of 32 bits: 37 hours.
_MAX_FRAMES = (0xFFFFFFFF - _HEADER.size) // _FRAME_BYTES


def wav_header(frames: int) -> bytes:
    """The 44-byte RIFF header before that many stereo frames."""
    size = frames * _FRAME_BYTES
    rate_bytes = RATE_HZ * _FRAME_BYTES
    return _HEADER.pack(
        b"RIFF",
        size + _HEADER.size - 8,
        b"WAVE",
        b"fmt ",
        16,
        1,
        2,
        RATE_HZ,
        rate_bytes,
        _FRAME_BYTES,
        16,
        b"data",
        size,
    )


class Recorder:
    """One recording. Positions are samples since its start; what nobody fills is silence. Methods raise OSError."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)
        self._file.write(wav_header(0))
        self._pending = np.zeros((_WINDOW, 2), np.int16)
        self._written = 0

    @property
    def frames(self) -> int:
        """Frames in the file."""
        return self._written

    def put(self, channel: int, position: int, samples: Samples) -> None:
        """Places samples; what is older than the file or beyond the window of 2 s is dropped."""
        start = position - self._written
        first, last = max(0, -start), min(len(samples), _WINDOW - start)
        if first < last:
            self._pending[start + first : start + last, channel] = samples[first:last]

    def flush(self, now: int) -> None:
        """Writes what has settled at position ``now``; call it at least every half second."""
        self._write(now - SETTLE_SAMPLES)

    def close(self, now: int) -> None:
        """Writes everything up to ``now`` and closes the file."""
        try:
            self._write(now)
        finally:
            self._file.close()

    def _write(self, end: int) -> None:
        """Appends frames up to position ``end``, in chunks of at most the window."""
        while (count := min(end - self._written, _WINDOW, _MAX_FRAMES - self._written)) > 0:
            self._file.write(self._pending[:count].astype("<i2").tobytes())
            self._pending[: _WINDOW - count] = self._pending[count:]
            self._pending[_WINDOW - count :] = 0
            self._written += count
        # The header last: whenever the process dies, the sizes cover only frames that are in the file.
        self._file.seek(0)
        self._file.write(wav_header(self._written))
        self._file.seek(0, 2)
