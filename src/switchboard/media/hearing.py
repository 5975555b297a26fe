"""Listens for tones of keys and fax machines on all streams of a slot at once."""

from typing import NamedTuple

import numpy as np

from switchboard.media import g711
from switchboard.media.fax_tone import FaxDetector
from switchboard.media.g711 import Samples
from switchboard.media.inband import HOP_SAMPLES, InbandDetector

FAX = "F"
"""As what key the tone of a fax machine counts."""

_HOP_S = 0.01
_PATIENCE_S = 0.1
"""How long a packet may be late before the peer counts as quiet."""

_ULAW_SILENCE, _ALAW_SILENCE = b"\xff", b"\xd5"
_MAX_QUEUED = 20 * HOP_SAMPLES


class Tone(NamedTuple):
    """What was heard in 10 ms of a row: the digit, if a press begins there, and whether a key is held or has just
    ended.
    """

    row: int
    digit: str | None
    held: bool


class Ear:
    """Collects G.711 payloads per row and runs the detectors over them in steps of 10 ms."""

    def __init__(self) -> None:
        self._keys = InbandDetector()
        self._fax = FaxDetector()
        self._queues: dict[int, bytearray] = {}
        self._alaw: dict[int, bool] = {}
        self._for_keys: set[int] = set()
        self._for_fax: set[int] = set()
        self._fresh: set[int] = set()
        self._known_s: dict[int, float] = {}

    def listen(self, row: int, *, alaw: bool, keys: bool, fax: bool) -> None:
        """Begins, or goes on, listening to a row: for keys, for a fax machine, or for both."""
        self._queues.setdefault(row, bytearray())
        self._alaw[row] = alaw
        for wanted, rows, detector in ((keys, self._for_keys, self._keys), (fax, self._for_fax, self._fax)):
            if wanted and row not in rows:
                detector.reset(row)
                rows.add(row)
            elif not wanted:
                rows.discard(row)

    def forget(self, row: int) -> None:
        """Listens no longer."""
        self._queues.pop(row, None)
        self._alaw.pop(row, None)
        self._known_s.pop(row, None)
        for rows in (self._for_keys, self._for_fax, self._fresh):
            rows.discard(row)

    def hear(self, row: int, payload: bytes) -> None:
        """The row's next audio; more than 200 ms at once is dropped."""
        queue = self._queues.get(row)
        # A burst after a gap is old audio; and a sender of too much must not cost the other streams time.
        if queue is not None and len(queue) + len(payload) <= _MAX_QUEUED:
            queue += payload
            self._fresh.add(row)

    def tones(self, now_s: float = 0.0) -> list[Tone]:
        """The tones since this was called last, in order."""
        found: list[Tone] = []
        self._fill_silence(now_s)
        while self._fresh:
            rows = [row for row in self._fresh if len(self._queues[row]) >= HOP_SAMPLES]
            self._fresh = set(rows)
            if rows:
                found += self._step(rows)
        return found

    def _fill_silence(self, now_s: float) -> None:
        """Who sends nothing is quiet: with silence suppression no packet comes between two bursts of a fax machine."""
        for row in self._for_fax:
            known_s = self._known_s.setdefault(row, now_s)
            if row in self._fresh:
                known_s = now_s + _PATIENCE_S
            elif known_s + _HOP_S <= now_s:
                self._queues[row] += (_ALAW_SILENCE if self._alaw[row] else _ULAW_SILENCE) * HOP_SAMPLES
                self._fresh.add(row)
                known_s += _HOP_S
            self._known_s[row] = known_s

    def _step(self, rows: list[int]) -> list[Tone]:
        octets = np.frombuffer(b"".join(self._take(row) for row in rows), np.uint8).reshape(-1, HOP_SAMPLES)
        alaw = np.array([self._alaw[row] for row in rows])[:, None]
        samples = np.where(alaw, g711.alaw_decode(octets), g711.ulaw_decode(octets))
        return [*self._key_tones(rows, samples), *self._fax_tones(rows, samples)]

    def _key_tones(self, rows: list[int], samples: Samples) -> list[Tone]:
        rows, samples = _only(self._for_keys, rows, samples)
        indices = np.array(rows, np.intp)
        before = self._keys.held(indices)
        started = dict(self._keys.process(indices, samples))
        held = self._keys.held(indices)
        changed = np.flatnonzero(before | held).tolist()
        return [Tone(rows[at], started.get(rows[at]), bool(held[at])) for at in changed]

    def _fax_tones(self, rows: list[int], samples: Samples) -> list[Tone]:
        if not self._for_fax:
            return []
        rows, samples = _only(self._for_fax, rows, samples)
        return [Tone(row, FAX, held=False) for row in self._fax.process(np.array(rows, np.intp), samples)]

    def _take(self, row: int) -> bytes:
        queue = self._queues[row]
        hop = bytes(queue[:HOP_SAMPLES])
        del queue[:HOP_SAMPLES]
        return hop


def _only(wanted: set[int], rows: list[int], samples: Samples) -> tuple[list[int], Samples]:
    """The rows that are wanted, and their samples."""
    at = [index for index, row in enumerate(rows) if row in wanted]
    return (rows, samples) if len(at) == len(rows) else ([rows[index] for index in at], samples[at])
