"""Listens for tones on all streams of a slot at once."""

from typing import NamedTuple

import numpy as np

from switchboard.media import g711
from switchboard.media.inband import HOP_SAMPLES, InbandDetector

_MAX_QUEUED = 20 * HOP_SAMPLES


class Tone(NamedTuple):
    """What was heard in 10 ms of a row: the digit, if a press begins there, and whether a key is held or has just
    ended.
    """

    row: int
    digit: str | None
    held: bool


class Ear:
    """Collects G.711 payloads per row and runs the detector over them in steps of 10 ms."""

    def __init__(self) -> None:
        self._detector = InbandDetector()
        self._queues: dict[int, bytearray] = {}
        self._alaw: dict[int, bool] = {}
        self._fresh: set[int] = set()

    def listen(self, row: int, *, alaw: bool) -> None:
        """Begins, or goes on, listening to a row."""
        if row not in self._queues:
            self._queues[row] = bytearray()
            self._detector.reset(row)
        self._alaw[row] = alaw

    def forget(self, row: int) -> None:
        """Listens no longer."""
        self._queues.pop(row, None)
        self._alaw.pop(row, None)
        self._fresh.discard(row)

    def hear(self, row: int, payload: bytes) -> None:
        """The row's next audio; more than 200 ms at once is dropped."""
        queue = self._queues.get(row)
        # A burst after a gap is old audio; and a sender of too much must not cost the other streams time.
        if queue is not None and len(queue) + len(payload) <= _MAX_QUEUED:
            queue += payload
            self._fresh.add(row)

    def tones(self) -> list[Tone]:
        """The tones since this was called last, in order."""
        found: list[Tone] = []
        while self._fresh:
            rows = [row for row in self._fresh if len(self._queues[row]) >= HOP_SAMPLES]
            self._fresh = set(rows)
            if rows:
                found += self._step(rows)
        return found

    def _step(self, rows: list[int]) -> list[Tone]:
        octets = np.frombuffer(b"".join(self._take(row) for row in rows), np.uint8).reshape(-1, HOP_SAMPLES)
        alaw = np.array([self._alaw[row] for row in rows])[:, None]
        samples = np.where(alaw, g711.alaw_decode(octets), g711.ulaw_decode(octets))
        indices = np.array(rows, np.intp)
        before = self._detector.held(indices)
        started = dict(self._detector.process(indices, samples))
        held = self._detector.held(indices)
        changed = np.flatnonzero(before | held).tolist()
        return [Tone(rows[at], started.get(rows[at]), bool(held[at])) for at in changed]

    def _take(self, row: int) -> bytes:
        queue = self._queues[row]
        hop = bytes(queue[:HOP_SAMPLES])
        del queue[:HOP_SAMPLES]
        return hop
