"""From the octets of a stream to samples of one channel, without end. What is damaged is left out."""

from collections.abc import Iterator

import numpy as np
import soundfile
import soxr

from switchboard.errors import UndecodableAudio
from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import MAX_CHANNELS, MAX_RATE_HZ, MIN_RATE_HZ, RATE_HZ, ReadableMemory
from switchboard.radio.pieces import Cutter, Piece

_MOST_S = 10.0
"""Of a piece: whatever it claims, no more of it is decoded."""
_MOST_DAMAGED = 20


class StreamDecoder:
    """Decodes one connection: its pieces follow one another without a break."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._rate_hz = 0
        self._resampled: soxr.ResampleStream | None = None
        self._damaged = 0

    def feed(self, data: bytes) -> Iterator[FloatArray]:
        """Samples at `RATE_HZ`, full scale 1.0. Raises UndecodableAudio for what cannot be decoded at all."""
        for piece in self._cutter.feed(data):
            try:
                values, rate_hz = _decoded(piece)
            except (soundfile.SoundFileError, RuntimeError, ValueError, TypeError):
                self._damaged += 1
                if self._damaged > _MOST_DAMAGED:
                    raise UndecodableAudio("it is damaged") from None
                continue
            self._damaged = 0
            yield self._at_our_rate(values, rate_hz)

    def _at_our_rate(self, values: FloatArray, rate_hz: int) -> FloatArray:
        if rate_hz == RATE_HZ:
            return values
        if self._resampled is None or rate_hz != self._rate_hz:
            self._resampled = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32", quality="HQ")
            self._rate_hz = rate_hz
        resampled: FloatArray = self._resampled.resample_chunk(values)
        return resampled


def _decoded(piece: Piece) -> tuple[FloatArray, int]:
    """One channel, and its rate. Raises what libsndfile raises, and ValueError for rates and channels that no stream
    has.
    """
    with soundfile.SoundFile(ReadableMemory(piece.data)) as file:
        rate_hz = file.samplerate
        if not (MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ and 1 <= file.channels <= MAX_CHANNELS):
            raise ValueError("of no known form")
        file.seek(0)  # else libsndfile begins elsewhere in an Opus stream whose beginning is missing
        block = file.read(int(_MOST_S * rate_hz), dtype="float32", always_2d=True)
    # Of a float that is no number nothing can be made.
    values: FloatArray = np.nan_to_num(block.mean(axis=1, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    if piece.length is None:
        return values, rate_hz
    length = round(piece.length * rate_hz / piece.hz)
    return values[max(0, len(values) - length) :], rate_hz
