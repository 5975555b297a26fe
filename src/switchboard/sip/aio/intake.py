"""Datagrams that wait because there is too much to do, in the order in which they are dealt with.

Otherwise the kernel keeps them in the order in which they came. Then everybody waits for the eldest INVITE, whose
caller has sent it again or given up meanwhile, and the more there is to do the less of it is of use.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from switchboard.network_address import source_network
from switchboard.sip.aio.gate import Gate, KnownSources, Reason
from switchboard.sip.aio.handler import Counters
from switchboard.sip.glance import Sort, dialled_in, sort_of, top_via
from switchboard.sip.parser import MAX_DATAGRAM_BYTES

MOST_OF_NETWORK = 2000
MOST_OF_LINE = 6000
SHARE = 4
"""One of so many turns is that of strangers, who may be phones that have just been switched on, and one that of calls:
so a source that we know cannot keep them out by a flood of what seems to go on."""
STALE_S = 4.0
"""Whoever sent it has sent it again three times meanwhile."""
LARGEST = 2**64 - 1
REFUSED_AT_ONCE = 32
"""Before the loop does something else."""


@dataclass(slots=True)
class Datagram:
    """What came from an address at that time of the event loop. Not frozen, which would take three times as long."""

    data: bytes
    host: str
    port: int
    arrived_s: float
    _number: int | None = None

    @property
    def number(self) -> int:
        """The same for all copies of a request, its CANCEL and the ACK to its refusal; nobody outside knows it. 0 where
        that cannot be told."""
        if self._number is None:
            via = top_via(self.data)
            self._number = hash((self.host, via)) & LARGEST if via else 0
        return self._number


class Busy(Protocol):
    """Says 503 to what there is no time for, and remembers what it has said."""

    def answer(self, datagram: Datagram, reason: Reason, now_s: float) -> bool:
        """Refuse a request that would begin something; False for one that must be read."""

    def answer_again(self, datagram: Datagram, now_s: float) -> bool:
        """Whether it is a copy of a request that was refused, which is refused again, or the ACK to that."""

    def let_in(self, datagram: Datagram, now_s: float) -> None:
        """An INVITE is read: its copies are not to be refused."""


class Line:
    """Those of each network in their order; the networks take turns, so that no one of them delays the others."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[tuple[Sort, Datagram]]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, network: str, sort: Sort, datagram: Datagram) -> bool:
        """False where there are too many here, of the network or of all."""
        mine = self._waiting.get(network, ())
        if len(mine) >= MOST_OF_NETWORK or self._count >= MOST_OF_LINE:
            return False
        self._waiting.setdefault(network, deque()).append((sort, datagram))
        self._count += 1
        return True

    def take(self) -> tuple[Sort, Datagram]:
        """The next one."""
        # A dict keeps its order: the network goes to the end.
        network = next(iter(self._waiting))
        mine = self._waiting.pop(network)
        taken = mine.popleft()
        self._count -= 1
        if mine:
            self._waiting[network] = mine
        return taken

    def has(self, network: str) -> bool:
        """Whether something of that network waits."""
        return network in self._waiting


class Intake:
    """What goes on comes before what would begin, and what known sources send before what strangers send. Requests that
    the gate does not let in are given to `busy`."""

    def __init__(self, gate: Gate, known: KnownSources, busy: Busy, counters: Counters) -> None:
        self._gate = gate
        self._known = known
        self._busy = busy
        self._counters = counters
        self._going_on, self._beginning, self._strangers = Line(), Line(), Line()
        self._turn = 0

    def __len__(self) -> int:
        return len(self._going_on) + len(self._beginning) + len(self._strangers)

    def reads_at_once(self, datagram: Datagram, now_s: float) -> bool:
        """Whether one that has not waited is to be read."""
        if self._busy.answer_again(datagram, now_s):
            return False
        if datagram.data.startswith(b"INVITE "):
            self._busy.let_in(datagram, now_s)
        return True

    def put(self, datagram: Datagram, now_s: float) -> None:
        """Let a datagram wait. One too many is lost, as it may be on its way here."""
        if self._busy.answer_again(datagram, now_s):
            return
        network, sort = source_network(datagram.host), sort_of(datagram.data)
        is_too_long = len(datagram.data) > MAX_DATAGRAM_BYTES
        if is_too_long or not self._line_for(network, sort, datagram).put(network, sort, datagram):
            self._counters.dropped += 1

    def _line_for(self, network: str, sort: Sort, datagram: Datagram) -> Line:
        if not self._known.has(network):
            return self._strangers
        if sort is not Sort.GOES_ON:
            return self._beginning
        # A CANCEL stays behind the INVITE that it means.
        behind = datagram.data.startswith(b"CANCEL ") and self._beginning.has(network)
        return self._beginning if behind else self._going_on

    def take(self, now_s: float) -> Datagram | None:
        """The next one to read. None: there is none, or the loop is to do something else before."""
        for _ in range(REFUSED_AT_ONCE):
            if not self:
                return None
            sort, datagram = self._next_line().take()
            waited_s = now_s - datagram.arrived_s
            if waited_s > STALE_S and sort is not Sort.GOES_ON:
                self._counters.dropped += 1
                continue
            reason = self._why_not(sort, datagram, waited_s)
            if reason is None or not self._busy.answer(datagram, reason, now_s):
                if sort is Sort.CALL:
                    self._busy.let_in(datagram, now_s)
                return datagram
        return None

    def _next_line(self) -> Line:
        self._turn += 1
        if self._strangers and self._turn % SHARE == 0:
            return self._strangers
        if self._beginning and self._turn % SHARE == SHARE - 1:
            return self._beginning
        return self._going_on or self._beginning or self._strangers

    def _why_not(self, sort: Sort, datagram: Datagram, waited_s: float) -> Reason | None:
        """Why one is refused; None: it is to be read."""
        if sort is Sort.GOES_ON:
            return None
        known = self._known.has(source_network(datagram.host))
        if sort is Sort.OTHER:
            return self._gate.refuses_other(waited_s, known=known)
        reason = self._gate.refuses_call(waited_s, known=known)
        return None if reason and known and self._gate.spares(dialled_in(datagram.data)) else reason
