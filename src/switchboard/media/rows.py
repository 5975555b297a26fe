"""The state of all sending streams, one row each, one array per column.

Time is in slots of 5 ms since the plane's start. A row is due in its ``next_slot`` and then every ``slots``; its
``timestamp`` is that of its next packet, sent or not, so RTP time follows the clock through gaps. By ``ahead`` units it
runs ahead of the clock, since what last began between two of the row's slots. Until ``quiet_slot`` no silence is sent.
"""

import numpy as np
from numpy.typing import NDArray

SLOT_S = 0.005
SLOT_UNITS = 40
"""RTP timestamp units in a slot, and octets of every codec."""
PHASES = 4

Indices = NDArray[np.intp]


class Rows:
    """Columns, each of shape (capacity,); rows are taken and given back."""

    active: NDArray[np.bool_]
    sending: NDArray[np.bool_]
    playing: NDArray[np.bool_]
    dialling: NDArray[np.bool_]
    relaying: NDArray[np.bool_]
    recorded: NDArray[np.bool_]
    marker: NDArray[np.bool_]
    codec: NDArray[np.uint8]
    payload_type: NDArray[np.uint8]
    ssrc: NDArray[np.uint32]
    sequence: NDArray[np.uint16]
    timestamp: NDArray[np.uint32]
    octets: NDArray[np.uint32]
    slots: NDArray[np.int64]
    next_slot: NDArray[np.int64]
    relayed_slot: NDArray[np.int64]
    quiet_slot: NDArray[np.int64]
    ahead: NDArray[np.int64]
    sent_s: NDArray[np.float64]
    place: NDArray[np.int64]
    position: NDArray[np.int64]
    length: NDArray[np.int64]
    packets: NDArray[np.int64]
    octets_sent: NDArray[np.int64]

    def __init__(self, capacity: int = 256) -> None:
        self.capacity = 0
        self._free: list[int] = []
        self._grow(capacity)

    def take(self) -> int:
        """Takes a free row, all zero."""
        if not self._free:
            self._grow(self.capacity)
        row = self._free.pop()
        for name in _DTYPES:
            getattr(self, name)[row] = 0
        return row

    def give(self, row: int) -> None:
        """Frees a row."""
        self.active[row] = False
        self._free.append(row)

    def take_due(self, slot: int) -> Indices:
        """The rows due by ``slot``, each once; whole packets that were missed are skipped, in timestamp too."""
        due = np.flatnonzero(self.active & (self.next_slot <= slot))
        missed = (slot - self.next_slot[due]) // self.slots[due]
        self.next_slot[due] += (missed + 1) * self.slots[due]
        # RTP time follows the clock (RFC 3550 §5.1): after a gap the timestamp jumps and the marker says so, but the
        # sequence number does not, because nothing was lost on the way.
        if missed.any():
            self.timestamp[due] += missed.astype(np.uint32) * self.octets[due]
            self.marker[due] |= missed > 0
        return due

    def phase_for(self, slot: int) -> int:
        """The slot after ``slot`` in which a new row had best begin: the next, unless its phase is crowded."""
        counts = np.bincount(self.next_slot[self.active] % PHASES, minlength=PHASES)
        if counts[(slot + 1) % PHASES] <= counts.min() * 1.25 + 8:
            return slot + 1
        return slot + 1 + int((counts.argmin() - slot - 1) % PHASES)

    def _grow(self, more: int) -> None:
        for name, dtype in _DTYPES.items():
            fresh = np.zeros(more, dtype)
            old = getattr(self, name, None)
            setattr(self, name, fresh if old is None else np.concatenate((old, fresh)))
        self._free.extend(range(self.capacity + more - 1, self.capacity - 1, -1))
        self.capacity += more


_FLAGS = ("active", "sending", "playing", "dialling", "relaying", "recorded", "marker")
_COUNTERS = (
    "slots",
    "next_slot",
    "relayed_slot",
    "quiet_slot",
    "ahead",
    "place",
    "position",
    "length",
    "packets",
    "octets_sent",
)
_DTYPES: dict[str, type[np.generic]] = {
    **dict.fromkeys(_FLAGS, np.bool_),
    **dict.fromkeys(_COUNTERS, np.int64),
    "sent_s": np.float64,
    "codec": np.uint8,
    "payload_type": np.uint8,
    "ssrc": np.uint32,
    "sequence": np.uint16,
    "timestamp": np.uint32,
    "octets": np.uint32,
}
