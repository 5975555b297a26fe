"""Scripted lines that ring."""

import asyncio
from collections.abc import Callable, Sequence

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    Answered,
    Audio,
    DialEvent,
    DialOutcome,
    Expired,
    Failed,
    Leg,
    NotAnswered,
    PhoneTarget,
    Played,
    Redirect,
    Ringing,
    Target,
)
from switchboard.engine.refusals import expired, worthiest
from switchboard.engine.simulated.listener import Listener
from switchboard.engine.simulated.scenario import Line, LineKind
from switchboard.engine.simulated.script import Press, parse_script

_CAUSES: dict[LineKind, Cause] = {
    "busy": Cause.BUSY,
    "rejects": Cause.REJECTED,
    "unregistered": Cause.UNREACHABLE,
    "fails": Cause.FAILED,
    "forwards": Cause.UNREACHABLE,
}
_RINGING: frozenset[LineKind] = frozenset(("answers", "no_answer", "rejects"))
Turn = tuple[float, Callable[[], None]]
"""After how long something happens."""


class SimulatedLeg:
    """The callee of a scenario, who does what the line's script says from the answer on."""

    def __init__(self, target: Target, line: Line) -> None:
        loop = asyncio.get_running_loop()
        self.target = target
        self.keys = KeyQueue(loop)
        self.gone: asyncio.Future[Cause] = loop.create_future()
        self.played: list[Audio] = []
        self._listener = Listener(self.keys)
        self._timers = [
            loop.call_later(step.at_s, self._listener.press, step.digit)
            if isinstance(step, Press)
            else loop.call_later(step.at_s, self._leave)
            for step in parse_script(line.script)
        ]

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        self.played.append(audio)
        return await self._listener.play(audio, stop_on_key=stop_on_key)

    async def hang_up(self) -> None:
        self.end()

    def end(self) -> None:
        """The callee is hung up."""
        for timer in self._timers:
            timer.cancel()
        self._leave()

    def _leave(self) -> None:
        if not self.gone.done():
            self.gone.set_result(Cause.NORMAL)


class SimulatedDialling:
    """Implements `engine.port.Dialling`: every line does at its time what the scenario says."""

    def __init__(
        self, lines: Sequence[tuple[Target, Line]], ring_time_s: float, on_ringing: Callable[[Target], None]
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._began_s = self._loop.time()
        self._alone = len(lines) == 1
        self._ringing = dict(lines)
        self._waiting: list[SimulatedLeg] = []
        self._refusals: list[NotAnswered] = []
        self._events: asyncio.Queue[DialEvent] = asyncio.Queue()
        self._outcome: asyncio.Future[DialOutcome] = self._loop.create_future()
        for target, line in lines:
            if line.kind in _RINGING:
                self._events.put_nowait(Ringing(target))
                on_ringing(target)
        # One after the other: an answer counts that comes in the instant in which the ring time is over.
        turns = [turn for target, line in lines if (turn := self._turn(target, line, ring_time_s)) is not None]
        self._turns = [*sorted(turns, key=lambda turn: turn[0]), (ring_time_s, self._expire)]
        self._timer: asyncio.TimerHandle | None = None
        self._settle_if_nobody_rings()
        self._wait_for_turn()

    def stop(self) -> None:
        """Nobody rings any more, and nobody waits."""
        if self._timer is not None:
            self._timer.cancel()
        self._turns.clear()  # they refer to us: a circle that only the garbage collector would open
        for leg in self._waiting:
            leg.end()

    async def event(self) -> DialEvent:
        return await self._events.get()

    async def outcome(self) -> DialOutcome:
        return await asyncio.shield(self._outcome)

    def drop(self, target: Target) -> None:
        self._ringing.pop(target, None)
        for leg in [one for one in self._waiting if one.target == target]:
            self._waiting.remove(leg)
            leg.end()
        self._settle_if_nobody_rings()

    def take(self, leg: Leg) -> None:
        self._waiting = [one for one in self._waiting if one is not leg]
        self.stop()

    def _turn(self, target: Target, line: Line, ring_time_s: float) -> Turn | None:
        """What a line does, and when; None for one that rings on."""
        if line.kind in ("unregistered", "fails"):
            return 0.0, lambda: self._fail(target, NotAnswered(_CAUSES[line.kind], line.status))
        if line.kind == "no_answer" or line.after_s > ring_time_s:
            return None
        if line.kind == "answers":
            return line.after_s, lambda: self._answer(target, line)
        if line.kind == "forwards":
            by = target.extension if isinstance(target, PhoneTarget) and self._alone else None
            redirect = Redirect(by, line.forwards_to) if by is not None else None
            return line.after_s, lambda: self._fail(target, NotAnswered(Cause.UNREACHABLE, 302, redirect))
        return line.after_s, lambda: self._fail(target, NotAnswered(_CAUSES[line.kind], line.status))

    def _wait_for_turn(self) -> None:
        if self._turns:
            self._timer = self._loop.call_at(self._began_s + self._turns[0][0], self._take_turn)

    def _take_turn(self) -> None:
        _, act = self._turns.pop(0)
        act()
        self._wait_for_turn()

    def _answer(self, target: Target, line: Line) -> None:
        if self._ringing.pop(target, None) is not None:
            answered = Answered(leg := SimulatedLeg(target, line))
            self._waiting.append(leg)
            self._events.put_nowait(answered)
            self._settle(answered)

    def _fail(self, target: Target, why: NotAnswered) -> None:
        if self._ringing.pop(target, None) is not None:
            self._refusals.append(why)
            self._events.put_nowait(Failed(target, why))
            self._settle_if_nobody_rings()

    def _expire(self) -> None:
        self._settle(expired(self._refusals, Cause.NO_ANSWER))
        self._ringing.clear()
        self._events.put_nowait(Expired())

    def _settle_if_nobody_rings(self) -> None:
        if not self._ringing:
            self._settle(worthiest(self._refusals))

    def _settle(self, outcome: DialOutcome) -> None:
        if not self._outcome.done():
            self._outcome.set_result(outcome)
