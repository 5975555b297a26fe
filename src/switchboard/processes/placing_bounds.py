"""How many calls clients of an API may have placed."""

from collections import Counter, deque
from collections.abc import Callable
from typing import Final

MINUTE_S: Final = 60.0

Client = tuple[int, str]
"""A tenant, and what one of its clients is called."""


class Bounds:
    """How many calls each client has at once, and has asked for in the last minute."""

    def __init__(self, at_once: int, a_minute: int, now_s: Callable[[], float]) -> None:
        self._at_once = at_once
        self._a_minute = a_minute
        self._now_s = now_s
        self._running: Counter[Client] = Counter()
        self._asked: dict[Client, deque[float]] = {}

    def enter(self, client: Client) -> bool:
        """Whether the client may have one more; it must `leave` then."""
        if self._running[client] >= self._at_once or not self.ask(client):
            return False
        self._running[client] += 1
        return True

    def ask(self, client: Client) -> bool:
        """Whether the client may ask for one more, which does not count as running."""
        asked = self._recent(client)
        if not self._at_once or len(asked) >= self._a_minute:
            return False
        asked.append(self._now_s())
        return True

    def leave(self, client: Client) -> None:
        """One of its calls is over."""
        self._running[client] -= 1
        if not self._running[client]:
            del self._running[client]

    def _recent(self, client: Client) -> deque[float]:
        """When it asked in the last minute. Clients who have not are forgotten."""
        past_s = self._now_s() - MINUTE_S
        for one in [one for one, asked in self._asked.items() if asked and asked[-1] <= past_s]:
            del self._asked[one]
        asked = self._asked.setdefault(client, deque())
        while asked and asked[0] <= past_s:
            asked.popleft()
        return asked
