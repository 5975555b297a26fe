"""Hold: who of two that talk holds the other, and what that one hears."""

from collections.abc import Callable

from switchboard.engine.port import PlayList, Side
from switchboard.engine.simulated.dialling import SimulatedLeg
from switchboard.engine.simulated.listener import Listener


class SimulatedHold:
    """Plays to a party that is held and does not hold the other one itself."""

    def __init__(self, caller: Listener) -> None:
        self._caller = caller
        self._caller_holds = False
        self._asked: set[Side] = set()
        self._callee: SimulatedLeg | None = None
        self._tell: Callable[[bool], None] = _nobody
        self._for_caller: PlayList | None = None
        self._for_callee: PlayList | None = None

    @property
    def callee(self) -> SimulatedLeg | None:
        return self._callee

    @property
    def caller_holds(self) -> bool:
        """Whether the caller's phone does."""
        return self._caller_holds

    def holds(self, side: Side) -> bool:
        """Whether that side holds the other, by its phone or because somebody else has asked for it."""
        by_phone = self._caller_holds if side == "caller" else self._callee is not None and self._callee.held
        return by_phone or side in self._asked

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
        self._asked.clear()
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
        return "caller" not in self._asked

    def ask(self, side: Side, held: bool) -> bool:
        """Let that side hold the other without its phone, or take it back; returns whether that is new."""
        before = self.holds(side)
        (self._asked.add if held else self._asked.discard)(side)
        self._update()
        return self.holds(side) != before

    def _on_callee(self) -> None:
        self._update()
        if self._callee is not None and "callee" not in self._asked:
            self._tell(self._callee.held)

    def _update(self) -> None:
        if self._callee is not None:
            caller_holds, callee_holds = self.holds("caller"), self.holds("callee")
            self._caller.music(self._for_caller if callee_holds and not caller_holds else None)
            self._callee.listener.music(self._for_callee if caller_holds and not callee_holds else None)


def _nobody(held: bool) -> None:
    """Nobody talks who could be told."""
