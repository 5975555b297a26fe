"""Whether an address of a trunk answers our OPTIONS. Pure."""

from dataclasses import dataclass, field

from switchboard.status import HopState

DOWN_AFTER, UP_AFTER = 3, 2
"""So many probes in a row make an address count as down, and so many answers as up again: one that is lost, or that
gets through by chance, changes nothing."""
UNAVAILABLE = 503
"""The one response by which a server says that it takes no calls. Any other comes from one that is there, even 404, 405
and 501."""


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
