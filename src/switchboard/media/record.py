"""A call recorded to WAV: 8 kHz, 16 bits, two channels, left what the peer says, right what it hears."""

from pathlib import Path

from switchboard.media.g711 import Samples
from switchboard.media.settling import SettlingWindow
from switchboard.media.wav import WavFile

RATE_HZ = 8000
LEFT, RIGHT = 0, 1


class Recorder:
    """One recording. Positions are samples since its start; what nobody fills is silence. Methods raise OSError."""

    def __init__(self, path: Path) -> None:
        self._file = WavFile(path, RATE_HZ, channels=2)
        self._window = SettlingWindow(RATE_HZ, channels=2)

    @property
    def frames(self) -> int:
        """Frames in the file."""
        return self._file.frames

    def put(self, channel: int, position: int, samples: Samples) -> None:
        """Places samples; what is older than the file or beyond the window of 2 s is dropped."""
        self._window.put(channel, position, samples)

    def flush(self, now: int) -> None:
        """Writes what has settled at position ``now``; call it at least every half second."""
        self._write(self._window.settled(now))

    def close(self, now: int) -> None:
        """Writes everything up to ``now`` and closes the file."""
        try:
            self._write(now)
        finally:
            self._file.close()

    def _write(self, end: int) -> None:
        for frames in self._window.take(end):
            self._file.append(frames)
