"""From whom a stream takes packets (the RTP latch).

Anybody can send to its port, and a source that is believed gets the audio of the call.
"""

from collections import deque
from collections.abc import Iterable

from switchboard.media.rtp import Packet, sequence_difference

Address = tuple[str, int]

QUIET_S = 0.5
"""How long the source in use must have been silent before another one may take its place."""
PROOF_PACKETS = 5
"""Packets of one SSRC with rising sequence that a source other than the SDP's must send."""
MAX_CANDIDATES = 4


class SourceRule:
    """Decides between the address in the SDP, which comes first, and others, which must prove themselves.

    A source behind a NAT sends from another address than its SDP says. Its host must be that of the SDP, or one of
    `hosts`; with `any_host` it may be any. The source in use must have been silent for `QUIET_S`. If nobody was heard
    yet, nobody has to wait: a caller behind a NAT would otherwise be deaf and mute for half a second. That gives
    strangers little: without `any_host` they are at none of these hosts, and the SDP's address wins back at once.
    Without `any_port` no other address is ever believed.
    """

    def __init__(
        self, described: Address, hosts: Iterable[str] = (), *, any_host: bool = False, any_port: bool = True
    ) -> None:
        self.described = described
        self.current: Address | None = None
        self._hosts = {described[0], *hosts}
        self._any_port = any_port
        self._any_host = any_host
        self._candidates: dict[Address, _Candidate] = {}

    def knows(self, source: Address) -> bool:
        """Whether the source is the SDP's address or the one in use."""
        return source in (self.described, self.current)

    def permits(self, host: str) -> bool:
        """Whether a source at that host may ever be taken."""
        return self._any_host or host in self._hosts

    def consider(self, source: Address, packet: Packet, now_s: float, *, quiet: bool) -> list[Packet]:
        """Consider a packet with an agreed payload type; returns the packets to play, and may change `current`.

        The result is this packet, if its source is believed; all packets of the proof, if this one completes it, for
        there may be a key in them; else nothing. `quiet`: neither the SDP's address nor the source in use was heard
        for `QUIET_S`, or ever.
        """
        if self.knows(source):
            self._use(source)
            return [packet]
        if not self._any_port or not self.permits(source[0]):
            return []
        # Counted even while the source in use is heard, so that a phone whose NAT changed its port is taken at once
        # when the old port falls silent.
        proof = self._candidate(source).add(packet, now_s)
        if not quiet or len(proof) < PROOF_PACKETS:
            return []
        self._use(source)
        return list(proof)

    def _use(self, source: Address) -> None:
        if source != self.current:
            self.current = source
            self._candidates.clear()

    def _candidate(self, source: Address) -> "_Candidate":
        if source not in self._candidates:
            # Anybody can send from many ports: the oldest candidate goes, so that nobody fills the memory.
            if len(self._candidates) == MAX_CANDIDATES:
                del self._candidates[next(iter(self._candidates))]
            self._candidates[source] = _Candidate()
        return self._candidates[source]


class _Candidate:
    """A source that is not believed yet, and its last packets in a row."""

    def __init__(self) -> None:
        self._packets: deque[Packet] = deque(maxlen=PROOF_PACKETS)
        self._heard_s = 0.0

    def add(self, packet: Packet, now_s: float) -> deque[Packet]:
        """The row with a new packet. A pause, another SSRC or a step back begin a new row; a copy changes nothing."""
        step = self._step(packet)
        if step < 0 or now_s - self._heard_s >= QUIET_S:
            self._packets.clear()
        if step != 0:
            self._packets.append(packet)
        self._heard_s = now_s
        return self._packets

    def _step(self, packet: Packet) -> int:
        if not self._packets or self._packets[-1].ssrc != packet.ssrc:
            return -1
        return sequence_difference(packet.sequence, self._packets[-1].sequence)
