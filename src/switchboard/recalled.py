"""Readings of texts that are remembered for a while, because the same texts are read again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

MOST = 512
LONGEST_CHARS = 256
"""Longer texts are read anew each time, so that strangers cannot fill the memory."""


def recalled(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read`, which gives back what it gave for the same text lately.

    A request is asked for its addresses a dozen times on its way to a call, and the requests of one call have most of
    them in common. What `read` gives must be immutable; what it raises is not remembered.
    """
    remembered = lru_cache(MOST)(read)

    @wraps(read)
    def recall(text: str) -> T:
        return remembered(text) if len(text) <= LONGEST_CHARS else read(text)

    return recall
