"""Next hops: where a peer is really reached, behind NAT or over its own connection."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.sip.aio.addresses import DEFAULT_PORT, NextHop, Transport, canonical, hop_of, is_ip
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.errors import SipError
from switchboard.sip.uri import NameAddr, SipUri

_TRANSPORTS: dict[str, Transport] = {"udp": "udp", "tcp": "tcp", "tls": "tls"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from. `symmetric`: its sender listens there, as it says by `rport` (RFC 3581 §3)."""

    hop: NextHop
    symmetric: bool

    @classmethod
    def of(cls, tx: ServerTransaction) -> "Origin":
        try:
            return cls(tx.source.way_back, "rport" in tx.request.via.params)
        except SipError:
            return cls(tx.source.way_back, symmetric=False)

    def __str__(self) -> str:
        """As kept with a registration: transport, host, port; over a connection the flow, for UDP `rport` if sent."""
        hop = self.hop
        more = f" {hop.flow}" if hop.flow is not None else " rport" if self.symmetric else ""
        return f"{hop.transport} {hop.host} {hop.port}{more}"

    @classmethod
    def parse(cls, text: str) -> "Origin | None":
        """The reverse of `str`; None for anything else."""
        transport, host, port, more = (*text.split(" "), "")[:4] if text.count(" ") in (2, 3) else ("", "", "", "")
        known = _TRANSPORTS.get(transport)
        if known is None or not port.isdecimal():
            return None
        flow = int(more) if more.isdecimal() else None
        return cls(NextHop(known, host, int(port), flow), more == "rport")

    def instead_of(self, contact: SipUri) -> NextHop | None:
        """The way back when `contact` alone would not reach the peer: over its connection, or to where it sent from
        when that is another host (NAT), or another port at which it listens. None: `contact` is right, or a sips URI,
        which must be reached over TLS."""
        if contact.scheme == "sips" and self.hop.transport != "tls":
            return None
        if self.hop.is_stream or canonical(contact.host) != self.hop.host:
            return self.hop
        elsewhere = (contact.port or DEFAULT_PORT) != self.hop.port
        return self.hop if self.symmetric and elsewhere and contact.transport in (None, "udp") else None


def first_hop_of(route: Sequence[str]) -> NextHop | None:
    """The proxy that a route leads to first, at a numeric address; None where that is not to be seen."""
    try:
        hop = hop_of(NameAddr.parse(route[0]))
    except SipError:
        return None
    return hop if hop is not None and is_ip(hop.host) else None


def reply_hop(tx: ServerTransaction, dialog: Dialog) -> NextHop | None:
    """Where requests in a dialog go when its Contact cannot be trusted to be reachable. None: by its route set or
    Contact."""
    return None if dialog.route_set else Origin.of(tx).instead_of(dialog.remote_target)


class FlowsInUse:
    """The connections over which legs of calls are reached."""

    def __init__(self) -> None:
        self._legs: Counter[int] = Counter()

    def __contains__(self, flow: int) -> bool:
        return flow in self._legs

    def take(self, hop: NextHop | None) -> None:
        """Count a leg that is reached over this hop."""
        if hop is not None and hop.flow is not None:
            self._legs[hop.flow] += 1

    def give(self, hop: NextHop | None) -> None:
        """It is no longer."""
        if hop is not None and hop.flow is not None:
            self._legs[hop.flow] -= 1
            if self._legs[hop.flow] <= 0:
                del self._legs[hop.flow]
