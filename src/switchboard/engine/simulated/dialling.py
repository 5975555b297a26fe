"""Scripted lines that ring."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from switchboard.call.cause import Cause
from switchboard.engine.dial_report import DialReport
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    Audio,
    CallInfo,
    DialEvent,
    DialOutcome,
    DialRequest,
    Leg,
    NotAnswered,
    PhoneTarget,
    Played,
    Redirect,
    Target,
)
from switchboard.engine.simulated.listener import Listener
from switchboard.engine.simulated.scenario import Line
from switchboard.engine.simulated.script import Hold, Leave, Press, Speak, Step, parse_script
from switchboard.model.scenario import LineKind

_CAUSES: dict[LineKind, Cause] = {
    "busy": Cause.BUSY,
    "rejects": Cause.REJECTED,
    "unregistered": Cause.UNREACHABLE,
    "fails": Cause.FAILED,
    "forwards": Cause.UNREACHABLE,
    "full": Cause.UNREACHABLE,
    "down": Cause.UNREACHABLE,
}
_RINGING: frozenset[LineKind] = frozenset(("answers", "no_answer", "rejects"))


@dataclass(frozen=True, slots=True)
class Turn:
    """When a target stops ringing: what its line `does` then, or None where its ring time is over."""

    at_s: float
    target: Target
    does: Line | None


class SimulatedLeg:
    """The callee of a scenario, who does what the line's script says from the answer on."""

    def __init__(self, target: Target, line: Line, from_call: str = "") -> None:
        loop = asyncio.get_running_loop()
        self._target = target
        self._from_call = from_call
        self.keys = KeyQueue(loop)
        self.gone: asyncio.Future[Cause] = loop.create_future()
        self.played: list[Audio] = []
        self.listener = Listener(self.keys)
        self.held = False
        self.on_hold: Callable[[], None] = lambda: None
        self._timers = [loop.call_later(step.at_s, self._do, step) for step in parse_script(line.script)]

    @property
    def target(self) -> Target:
        return self._target

    @property
    def from_call(self) -> str:
        return self._from_call

    def goes_on(self, timers: Sequence[asyncio.TimerHandle]) -> None:
        """The callee was a caller, and does the rest of that script here."""
        self._timers.extend(timers)

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        self.played.append(audio)
        return await self.listener.play((audio,), stop_on_key=stop_on_key)

    async def hang_up(self, *, elsewhere: bool = False) -> None:
        self.end()

    def end(self) -> None:
        """The callee is hung up."""
        for timer in self._timers:
            timer.cancel()
        self.leave()

    def _do(self, step: Step) -> None:
        match step:
            case Press(digit=digit):
                self.listener.press(digit)
            case Hold(held=held):
                self.hold(held)
            case Speak():
                """Nobody records a callee."""
            case Leave():
                self.leave()
            case _:
                assert_never(step)

    def hold(self, held: bool) -> None:
        """The callee puts the caller on hold, or takes him back."""
        if held != self.held:
            self.held = held
            self.on_hold()

    def leave(self) -> None:
        """The callee hangs up."""
        if not self.gone.done():
            self.gone.set_result(Cause.NORMAL)


class SimulatedDialling:
    """Implements `engine.port.Dialling`: every line does at its time what the scenario says."""

    def __init__(
        self, line: Callable[[Target], Line], on_ringing: Callable[[Target], None], call: CallInfo | None = None
    ) -> None:
        """`line` says how a target behaves; `call` is whose caller these ring for, None for nobody's."""
        self._loop = asyncio.get_running_loop()
        self._line = line
        self._on_ringing = on_ringing
        self.call = call
        self._stopped = False
        self._report = DialReport()
        self._asked: set[Target] = set()
        self._waiting: list[SimulatedLeg] = []
        self._turns: list[Turn] = []
        self._timer: asyncio.TimerHandle | None = None

    async def start(self, request: DialRequest) -> None:
        """Ring everybody of the request."""
        await self.add(request.targets, request.ring_time_s)
        self._report.settle_if_nobody_rings()

    async def add(self, targets: Sequence[Target], ring_time_s: float) -> None:
        fresh = [target for target in dict.fromkeys(targets) if not self._report.is_open(target)]
        self._asked.update(fresh)
        for target in fresh:
            self._report.begins(target)
            if self._line(target).kind in _RINGING and self._report.rings(target):
                self._on_ringing(target)
        self._turns += [self._turn(target, ring_time_s) for target in fresh]
        # An answer counts that comes in the instant in which the ring time is over.
        self._turns.sort(key=lambda turn: (turn.at_s, turn.does is None))
        self._wait_for_turn()

    def stop(self) -> None:
        """Nobody rings any more, and nobody waits."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        self._turns.clear()
        for leg in self._waiting:
            leg.end()

    async def event(self) -> DialEvent:
        return await self._report.event()

    async def outcome(self) -> DialOutcome:
        return await self._report.outcome()

    def ringing(self) -> list[Target]:
        """Those that are still called."""
        return [target for target in self._asked if self.rings(target)]

    def rings(self, target: Target) -> bool:
        return self._report.is_open(target)

    @property
    def answered(self) -> bool:
        return self._report.answered

    def answer_by(self, other: str, callee: PhoneTarget) -> SimulatedLeg | None:
        """Somebody who was the caller of that call has answered, as that callee; None if he cannot."""
        if self.call is None or self._stopped or self.answered:
            return None
        self._turns = [turn for turn in self._turns if turn.target != callee]
        self._asked.add(callee)
        self._waiting.append(leg := SimulatedLeg(callee, Line(), other))
        self._report.answers(leg)
        return leg

    def drop(self, target: Target, *, elsewhere: bool) -> None:
        self._turns = [turn for turn in self._turns if turn.target != target]
        for leg in [one for one in self._waiting if one.target == target]:
            self._waiting.remove(leg)
            leg.end()
        self._report.drops(target)

    def take(self, leg: Leg) -> None:
        self._waiting = [one for one in self._waiting if one is not leg]
        self.stop()

    def _turn(self, target: Target, ring_time_s: float) -> Turn:
        line, now_s = self._line(target), self._loop.time()
        if line.kind in ("unregistered", "fails", "full", "down"):
            return Turn(now_s, target, line)
        if line.kind == "no_answer" or line.after_s > ring_time_s:
            return Turn(now_s + ring_time_s, target, None)
        return Turn(now_s + line.after_s, target, line)

    def _wait_for_turn(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._turns:
            self._timer = self._loop.call_at(self._turns[0].at_s, self._take_turn)

    def _take_turn(self) -> None:
        turn = self._turns.pop(0)
        if turn.does is None:
            self._report.rings_out(turn.target, NotAnswered(Cause.NO_ANSWER), Cause.NO_ANSWER)
        elif turn.does.kind == "answers":
            self._waiting.append(leg := SimulatedLeg(turn.target, turn.does))
            self._report.answers(leg)
        else:
            self._report.fails(turn.target, self._refusal(turn.target, turn.does))
        self._wait_for_turn()

    def _refusal(self, target: Target, line: Line) -> NotAnswered:
        if line.kind != "forwards":
            return NotAnswered(_CAUSES[line.kind], line.status)
        alone = len(self._asked) == 1
        redirect = Redirect(target.extension, line.forwards_to) if alone and isinstance(target, PhoneTarget) else None
        return NotAnswered(Cause.UNREACHABLE, 302, redirect)
