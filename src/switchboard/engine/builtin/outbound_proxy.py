"""The proxy through which we speak to trunks, such as the edge in front of several machines."""

from dataclasses import dataclass

from switchboard.config import SipSettings
from switchboard.network_address import HostPort
from switchboard.sip.aio.addresses import DEFAULT_PORT, NextHop, canonical

SILENT_BEHIND_IT = frozenset({408, 477, 478, 504})
"""Its own answers where the trunk says nothing, or cannot be reached: 477 and 478 are those of Kamailio."""


@dataclass(frozen=True, slots=True)
class OutboundProxy:
    """`hop` is how it is reached; a long request may go by TCP."""

    hop: NextHop

    @classmethod
    def of(cls, settings: SipSettings) -> "OutboundProxy | None":
        if not settings.outbound_proxy:
            return None
        there = HostPort.parse(settings.outbound_proxy, DEFAULT_PORT)
        return cls(NextHop("udp", canonical(there.host), there.port, strict=False))

    @property
    def route(self) -> str:
        """The value of the Route header that leads through it (RFC 3261 §8.1.2)."""
        return f"<sip:{HostPort(self.hop.host, self.hop.port)};lr>"
