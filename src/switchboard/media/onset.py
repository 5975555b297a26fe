"""Prompts that begin between two slots of their row: a caller who presses a key hears the answer at once.

The first packet of a prompt leaves when the prompt is there, as a new talkspurt (RFC 3551 §4.1): with the marker, and
the timestamp of that moment. The next one leaves in the row's slots as before. No two leave within `APART_S`. After a
key that has stopped a prompt no silence is sent for a packet's time: it would only be in the way of what follows.
"""

import math
from collections.abc import Callable

import numpy as np

from switchboard.media.rows import SLOT_S, Indices, Rows
from switchboard.media.rtp import CLOCK_HZ

APART_S = 0.010
"""Jitter buffers take two packets that come closer for one that was late."""
_LATE_S = 0.001
"""By so much less they may come where the first one was sent that late: exactly between two slots that is each one."""
_APART_UNITS = round(APART_S * CLOCK_HZ)

SendAudio = Callable[[Indices, int], None]
"""Sends the next packet of rows, which has so many octets."""


class Onsets:
    """Begins what is played on `rows`, whose slots count from `epoch_s`."""

    def __init__(self, rows: Rows, epoch_s: float, send: SendAudio) -> None:
        self._rows = rows
        self._epoch_s = epoch_s
        self._send = send
        self._waiting: dict[int, float] = {}

    @property
    def deadline_s(self) -> float:
        """When the first prompt that waits may begin; infinity without one."""
        return min(self._waiting.values(), default=math.inf)

    def begin(self, row: int, now_s: float) -> None:
        """A prompt was put on the row: it begins now, or when the last packet is long enough ago."""
        rows = self._rows
        free_s = float(rows.sent_s[row]) + APART_S
        if free_s > now_s:
            self._waiting[row] = free_s
        else:
            self._begin(row, now_s)

    def run(self, now_s: float) -> None:
        """Begins what has waited long enough."""
        if self._waiting:
            for row in [row for row, due_s in self._waiting.items() if due_s <= now_s]:
                del self._waiting[row]
                self._begin(row, now_s)

    def sent(self, due: Indices, now_s: float) -> None:
        """These rows send a packet; a prompt that waited on one of them has begun by that."""
        self._rows.sent_s[due] = now_s
        if self._waiting:
            for row in due.tolist():
                self._waiting.pop(row, None)

    def forget(self, row: int) -> None:
        """The row is given back."""
        self._waiting.pop(row, None)

    def expect(self, row: int, slot: int) -> None:
        """A key has stopped the prompt: something else will follow soon."""
        self._rows.quiet_slot[row] = slot + int(self._rows.slots[row])

    def without_quiet(self, due: Indices, slot: int) -> Indices:
        """The rows that have something to send, be it silence."""
        rows = self._rows
        quiet = (rows.quiet_slot[due] >= slot) & ~rows.playing[due]
        if not quiet.any():
            return due
        rows.marker[due[quiet]] = True
        return due[~quiet]

    def _begin(self, row: int, now_s: float) -> None:
        """Send the first packet now, and go on in the slots of the row that leave room to it."""
        rows = self._rows
        sends = rows.active[row] and rows.sending[row] and rows.playing[row]
        if not sends or rows.relaying[row] or rows.dialling[row] or rows.position[row] >= rows.length[row]:
            return
        octets = int(rows.octets[row])
        left_s = self._epoch_s + int(rows.next_slot[row]) * SLOT_S - now_s
        clock = int(rows.timestamp[row]) - int(rows.ahead[row])
        # The row's clock is that of its next slot; it must not go back behind what the last packet said.
        ahead = max(-round(left_s * CLOCK_HZ), int(rows.ahead[row]) - octets + _APART_UNITS)
        rows.timestamp[row] = (clock + ahead) & 0xFFFFFFFF
        rows.marker[row] = True
        self._send(np.array([row]), octets)
        rows.timestamp[row] = (clock + ahead + octets) & 0xFFFFFFFF
        rows.ahead[row] = ahead + octets
        # A row that begins again and again would otherwise run ahead of the clock further and further.
        if left_s < APART_S - _LATE_S or rows.ahead[row] > octets // 2:
            rows.next_slot[row] += rows.slots[row]
            rows.ahead[row] -= octets
