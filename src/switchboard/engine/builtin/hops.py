"""Next hops: where a peer is really reached, behind NAT or over its own connection."""

from switchboard.sip.aio.addresses import Target as Hop
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.dialog import Dialog
from switchboard.sip.uri import SipUri


def reply_hop(tx: ServerTransaction, dialog: Dialog) -> Hop | None:
    """Where requests to the caller go when its Contact cannot be trusted to be reachable: over its connection, or
    to where it sent from when that is not the host it names (behind NAT). None: by its route set or Contact."""
    if dialog.route_set:
        return None
    return hop_behind_nat(tx.source.target, dialog.remote_target)


def hop_behind_nat(source: Hop, contact: SipUri) -> Hop | None:
    """`source` when `contact` alone would not reach the peer that sent from there."""
    if source.transport == "tcp" or contact.host != source.host:
        return source
    return None


def format_hop(hop: Hop) -> str:
    """`hop` as kept with a registration: transport, host, port and, for TCP, the flow."""
    return f"{hop.transport} {hop.host} {hop.port}" + (f" {hop.flow}" if hop.flow is not None else "")


def parse_hop(text: str) -> Hop | None:
    """The reverse of `format_hop`; None for anything else."""
    transport, host, port, flow = (*text.split(" "), "")[:4] if text.count(" ") in (2, 3) else ("", "", "", "")
    if transport not in ("udp", "tcp") or not port.isdecimal():
        return None
    return Hop("tcp" if transport == "tcp" else "udp", host, int(port), int(flow) if flow.isdecimal() else None)
