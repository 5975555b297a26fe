"""Whether an address of a trunk answers our OPTIONS, or has taken no request lately. Pure, but for the log."""

from dataclasses import dataclass, field

import structlog

from switchboard.sip.aio.addresses import NextHop, bracketed
from switchboard.sip.message import Response
from switchboard.status import HopState

log = structlog.get_logger()

DOWN_AFTER, UP_AFTER = 3, 2
"""So many probes in a row make an address count as down, and so many answers as up again: one that is lost, or that
gets through by chance, changes nothing."""
UNAVAILABLE = 503
"""The one response by which a server says that it takes no calls. Any other comes from one that is there, even 404, 405
and 501."""

AVOID_S, LONGEST_S = 30.0, 300.0
"""How long others come before an address that took no request, if it does not say for how long itself."""


@dataclass(slots=True)
class HopHealth:
    """What is known of one address from its last answers; `rtt_ms` is how long the last one took."""

    state: HopState = "unknown"
    status: int | None = None
    rtt_ms: float | None = None
    _in_row: int = field(default=0)

    def answered(self, status: int, rtt_ms: float) -> None:
        """A probe was answered."""
        self.status = status
        if status == UNAVAILABLE:
            self._fails()
            return
        self.rtt_ms = rtt_ms
        self._count("up", UP_AFTER if self.state == "down" else 1)

    def silent(self) -> None:
        """A probe was not answered, or could not be sent."""
        self.status = None
        self._fails()

    @property
    def in_doubt(self) -> bool:
        """Whether the next probe decides, so that it should come soon."""
        return self.state == "unknown" or self._in_row != 0

    def _fails(self) -> None:
        self._count("down", DOWN_AFTER)

    def _count(self, towards: HopState, needed: int) -> None:
        """Positive in a row are answers, negative ones are not."""
        if self.state == towards:
            self._in_row = 0
            return
        step = 1 if towards == "up" else -1
        self._in_row = self._in_row + step if self._in_row * step > 0 else step
        if abs(self._in_row) >= needed:
            self.state, self._in_row = towards, 0


def takes_nothing(response: Response, *, heard: bool) -> bool:
    """Whether the next address is to be tried: after a 503, and where nothing came or nothing could be sent; such a
    response was made here, so nobody was `heard` (RFC 3263 §4.3). Any other response comes from the domain."""
    return response.status == UNAVAILABLE or (response.status == 408 and not heard)


class AvoidedHops:
    """The addresses of one trunk that took no request lately."""

    def __init__(self, trunk: str = "") -> None:
        self._trunk = trunk
        self._until_s: dict[tuple[str, str, int], float] = {}

    def avoid(self, hop: NextHop, now_s: float, response: Response | None = None) -> None:
        """For as long as the response demands (Retry-After, RFC 3261 §21.5.4), within bounds."""
        text = ((response and response.headers.get("Retry-After")) or "").partition(";")[0].partition("(")[0].strip()
        asked_s = float(text) if text.isdecimal() and len(text) < 6 else AVOID_S
        seconds = min(asked_s, LONGEST_S)
        self._until_s = {there: until_s for there, until_s in self._until_s.items() if until_s > now_s}
        if not self.includes(hop, now_s):
            server, status = f"{hop.transport} {bracketed(hop.host)}:{hop.port}", response and response.status
            log.warning("others come first", trunk=self._trunk, server=server, status=status, seconds=seconds)
        self._until_s[hop.transport, hop.host, hop.port] = now_s + seconds

    def includes(self, hop: NextHop, now_s: float) -> bool:
        return self._until_s.get((hop.transport, hop.host, hop.port), now_s) > now_s
