"""Asking a trunk by OPTIONS, each of its addresses by itself, whether it is there (RFC 3261 §11)."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence

from switchboard.engine.builtin.hop_health import HopHealth
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop, bracketed, canonical
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.bodies import ACCEPT
from switchboard.sip.header_fields import Headers
from switchboard.sip.identifiers import new_call_id, new_tag
from switchboard.sip.message import Request
from switchboard.sip.uri import NameAddr, SipUri
from switchboard.status import TrunkHop

PROBE_S = 4.0
"""How long an answer may take: four retransmissions of OPTIONS over UDP."""
IN_DOUBT_S = 5.0
"""After how long an address is asked again that may have changed, where the interval is longer."""
SPREAD = 0.1
"""Intervals vary by this part, so that the trunks of all tenants are not asked in one instant."""
MAX_HOPS = 16
"""More addresses of one name are not looked at."""

FindHops = Callable[[], Awaitable[Sequence[NextHop]]]


class TrunkWatch:
    """Asks one trunk for as long as `run` runs, and calls `on_change` when an address is in another state."""

    def __init__(self, endpoint: SipEndpoint, trunk: Trunk, hops: FindHops, on_change: Callable[[], None]) -> None:
        self._endpoint = endpoint
        self._trunk = trunk
        self._find_hops = hops
        self._on_change = on_change
        self._health: dict[NextHop, HopHealth] = {}
        self.looked = False

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            before = self._states()
            hops = (await self._find_hops())[:MAX_HOPS]
            self._health = {hop: self._health.get(hop) or HopHealth() for hop in hops}
            await asyncio.gather(*(self._probe(hop, health) for hop, health in self._health.items()))
            if self._states() != before or not self.looked:
                self.looked = True
                self._on_change()
            await asyncio.sleep(self._pause_s() * random.uniform(1 - SPREAD, 1 + SPREAD))

    @property
    def hops(self) -> tuple[TrunkHop, ...]:
        """The addresses, as they were last."""
        return tuple(
            TrunkHop(
                address=f"{bracketed(hop.host)}:{hop.port}",
                state=health.state,
                last_status=health.status,
                rtt_ms=health.rtt_ms,
            )
            for hop, health in self._health.items()
        )

    def is_down(self, hop: NextHop) -> bool:
        """Whether that address has stopped to answer."""
        health = self._health.get(hop)
        return health is not None and health.state == "down"

    def _states(self) -> dict[NextHop, str]:
        return {hop: health.state for hop, health in self._health.items()}

    def _pause_s(self) -> float:
        in_doubt = any(health.in_doubt for health in self._health.values())
        return min(IN_DOUBT_S, self._trunk.options_interval_s) if in_doubt else self._trunk.options_interval_s

    async def _probe(self, hop: NextHop, health: HopHealth) -> None:
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        transaction = self._endpoint.request(self._options(hop), hop=hop)
        try:
            response = await asyncio.wait_for(transaction.final(), PROBE_S)
        except TimeoutError:
            health.silent()
            return
        if transaction.heard:
            health.answered(response.status, round((loop.time() - began_s) * 1000, 1))
        else:
            health.silent()

    def _options(self, hop: NextHop) -> Request:
        host = bracketed(canonical(self._trunk.host))
        uri = SipUri(host=host, port=self._trunk.port)
        if hop.transport == "tcp":
            uri = uri.with_params(transport="tcp")
        user = self._trunk.username or None
        ours = SipUri(user=user, host=bracketed(self._endpoint.local_host(hop.host)))
        headers = [
            ("Max-Forwards", "70"),
            ("From", str(NameAddr(ours).with_tag(new_tag()))),
            ("To", str(NameAddr(uri))),
            ("Call-ID", new_call_id()),
            ("CSeq", "1 OPTIONS"),
            ("Contact", str(self._endpoint.contact(hop, user))),
            ACCEPT,
        ]
        return Request("OPTIONS", str(uri), Headers(headers))
