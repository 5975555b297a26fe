"""Listens for tones on all streams of a slot at once."""

import numpy as np

from switchboard.media import g711
from switchboard.media.inband import HOP_SAMPLES, InbandDetector

_MAX_QUEUED = 20 * HOP_SAMPLES


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
        if queue is not None and len(queue) + len(payload) <= _MAX_QUEUED:
            queue += payload
            self._fresh.add(row)

    def new_keys(self) -> list[tuple[int, str]]:
        """The presses that began in what was heard since the last call, with their rows."""
        found: list[tuple[int, str]] = []
        while self._fresh:
            rows = [row for row in self._fresh if len(self._queues[row]) >= HOP_SAMPLES]
            self._fresh = set(rows)
            if rows:
                found += self._step(rows)
        return found

    def _step(self, rows: list[int]) -> list[tuple[int, str]]:
        octets = np.frombuffer(b"".join(self._take(row) for row in rows), np.uint8).reshape(-1, HOP_SAMPLES)
        alaw = np.array([self._alaw[row] for row in rows])[:, None]
        samples = np.where(alaw, g711.alaw_decode(octets), g711.ulaw_decode(octets))
        return self._detector.process(np.array(rows, np.intp), samples)

    def _take(self, row: int) -> bytes:
        queue = self._queues[row]
        hop = bytes(queue[:HOP_SAMPLES])
        del queue[:HOP_SAMPLES]
        return hop
