"""Audio that comes in packets, at uneven times, made even."""

from typing import NamedTuple

import numpy as np

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
_NONE, _ALL = bytes(FRAME_UNITS), b"\1" * _CAPACITY_UNITS
_WHOLE = _ALL[: FRAME_UNITS + 1]


class Frame(NamedTuple):
    """20 ms of octets. Where some are missing, `there` has a 1 for each that came, and for the one after the frame;
    None where none is. `flows`: the frame before ended in sound.
    """

    octets: bytes
    there: bytes | None = None
    flows: bool = True

    @property
    def heard(self) -> bytes:
        """The octets that came."""
        if self.there is None:
            return self.octets
        return bytes(octet for octet, came in zip(self.octets, self.there, strict=False) if came)


class JitterBuffer:
    """The payloads of one source by their RTP time, kept back 40 to 200 ms and then given in order.

    A packet that comes too late makes the delay longer; a second in which every packet came early makes it shorter, by
    20 ms at most. All is done on octets: those of many sources are decoded at once.
    """

    def __init__(self) -> None:
        self._octets = bytearray(_CAPACITY_UNITS)
        self._there = bytearray(_CAPACITY_UNITS)  # 1 where a packet has brought the octet
        self._next: int | None = None  # the RTP time of the first octet here
        self._end = 0  # where the latest packet ends, in units from there
        self._flows = False  # whether the frame before ended in sound
        self._frames = 0
        self._least, self._most = MAX_DELAY_UNITS, 0  # how early packets came in this window

    def clear(self) -> None:
        """Forgets everything; the next packet begins anew."""
        self._there[:] = bytes(_CAPACITY_UNITS)
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
        self._note(early)
        end = early + len(payload)
        if end > _CAPACITY_UNITS:
            payload, end = payload[: _CAPACITY_UNITS - early], _CAPACITY_UNITS
        self._octets[early:end] = payload
        self._there[early:end] = _ALL[: end - early]
        if end > self._end:
            self._end = end

    def take(self) -> Frame | None:
        """The next 20 ms; None where there is nothing at all."""
        if self._next is None:
            return None
        frame = None
        if self._end > 0:
            frame = self._first()
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
        self._there[_FADE_UNITS:] = bytes(_CAPACITY_UNITS - _FADE_UNITS)

    def _note(self, early: int) -> None:
        if early < self._least:
            self._least = early
        if early > self._most:
            self._most = early

    def _begin_window(self) -> None:
        self._frames = 0
        self._least, self._most = MAX_DELAY_UNITS, 0

    def _first(self) -> Frame:
        octets, there = bytes(self._octets[:FRAME_UNITS]), bytes(self._there[: FRAME_UNITS + 1])
        if self._flows and there == _WHOLE:
            return Frame(octets)
        frame = Frame(octets, there, self._flows)
        self._flows = bool(there[-2] and there[-1])
        return frame

    def _wait(self, units: int) -> None:
        """Puts off all that is here."""
        assert self._next is not None
        self._octets = (bytearray(units) + self._octets)[:_CAPACITY_UNITS]
        self._there = (bytearray(units) + self._there)[:_CAPACITY_UNITS]
        self._next = (self._next - units) & _MASK
        self._end = min(self._end + units, _CAPACITY_UNITS) if self._end > 0 else 0
        self._most += units

    def _drop(self, units: int) -> None:
        assert self._next is not None
        for kept in (self._octets, self._there):
            del kept[:units]  # moves nothing: a bytearray only notes where it begins
            kept += _NONE[:units]
        self._next = (self._next + units) & _MASK
        self._end -= units

    def _hurry(self) -> None:
        """Leaves out what the delay was longer than anybody needed, up to 20 ms; the seam is faded."""
        spare = min(self._least - MIN_DELAY_UNITS, FRAME_UNITS)
        if spare > 0 and self._end > spare:
            self._drop(spare)
            self._there[_FADE_UNITS] = 0


def spread(samples: Samples, frame: Frame, ratio: int) -> Samples:
    """The samples of the octets that came (`Frame.heard`), where they belong in the 20 ms; all edges are faded.

    `ratio` is how many samples an octet has.
    """
    assert frame.there is not None
    there = np.frombuffer(frame.there, np.bool_)
    here = there[:FRAME_UNITS]
    spaced = np.zeros((FRAME_UNITS, ratio), np.int16)
    spaced[here] = samples.reshape(-1, ratio)
    faded = spaced.reshape(-1)
    rise = np.linspace(0, 1, _FADE_UNITS * ratio, dtype=np.float32)
    for edge in np.flatnonzero(np.diff(there, prepend=frame.flows)).tolist():
        at = edge * ratio
        piece = faded[at:][: len(rise)] if there[edge] else faded[:at][-len(rise) :]
        ramp = rise[: len(piece)] if there[edge] else rise[::-1][len(rise) - len(piece) :]
        piece[:] = piece * ramp
    return faded
