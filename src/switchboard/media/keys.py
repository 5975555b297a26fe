"""One press is one key, whichever methods tell it: the call semantics, section 3.

All three methods (telephone-events, SIP INFO, tones) are merged here, and only here.
"""

from collections import deque

from switchboard.media.control import DtmfMethod
from switchboard.media.presses import LOST_END_S

MERGE_S = 0.150
MAX_PRESSES = 16
"""Presses that are looked at for one that is told again; no hand makes more in the time that counts."""


class KeyMerger:
    """Tells presses from their copies by other methods."""

    __slots__ = ("_presses", "_told", "methods")

    def __init__(self) -> None:
        self.methods: list[DtmfMethod] = []
        self._presses: deque[_Press] = deque(maxlen=MAX_PRESSES)
        self._told: dict[DtmfMethod, _Press] = {}

    def press(self, digit: str, method: DtmfMethod, now_s: float) -> bool:
        """Whether this is a press of its own, not one that another method has told. Remembers it, and the method."""
        if method not in self.methods:
            self.methods.append(method)
        told = next((press for press in self._presses if press.digit == digit and press.takes(method, now_s)), None)
        if told is None:
            self._presses.append(_Press(digit, method))
        press = self._told[method] = told or self._presses[-1]
        press.ends_s[method] = now_s
        return told is None

    def follow(self, method: DtmfMethod, now_s: float, *, held: bool) -> None:
        """What a method says of its last press: held at this moment, or released."""
        press = self._told.get(method)
        if press is not None:
            press.ends_s[method] = now_s + LOST_END_S if held else min(now_s, press.ends_s[method])


class _Press:
    """A key, who told it first, and until when it is held as far as each method knows."""

    __slots__ = ("digit", "ends_s", "first")

    def __init__(self, digit: str, first: DtmfMethod) -> None:
        self.digit = digit
        self.first = first
        self.ends_s: dict[DtmfMethod, float] = {}

    def takes(self, method: DtmfMethod, now_s: float) -> bool:
        """Whether `method` tells this press now. One that told it before does so again only while others hold it."""
        if method == self.first:
            return False
        grace_s = 0.0 if method in self.ends_s else MERGE_S
        return any(now_s < end_s + grace_s for other, end_s in self.ends_s.items() if other != method)
