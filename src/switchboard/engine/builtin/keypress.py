"""One press is one digit, by whichever way it arrives (call semantics, section 3)."""

from switchboard.engine.keys import KeyMethod

SAME_PRESS_S = 0.150


class MethodMerger:
    """Drops the copies of a press that other methods bring within 150 ms."""

    def __init__(self) -> None:
        self._last: tuple[str, KeyMethod, float] | None = None

    def accept(self, digit: str, method: KeyMethod, now_s: float) -> bool:
        """Whether this is a press of its own."""
        if self._last is not None:
            last_digit, last_method, at_s = self._last
            if digit == last_digit and method != last_method and now_s - at_s < SAME_PRESS_S:
                return False
        self._last = (digit, method, now_s)
        return True


def info_digit(content_type: str, body: bytes) -> str | None:
    """The digit in a SIP INFO body of `application/dtmf-relay` (Signal=5) or `application/dtmf` (5); None if none."""
    text = body[:256].decode("ascii", "replace")
    if content_type == "application/dtmf":
        return _digit(text.strip())
    for line in text.splitlines():
        name, _, value = line.partition("=")
        if name.strip().lower() == "signal":
            return _digit(value.strip())
    return None


def _digit(text: str) -> str | None:
    names = {"10": "*", "11": "#", "12": "A", "13": "B", "14": "C", "15": "D"}
    text = names.get(text, text.upper())
    return text if len(text) == 1 and text in "0123456789*#ABCD" else None
