"""A third engine: a kiosk at the front door, where visitors talk to us. It has no network at all."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from switchboard.call.cause import Cause
from switchboard.engine.dial_report import DialReport
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port import (
    Audio,
    BridgeEnd,
    CallHandler,
    CallInfo,
    DialEvent,
    Dialling,
    DialOutcome,
    DialRequest,
    Ear,
    Ending,
    EngineEvents,
    Leg,
    NotAnswered,
    OnAudio,
    OnReachable,
    OnRinging,
    Origination,
    PhoneTarget,
    Played,
    PlayList,
    Recorded,
    RecordLimits,
    RoomId,
    Seat,
    Side,
    Target,
    TrunkCondition,
)
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.status import EngineReport, TrunkStatus, TrunkTest


class Visit:
    """A call of the kiosk: whatever is played takes no time, and nobody can be rung from here."""

    def __init__(self, info: CallInfo) -> None:
        self.info = info
        self.keys = KeyQueue(asyncio.get_running_loop())
        self.events = EngineEvents()
        self.answered = False
        self.ending: Ending | None = None
        self.recording = ""
        self.hung_up: Cause | None = None
        self.talks = False

    async def answer(self) -> None:
        self.answered = True

    async def progress(self) -> bool:
        return self.answered

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return "free"

    async def until_audible(self) -> None:
        """The visitor stands there."""

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        await asyncio.sleep(0)
        return Played(finished=True, offset_s=audio.duration_s)

    async def play_all(self, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        await asyncio.sleep(0)
        return Played(finished=True, offset_s=sum(item.duration_s for item in items))

    @asynccontextmanager
    async def start_dial(self, request: DialRequest) -> AsyncIterator["NobodyRings"]:
        yield NobodyRings(request.targets)

    def background(self, music: PlayList | None) -> None:
        """There is no music."""

    def hear_fax(self, wanted: bool) -> None:
        """No fax machine comes here."""

    def hear_answerer(self, most_s: float, greeting_s: float) -> AbstractAsyncContextManager[Ear]:
        raise AssertionError("nobody is called here")

    def hold_music(self, for_caller: PlayList | None, for_callee: PlayList | None) -> None:
        """Nobody is held here."""

    def recall(self, side: Side) -> None:
        """Nobody is held here."""

    def send_on(self, party: Side, number: str, rights_of: int | None) -> bool:
        return False

    def hold(self, side: Side, held: bool) -> bool:
        return False

    def mute(self, side: Side, muted: bool) -> bool:
        return False

    async def settle(self) -> None:
        """Nothing takes any time here."""

    async def let_go(self) -> None:
        """Nobody is called here."""

    def join(self, room: RoomId, *, muted: bool, waiting: PlayList | None) -> AbstractAsyncContextManager[Seat]:
        raise Unavailable("nobody else is here")

    async def relay(self, address: str) -> None:
        raise Unavailable("there is no other machine")

    def pick_up(self, dialling: Dialling, callee: PhoneTarget) -> bool:
        return False

    async def bridge(self, leg: Leg) -> BridgeEnd:
        raise AssertionError("nobody answers here")

    async def start_recording(self) -> str:
        self.recording = f"kiosk-{self.info.id}.wav"
        return self.recording

    async def stop_recording(self) -> None:
        """The visitor may have it."""

    async def pause_recording(self, paused: bool) -> None:
        """It has no microphone while it is paused."""

    @asynccontextmanager
    async def start_take(self, limits: RecordLimits, tone: Audio | None) -> AsyncIterator["NobodySpeaks"]:
        yield NobodySpeaks()

    async def hang_up(self, cause: Cause) -> None:
        self.hung_up = cause


class NobodySpeaks:
    """The visitor looks at the microphone."""

    file = Path("nothing.wav")
    result = Recorded(None, "silence")

    async def finished(self) -> Recorded:
        return self.result


class NobodyRings:
    """Who is dialled is not there."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._report = DialReport()
        self._fail(targets)

    async def add(self, targets: Sequence[Target], ring_time_s: float) -> None:
        self._fail(targets)

    def _fail(self, targets: Sequence[Target]) -> None:
        for target in targets:
            self._report.begins(target)
        for target in targets:
            self._report.fails(target, NotAnswered(Cause.UNREACHABLE))
        self._report.settle_if_nobody_rings()

    async def event(self) -> DialEvent:
        return await self._report.event()

    async def outcome(self) -> DialOutcome:
        return await self._report.outcome()

    def rings(self, target: Target) -> bool:
        return self._report.is_open(target)

    @property
    def answered(self) -> bool:
        return self._report.answered

    def drop(self, target: Target, *, elsewhere: bool) -> None:
        self._report.drops(target)

    def take(self, leg: Leg) -> None:
        raise AssertionError("nobody answers here")


@dataclass(slots=True)
class Kiosk:
    """Implements `engine.port.Engine`; `visit` is somebody who presses the button."""

    handler: CallHandler | None = None
    configurations: list[Mapping[int, Configuration]] = field(default_factory=list)
    followed: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False
    _visits: dict[Visit, asyncio.Task[None]] = field(default_factory=dict)

    @property
    def calls(self) -> int:
        return len(self._visits)

    def tell_reachable(self, told: OnReachable) -> None:
        """Nobody registers here."""

    def tell_audio(self, told: OnAudio) -> None:
        """Nobody measures here."""

    async def start(self, handler: CallHandler) -> None:
        self.handler = handler

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        self.configurations.append(configurations)
        self.followed.set()

    def visit(self, info: CallInfo) -> Visit:
        """Somebody comes; the call runs by itself."""
        assert self.handler is not None
        visit = Visit(info)
        task = self._visits[visit] = asyncio.create_task(self._run(visit, self.handler))
        task.add_done_callback(lambda _: self._visits.pop(visit))
        return visit

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return ()

    async def test_trunk(self, trunk: Stored[Trunk]) -> TrunkTest:
        raise Unavailable("nobody is there to be asked")

    async def report(self) -> EngineReport:
        return EngineReport()

    async def originate(
        self, origination: Origination, handler: CallHandler, on_ringing: OnRinging = lambda target: None
    ) -> CallInfo | NotAnswered:
        return NotAnswered(Cause.UNREACHABLE)

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return "down"

    def hang_up(self, call: str, tenant: int) -> bool:
        found = [visit for visit in self._visits if (visit.info.id, visit.info.tenant) == (call, tenant)]
        for visit in found:
            self._end(visit, Cause.RELEASED)
        return bool(found)

    async def drain(self, timeout_s: float) -> None:
        for visit in self._visits:
            self._end(visit, Cause.DRAINING)
        await self.idle()

    async def idle(self) -> None:
        """Nobody is there any more."""
        await asyncio.gather(*list(self._visits.values()))

    async def close(self) -> None:
        self.closed = True

    def _end(self, visit: Visit, cause: Cause) -> None:
        visit.ending = Ending("system", cause)
        self._visits[visit].cancel()

    @staticmethod
    async def _run(visit: Visit, handler: CallHandler) -> None:
        try:
            await handler(visit)
        except asyncio.CancelledError:
            assert visit.ending is not None
