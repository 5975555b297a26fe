"""One question to one address of a trunk: is it there (OPTIONS, RFC 3261 §11)?"""

import asyncio
from dataclasses import dataclass

from switchboard.engine.builtin.outbound_proxy import SILENT_BEHIND_IT, OutboundProxy
from switchboard.engine.builtin.trunk_servers import uri_of
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop, bracketed
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.bodies import ACCEPT
from switchboard.sip.header_fields import Headers
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request
from switchboard.sip.uri import NameAddr, SipUri

PROBE_S = 4.0
"""How long an answer may take: four retransmissions of OPTIONS over UDP."""
MAX_HOPS = 16
"""More addresses of one name are not asked."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer."""

    status: int
    reason: str
    rtt_ms: float


async def asked(endpoint: SipEndpoint, trunk: Trunk, hop: NextHop, proxy: OutboundProxy | None = None) -> Heard | None:
    """What the address answers, through `proxy` if there is one; None for nothing, or when it could not be asked."""
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    transaction = endpoint.request(_options(endpoint, trunk, hop, proxy), hop=hop)
    try:
        response = await asyncio.wait_for(transaction.final(), PROBE_S)
    except TimeoutError:
        return None
    if not transaction.heard or (proxy is not None and response.status in SILENT_BEHIND_IT):
        return None
    return Heard(response.status, response.reason, round((loop.time() - began_s) * 1000, 1))


def name_of(hop: NextHop) -> str:
    """The address for people."""
    return f"{bracketed(hop.host)}:{hop.port}"


def _options(endpoint: SipEndpoint, trunk: Trunk, hop: NextHop, proxy: OutboundProxy | None) -> Request:
    uri = uri_of(trunk)
    user = trunk.username or None
    ours = SipUri(user=user, host=bracketed(endpoint.local_host(hop.host)))
    headers = [
        ("Max-Forwards", "70"),
        ("From", str(NameAddr(ours).with_tag(new_tag()))),
        ("To", str(NameAddr(uri))),
        ("Call-ID", new_call_id()),
        ("CSeq", "1 OPTIONS"),
        ("Contact", str(endpoint.contact(hop, user))),
        ACCEPT,
    ]
    if proxy is not None:
        headers.insert(0, ("Route", proxy.route))
    return Request("OPTIONS", str(uri), Headers(headers))
