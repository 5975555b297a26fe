"""Asking a trunk by OPTIONS, each of its addresses by itself, whether it is there (RFC 3261 §11)."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from switchboard.engine.builtin.hop_health import HopHealth
from switchboard.engine.builtin.outbound_proxy import OutboundProxy
from switchboard.engine.builtin.trunk_options import MAX_HOPS, asked, name_of
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.status import TrunkHop

IN_DOUBT_S = 5.0
"""After how long an address is asked again that may have changed, where the interval is longer."""
SPREAD = 0.1
"""Intervals vary by this part, so that the trunks of all tenants are not asked in one instant."""

FindHops = Callable[[], Awaitable[Sequence[NextHop]]]


class TrunkWatch:
    """Asks one trunk for as long as `run` runs, and calls `on_change` when an address is in another state."""

    def __init__(
        self,
        endpoint: SipEndpoint,
        trunk: Trunk,
        hops: FindHops,
        on_change: Callable[[], None],
        proxy: OutboundProxy | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._trunk = trunk
        self._find_hops = hops
        self._on_change = on_change
        self._proxy = proxy
        self._health: dict[NextHop, HopHealth] = {}
        self._hurried = asyncio.Event()
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
            await self._pause()

    def hurry(self) -> None:
        """Ask at once, not when the interval is over."""
        self._hurried.set()

    @property
    def hops(self) -> tuple[TrunkHop, ...]:
        """The addresses, as they were last."""
        return tuple(
            TrunkHop(
                address=name_of(hop),
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

    async def _pause(self) -> None:
        self._hurried.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._hurried.wait(), self._pause_s() * random.uniform(1 - SPREAD, 1 + SPREAD))

    def _pause_s(self) -> float:
        in_doubt = any(health.in_doubt for health in self._health.values())
        return min(IN_DOUBT_S, self._trunk.options_interval_s) if in_doubt else self._trunk.options_interval_s

    async def _probe(self, hop: NextHop, health: HopHealth) -> None:
        heard = await asked(self._endpoint, self._trunk, hop, self._proxy)
        if heard is None:
            health.silent()
        else:
            health.answered(heard.status, heard.rtt_ms)
