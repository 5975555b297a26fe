"""One press is one key, whichever methods carry it (call semantics §3)."""

from switchboard.media.control import DtmfMethod

MERGE_S = 0.150


class KeyMerger:
    """Drops a key that another method produced just before."""

    __slots__ = ("_at_s", "_digit", "_method", "methods")

    def __init__(self) -> None:
        self.methods: list[DtmfMethod] = []
        self._digit = ""
        self._method: DtmfMethod | None = None
        self._at_s = 0.0

    def accept(self, digit: str, method: DtmfMethod, now_s: float) -> bool:
        """Whether this is a press of its own. Remembers it, and the method."""
        if method not in self.methods:
            self.methods.append(method)
        if digit == self._digit and method != self._method and now_s - self._at_s < MERGE_S:
            return False
        self._digit, self._method, self._at_s = digit, method, now_s
        return True
