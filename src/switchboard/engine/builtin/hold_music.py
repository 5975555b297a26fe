"""What the parties of a bridge hear while one holds the other."""

from dataclasses import dataclass

from switchboard.engine.builtin.audio_leg import AudioLeg
from switchboard.engine.builtin.call_sounds import CallSounds
from switchboard.engine.port import PlayList


@dataclass(slots=True)
class _Listener:
    """One party: what it is to hear while it is held, and what it hears."""

    music: PlayList | None = None
    leg: AudioLeg | None = None
    hears: PlayList | None = None


class HoldMusic:
    """Plays to a party that is held and does not hold the other one itself: nothing is sent to who holds."""

    def __init__(self, sounds: CallSounds) -> None:
        self._sounds = sounds
        self._caller = _Listener()
        self._callee = _Listener()

    def choose(self, for_caller: PlayList | None, for_callee: PlayList | None) -> None:
        """Play that to each from now on; None leaves what the other party sends."""
        self._caller.music, self._callee.music = for_caller, for_callee
        self.update()

    def begin(self, caller: AudioLeg, callee: AudioLeg) -> None:
        """These two talk."""
        self._caller.leg, self._callee.leg = caller, callee
        self.update()

    def end(self) -> None:
        """They talk no longer."""
        for listener in (self._caller, self._callee):
            self._play(listener, None)
            listener.leg = None

    def update(self) -> None:
        """One of them holds the other, or takes it back."""
        for listener, other in ((self._caller, self._callee), (self._callee, self._caller)):
            if listener.leg is not None and other.leg is not None:
                held = other.leg.is_holding and not listener.leg.is_holding
                self._play(listener, listener.music if held else None)

    def _play(self, listener: _Listener, music: PlayList | None) -> None:
        if listener.leg is not None and music != listener.hears:
            listener.hears = music
            self._sounds.loop(listener.leg.stream, "music", music)
