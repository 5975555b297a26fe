"""Hold and mute that somebody else has asked for than a phone, in one talk."""

from collections.abc import Mapping
from typing import Final

from switchboard.engine.builtin.audio_leg import AudioLeg
from switchboard.engine.port import Side
from switchboard.media.control import Withhold

OTHER: Final[Mapping[Side, Side]] = {"caller": "callee", "callee": "caller"}


class TalkControl:
    """Who is muted, and who holds the other without a phone that does; media workers carry it out."""

    def __init__(self) -> None:
        self._muted: set[Side] = set()
        self._withholds = False

    def mute(self, side: Side, *, muted: bool) -> None:
        (self._muted.add if muted else self._muted.discard)(side)

    def forget(self, side: Side, leg: AudioLeg) -> None:
        """That leg is at that side no longer, and goes on elsewhere as any other."""
        self._muted.discard(side)
        leg.asked_to_hold = False

    def apply(self, legs: Mapping[Side, AudioLeg]) -> None:
        """Let each hear what it may of the other. To be repeated whenever the two are bridged anew."""
        held = any(leg.asked_to_hold for leg in legs.values())
        wanted = held or bool(self._muted)
        if not wanted and not self._withholds:
            return
        self._withholds = wanted
        for side, leg in legs.items():
            leg.stream.post(Withhold(stream=leg.stream.id, audio=held or side in self._muted, keys=held))
