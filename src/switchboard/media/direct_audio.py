"""RTP of a caller whose audio comes in frames, as from a browser, and not from a telephone: PCMU and telephone-events.

Frames come over a connection that may stall and then bring many at once, and from another clock than ours. Times are in
seconds, of any clock that runs evenly.
"""

import secrets
from typing import Final

from switchboard.media import rtp
from switchboard.media.telephone_event import KEYS, TelephoneEventSender

PCMU_TYPE: Final = 0
EVENT_TYPE: Final = 101
FRAME_BYTES: Final = 160
STEP_S: Final = 0.02
SILENCE: Final = b"\xff" * FRAME_BYTES
KEY_MS: Final = 160
MOST_KEYS: Final = 64
"""How many keys may wait to be sent."""

KEEP_ALIVE_S: Final = 0.2
"""How long nothing may be sent. Whoever is quiet for longer (`media.source.QUIET_S`) may lose his place to another."""
AHEAD_S: Final = 0.25
"""How far frames may run ahead of the time: more of them are dropped, so that no delay builds up."""
BEHIND_S: Final = 1.0
"""After a longer pause the next frame is heard as of now, not as of then."""

_AHEAD, _BEHIND, _KEEP_ALIVE = (round(s * rtp.CLOCK_HZ) for s in (AHEAD_S, BEHIND_S, KEEP_ALIVE_S))


class DirectSender:
    """What the caller says and presses, as packets. Call `step` every `STEP_S`."""

    def __init__(self, now_s: float) -> None:
        self._began_s = now_s
        self._ssrc = secrets.randbits(32)
        self._sequence = secrets.randbits(16)
        self._first = secrets.randbits(32)
        self._next = 0
        self._marker = True
        self._keys: TelephoneEventSender | None = None

    def say(self, frame: bytes, now_s: float) -> bytes | None:
        """The packet of a frame of `FRAME_BYTES`; None for one that is dropped: too early, or while a key is held."""
        now = self._elapsed(now_s)
        if self._keys is not None or self._next - now > _AHEAD:
            return None
        if now - self._next > _BEHIND:
            self._next, self._marker = now, True
        return self._audio(frame)

    def press(self, keys: str) -> bool:
        """Press keys one after another; False where too many wait, and none is pressed."""
        assert all(key in KEYS for key in keys)
        waiting = self._keys.left if self._keys is not None else 0
        if waiting + len(keys) > MOST_KEYS:
            return False
        if self._keys is None:
            self._keys = TelephoneEventSender(keys, KEY_MS)
        else:
            self._keys.add(keys)
        return True

    def step(self, now_s: float) -> bytes | None:
        """The packet of a key, or one of silence where nothing was said for long; None for nothing."""
        now = self._elapsed(now_s)
        if self._keys is None:
            if now - self._next < _KEEP_ALIVE:
                return None
            self._next = now
            return self._audio(SILENCE)
        self._next = max(self._next, now)
        event = self._keys.step(self._first + self._next)
        self._next += FRAME_BYTES
        if self._keys.done:
            self._keys, self._marker = None, True
        if event is None:
            return None
        return self._packet(EVENT_TYPE, event.timestamp, event.payload, marker=event.marker)

    def _audio(self, frame: bytes) -> bytes:
        packet = self._packet(PCMU_TYPE, self._first + self._next, frame, marker=self._marker)
        self._next += FRAME_BYTES
        self._marker = False
        return packet

    def _packet(self, payload_type: int, timestamp: int, payload: bytes, *, marker: bool) -> bytes:
        self._sequence += 1
        return rtp.build(
            payload_type=payload_type,
            sequence=self._sequence,
            timestamp=timestamp,
            ssrc=self._ssrc,
            payload=payload,
            marker=marker,
        )

    def _elapsed(self, now_s: float) -> int:
        """On the RTP clock."""
        return round((now_s - self._began_s) * rtp.CLOCK_HZ)


class DirectReceiver:
    """What the caller hears: the payloads of PCMU in their order; what comes late is left out."""

    def __init__(self) -> None:
        self._ssrc: int | None = None
        self._sequence = 0

    def heard(self, datagram: bytes) -> bytes | None:
        packet = rtp.parse(datagram)
        if packet is None or packet.payload_type != PCMU_TYPE or not packet.payload:
            return None
        if packet.ssrc == self._ssrc and rtp.sequence_difference(packet.sequence, self._sequence) <= 0:
            return None
        self._ssrc, self._sequence = packet.ssrc, packet.sequence
        return packet.payload
