"""One press is one key, whichever methods tell it: the call semantics, section 3.

All three methods (telephone-events, SIP INFO, tones) are merged here, and only here.
"""

from switchboard.media.control import DtmfMethod
from switchboard.media.presses import LOST_END_S

MERGE_S = 0.150
MAX_PRESSES = 16
"""How many presses a copy may belong to; nobody makes more in the time in which copies arrive."""


class KeyMerger:
    """Distinguishes presses from copies of them by other methods. `methods` are those seen so far.

    `_presses` are the latest presses; `_last` is the press that each method has reported last, itself or as a copy.
    """

    __slots__ = ("_last", "_presses", "methods")

    def __init__(self) -> None:
        self.methods: list[DtmfMethod] = []
        self._presses: list[_Press] = []  # an empty deque has 760 bytes, and most calls press no key
        self._last: dict[DtmfMethod, _Press] = {}

    def press(self, digit: str, method: DtmfMethod, now_s: float) -> bool:
        """Whether this is a new press, rather than a copy of one that another method has reported."""
        if method not in self.methods:
            self.methods.append(method)
        same_digit = (press for press in self._presses if press.digit == digit)
        copied = next((press for press in same_digit if press.is_copied_by(method, now_s)), None)
        reported = copied or _Press(digit, method)
        if copied is None:
            self._presses = [*self._presses[1 - MAX_PRESSES :], reported]
        reported.ends_s[method] = now_s
        self._last[method] = reported
        return copied is None

    def follow(self, method: DtmfMethod, now_s: float, *, held: bool) -> None:
        """A method reports that its last press is still held, or was released."""
        press = self._last.get(method)
        if press is not None:
            # A held key counts as held a little longer than its last packet, in case the packet that ends it is lost.
            # An end that is sent again must not move the end.
            press.ends_s[method] = now_s + LOST_END_S if held else min(now_s, press.ends_s[method])


class _Press:
    """A press: its digit, the method that reported it first, and how long each method says it was held."""

    __slots__ = ("digit", "ends_s", "first")

    def __init__(self, digit: str, first: DtmfMethod) -> None:
        self.digit = digit
        self.first = first
        self.ends_s: dict[DtmfMethod, float] = {}

    def is_copied_by(self, method: DtmfMethod, now_s: float) -> bool:
        """Whether a report of the same digit by `method` is a copy of this press.

        The method that reported the press first never copies it: its next report is a new press. The first report of
        another method is a copy while the key is held and for MERGE_S afterwards; each further one only while some
        other method says that the key is held.
        """
        if method == self.first:
            return False
        grace_s = 0.0 if method in self.ends_s else MERGE_S
        return any(now_s < end_s + grace_s for other, end_s in self.ends_s.items() if other != method)
