"""Answers that are made of the configuration, kept for as long as it stays the same.

The query that admits a request also reads the last change of its tenant's configuration. A body that was made at that
change is sent again, so no answer is older than its request, whichever process has written.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

DEFAULT_BYTES = 64 * 1024 * 1024
_SHARE = 4
"""No answer takes more than this part of the room."""

_OVERHEAD_BYTES = 512
_GAP_BYTES = 128

Key = tuple[int, str, str]
"""The tenant, what is asked for, and the parameters in one form."""


@dataclass(frozen=True, slots=True)
class Content:
    """A body in parts. Between two parts stands a value that does not follow from the configuration, such as whether a
    phone is online; `gaps` are the ids of the objects that these values are of, in order.
    """

    parts: tuple[bytes, ...]
    gaps: tuple[int, ...] = ()

    def filled(self, values: Sequence[bytes]) -> bytes:
        """The body, with a value for each gap."""
        if not values:
            return self.parts[0]
        return b"".join(part for pair in zip(self.parts, values, strict=False) for part in pair) + self.parts[-1]

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return sum(map(len, self.parts)) + _GAP_BYTES * len(self.gaps) + _OVERHEAD_BYTES


class Pages:
    """At most `limit_bytes` of answers; those that nobody asked for longest make room. 0 keeps none."""

    def __init__(self, limit_bytes: int = DEFAULT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._kept: OrderedDict[Key, tuple[int, Content]] = OrderedDict()
        self.size_bytes = 0

    async def get(self, key: Key, last_change: int, make: Callable[[], Awaitable[Content]]) -> Content:
        """The content that was made at `last_change`, else what `make` makes now.

        `last_change` must be known before `make` reads: then content may be newer than it claims, and never older.
        """
        kept = self._kept.get(key)
        if kept is not None and kept[0] == last_change:
            self._kept.move_to_end(key)
            return kept[1]
        content = await make()
        self._keep(key, last_change, content)
        return content

    def _keep(self, key: Key, last_change: int, content: Content) -> None:
        self._drop(key)
        size = _size(key, content)
        if size > self._limit_bytes // _SHARE:
            return
        while self.size_bytes + size > self._limit_bytes:
            self._drop(next(iter(self._kept)))
        self._kept[key] = last_change, content
        self.size_bytes += size

    def _drop(self, key: Key) -> None:
        if old := self._kept.pop(key, None):
            self.size_bytes -= _size(key, old[1])


def _size(key: Key, content: Content) -> int:
    return sum(4 * len(part) for part in key[1:] if isinstance(part, str)) + content.size
