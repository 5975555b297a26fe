"""Random numbers of the system, taken in stock.

Each question to the system lets other threads of the process in, and a busy event loop waits half a millisecond for its
turn again: a call asks five times. What the stock gives cannot be guessed, and is given once.
"""

import os

_STOCK_BYTES = 4096


class _Stock:
    def __init__(self) -> None:
        self._octets = b""
        self._used = 0

    def take(self, size: int) -> bytes:
        if self._used + size > len(self._octets):
            self._octets, self._used = os.urandom(max(size, _STOCK_BYTES)), 0
        start, self._used = self._used, self._used + size
        return self._octets[start : self._used]

    def empty(self) -> None:
        self._octets, self._used = b"", 0


_stock = _Stock()
# A child that is forked would give the same once more.
os.register_at_fork(after_in_child=_stock.empty)


def random_hex(size: int) -> str:
    """So many random octets, as twice as many hexadecimal digits."""
    return _stock.take(size).hex()


def random_number(bits: int) -> int:
    """A random number below 2 ** bits, for a multiple of eight bits."""
    return int.from_bytes(_stock.take(bits // 8), "big")
