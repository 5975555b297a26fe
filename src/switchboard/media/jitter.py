"""Audio that comes in packets, at uneven times, made even."""

import numpy as np
from numpy.typing import NDArray

from switchboard.media.codec import Decode
from switchboard.media.g711 import Samples
from switchboard.media.rtp import timestamp_difference

FRAME_UNITS = 160
"""What is taken at once, in RTP timestamp units: 20 ms. A unit is an octet of every codec."""
MIN_DELAY_UNITS = 320
MAX_DELAY_UNITS = 1600
_LONGEST_UNITS = 960
_CAPACITY_UNITS = MAX_DELAY_UNITS + _LONGEST_UNITS
_WINDOW_FRAMES = 50
"""How long nobody may have needed the delay before it is shortened: a second."""
_FADE_UNITS = 24
_MASK = 0xFFFFFFFF


class JitterBuffer:
    """The payloads of one source by their RTP time, kept back 40 to 200 ms and then decoded in order.

    A packet that comes too late makes the delay longer; a second in which every packet came early makes it shorter, by
    20 ms at most. ``ratio`` is how many samples ``decode`` makes of an octet. Where packets are missing the edges are
    faded.
    """

    def __init__(self, decode: Decode, ratio: int) -> None:
        self._decode = decode
        self._ratio = ratio
        self._octets = np.zeros(_CAPACITY_UNITS, np.uint8)
        self._there = np.zeros(_CAPACITY_UNITS, np.bool_)  # whether a packet has brought the octet
        self._rise = np.linspace(0, 1, _FADE_UNITS * ratio, dtype=np.float32)
        self._next: int | None = None  # the RTP time of the first octet here
        self._end = 0  # where the latest packet ends, in units from there
        self._flows = False  # whether the frame before ended in sound
        self._frames = 0
        self._least, self._most = MAX_DELAY_UNITS, 0  # how early packets came in this window

    def clear(self) -> None:
        """Forgets everything; the next packet begins anew."""
        self._there[:] = False
        self._next, self._end, self._flows = None, 0, False
        self._begin_window()

    def put(self, timestamp: int, payload: bytes) -> None:
        """A packet, of which what is beyond 120 ms is not kept."""
        if self._next is None:
            self._next = (timestamp - MIN_DELAY_UNITS) & _MASK
        early = timestamp_difference(timestamp, self._next)
        if not -MAX_DELAY_UNITS <= early <= MAX_DELAY_UNITS:  # the sender's clock has begun anew
            self.clear()
            self._next, early = (timestamp - MIN_DELAY_UNITS) & _MASK, MIN_DELAY_UNITS
        if early < 0:
            if self._most - early > MAX_DELAY_UNITS:
                return
            self._wait(-early)
            early = 0
        self._least, self._most = min(self._least, early), max(self._most, early)
        units = min(len(payload), _CAPACITY_UNITS - early)
        self._octets[early : early + units] = np.frombuffer(payload, np.uint8, units)
        self._there[early : early + units] = True
        self._end = max(self._end, early + units)

    def take(self) -> Samples | None:
        """The next 20 ms; None where there is nothing at all."""
        if self._next is None:
            return None
        frame = None
        if self._end > 0:
            frame = self._decoded()
            self._drop(FRAME_UNITS)
        else:
            self._next = (self._next + FRAME_UNITS) & _MASK
        self._frames += 1
        if self._frames == _WINDOW_FRAMES:
            self._hurry()
            self._begin_window()
        return frame

    def hush(self) -> None:
        """Nothing of what is here is heard."""
        self._there[_FADE_UNITS:] = False

    def _begin_window(self) -> None:
        self._frames = 0
        self._least, self._most = MAX_DELAY_UNITS, 0

    def _decoded(self) -> Samples:
        octets, there = self._octets[:FRAME_UNITS], self._there[: FRAME_UNITS + 1]
        if self._flows and there.all():
            return self._decode(octets.tobytes())
        frame = np.zeros((FRAME_UNITS, self._ratio), np.int16)
        here = there[:FRAME_UNITS]
        frame[here] = self._decode(octets[here].tobytes()).reshape(-1, self._ratio)
        samples = frame.reshape(-1)
        self._soften(samples, there)
        self._flows = bool(there[-2] and there[-1])
        return samples

    def _soften(self, frame: Samples, there: NDArray[np.bool_]) -> None:
        """Fades the edges of what is there, in this frame and at its end."""
        for edge in np.flatnonzero(np.diff(there, prepend=self._flows)).tolist():
            at = edge * self._ratio
            piece = frame[at:][: len(self._rise)] if there[edge] else frame[:at][-len(self._rise) :]
            ramp = self._rise[: len(piece)] if there[edge] else self._rise[::-1][len(self._rise) - len(piece) :]
            piece[:] = piece * ramp

    def _wait(self, units: int) -> None:
        """Puts off all that is here."""
        assert self._next is not None
        self._octets[units:] = self._octets[:-units].copy()
        self._there[units:], self._there[:units] = self._there[:-units].copy(), False
        self._next = (self._next - units) & _MASK
        self._end = min(self._end + units, _CAPACITY_UNITS) if self._end > 0 else 0
        self._most += units

    def _drop(self, units: int) -> None:
        assert self._next is not None
        self._octets[:-units] = self._octets[units:].copy()
        self._there[:-units], self._there[-units:] = self._there[units:].copy(), False
        self._next = (self._next + units) & _MASK
        self._end -= units

    def _hurry(self) -> None:
        """Leaves out what the delay was longer than anybody needed, up to 20 ms; the seam is faded."""
        spare = min(self._least - MIN_DELAY_UNITS, FRAME_UNITS)
        if spare > 0 and self._end > spare:
            self._drop(spare)
            self._there[_FADE_UNITS] = False
