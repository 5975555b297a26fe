"""From decoded samples to the ring, in real time: a store of seconds evens out how they come from the network."""

import asyncio
from collections import deque
from typing import Final

import numpy as np
import soxr

from switchboard.media.ring import PIECE_S, Ring
from switchboard.media.ring_pieces import RingPieces
from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import RATE_HZ
from switchboard.prompts.encode import NARROWBAND_HZ, Pcm
from switchboard.radio.loudness import Loudness

FIRST_S: Final = 1.5
"""So much is there before anything is heard, at first and whenever nothing was left."""
FULL_S: Final = 10.0
"""So much is stored at most: more is left in the network until there is room."""
_LATE_S = 1.0
_FULL_SCALE = 32_767.0


class Samples:
    """Samples that come in any amounts and are taken in one."""

    def __init__(self) -> None:
        self._parts: deque[FloatArray] = deque()
        self.count = 0

    def put(self, samples: FloatArray) -> None:
        self._parts.append(samples)
        self.count += len(samples)

    def take(self, count: int) -> FloatArray:
        taken: list[FloatArray] = []
        missing = count
        while missing:
            part = self._parts.popleft()
            if len(part) > missing:
                self._parts.appendleft(part[missing:])
                part = part[:missing]
            taken.append(part)
            missing -= len(part)
        self.count -= count
        return np.concatenate(taken)


class Airing:
    """Writes pieces to the ring when their time has come. `room` is set while more may be stored."""

    def __init__(self, ring: Ring) -> None:
        self._pieces = RingPieces(ring)
        self._wide, self._narrow = Samples(), Samples()
        self._down = soxr.ResampleStream(RATE_HZ, NARROWBAND_HZ, 1, dtype="float32", quality="HQ")
        self._loudness = Loudness()
        self._next_s: float | None = None
        self.room = asyncio.Event()
        self.room.set()

    @property
    def stored_s(self) -> float:
        return self._narrow.count / NARROWBAND_HZ

    @property
    def sounds(self) -> bool:
        """Whether pieces are being written."""
        return self._next_s is not None

    def put(self, samples: FloatArray) -> None:
        """Store samples at 16 kHz."""
        levelled = self._loudness.level(samples)
        self._wide.put(levelled)
        self._narrow.put(self._down.resample_chunk(levelled))
        self._look_for_room()

    def air(self, now_s: float) -> float:
        """Write the piece that is due, if there is one; returns after how many seconds to ask again."""
        if self._next_s is None:
            if self.stored_s < FIRST_S:
                return PIECE_S / 10
            self._next_s = now_s
        if self._next_s > now_s:
            return self._next_s - now_s
        if self.stored_s < PIECE_S:
            self._next_s = None
            return PIECE_S / 10
        wide, narrow = self._wide.take(round(PIECE_S * RATE_HZ)), self._narrow.take(round(PIECE_S * NARROWBAND_HZ))
        self._pieces.write(_quantised(wide), _quantised(narrow))
        self._look_for_room()
        # After a pause of the machine what was missed is not caught up with.
        self._next_s = now_s if now_s - self._next_s > _LATE_S else self._next_s + PIECE_S
        return max(0.0, self._next_s - now_s)

    def _look_for_room(self) -> None:
        if self.stored_s < FULL_S:
            self.room.set()
        else:
            self.room.clear()


def _quantised(values: FloatArray) -> Pcm:
    quantised: Pcm = np.rint(values * _FULL_SCALE).astype(np.int16)
    return quantised
