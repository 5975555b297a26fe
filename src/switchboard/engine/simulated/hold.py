"""Hold: who of two that talk holds the other, and what that one hears."""

from collections.abc import Callable

from switchboard.engine.port import PlayList
from switchboard.engine.simulated.dialling import SimulatedLeg
from switchboard.engine.simulated.listener import Listener


class SimulatedHold:
    """Plays to a party that is held and does not hold the other one itself."""

    def __init__(self, caller: Listener) -> None:
        self._caller = caller
        self._caller_holds = False
        self._callee: SimulatedLeg | None = None
        self._tell: Callable[[bool], None] = _nobody
        self._for_caller: PlayList | None = None
        self._for_callee: PlayList | None = None

    @property
    def callee(self) -> SimulatedLeg | None:
        return self._callee

    @property
    def caller_holds(self) -> bool:
        return self._caller_holds

    def choose(self, for_caller: PlayList | None, for_callee: PlayList | None) -> None:
        """Play that to each from now on."""
        self._for_caller, self._for_callee = for_caller, for_callee
        self._update()

    def begin(self, callee: SimulatedLeg, tell: Callable[[bool], None]) -> None:
        """The caller talks to that one. `tell` is told whether the callee holds, at each change until the `end`."""
        self._callee, self._tell = callee, tell
        callee.on_hold = self._on_callee
        self._update()
        if callee.held:
            tell(True)

    def end(self) -> None:
        """They talk no longer."""
        if self._callee is not None:
            self._callee.on_hold = lambda: None
            self._callee.listener.music(None)
            self._callee, self._tell = None, _nobody
        self._caller.music(None)

    def caller_is_another(self) -> None:
        """The callee is the caller from here on, and holds nobody."""
        self._caller_holds = False

    def by_caller(self, held: bool) -> bool:
        """The caller holds us, or takes us back; returns whether that is new."""
        if held == self._caller_holds:
            return False
        self._caller_holds = held
        self._update()
        return True

    def _on_callee(self) -> None:
        self._update()
        if self._callee is not None:
            self._tell(self._callee.held)

    def _update(self) -> None:
        if self._callee is not None:
            caller_holds, callee_holds = self._caller_holds, self._callee.held
            self._caller.music(self._for_caller if callee_holds and not caller_holds else None)
            self._callee.listener.music(self._for_callee if caller_holds and not callee_holds else None)


def _nobody(held: bool) -> None:
    """Nobody talks who could be told."""
