"""What an engine is: `Engine` for the process that runs it, `Call` for call flow, which imports nothing else of it.

Every method of `Call` may be cancelled at any instant: a caller who hangs up cancels the task that runs the call flow,
and what the method had started (prompt, dialling, bridge) ends with it.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.model.configuration import Configuration
from switchboard.status import EngineReport


@dataclass(frozen=True, slots=True)
class Audio:
    """Something to play: its name for people, the content hash that finds the samples, and how long it lasts."""

    name: str
    content: str
    duration_s: float


@dataclass(frozen=True, slots=True)
class CallerId:
    """Who calls, as shown to the callee. An empty number means withheld."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CallInfo:
    """What is known when a call comes in.

    `extension` is the id of the calling extension, `trunk` of the trunk it came through; exactly one of them is set.
    `source` is the address that the signalling comes from, as far as trusted proxies tell.
    """

    id: str
    tenant: int
    caller: CallerId
    dialled: str
    received_at: datetime
    extension: int | None = None
    trunk: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PhoneTarget:
    """All registered contacts of an extension; they ring in parallel."""

    extension: int
    number: str


@dataclass(frozen=True, slots=True)
class TrunkTarget:
    """A number as it goes out through a trunk."""

    trunk: int
    number: str


Target = PhoneTarget | TrunkTarget


@dataclass(frozen=True, slots=True)
class DialRequest:
    """Ring every target at once for at most `ring_time_s`; the first to answer has the call.

    `diverted_by` is who was called before and sent the caller on. `ringback` is one period of what a caller who was
    answered hears meanwhile; None is what plays in the background, or silence.
    """

    targets: Sequence[Target]
    ring_time_s: float
    caller_id: CallerId
    alert_info: str = ""
    diverted_by: CallerId | None = None
    ringback: Audio | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """How a prompt ended: `finished` when its last sample was heard, else stopped by a key after `offset_s`."""

    finished: bool
    offset_s: float


class PromptUnavailable(Exception):
    """The samples are missing or unreadable."""


class Leg(Protocol):
    """A callee that has answered, until it is bridged."""

    @property
    def target(self) -> Target: ...

    @property
    def keys(self) -> KeyQueue:
        """Keys that the callee pressed and nobody has taken yet."""
        ...

    @property
    def gone(self) -> asyncio.Future[Cause]:
        """Done when the callee has left."""
        ...

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """As `Call.play`, for the callee alone."""
        ...

    async def hang_up(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Answered:
    """A target answered."""

    leg: Leg


@dataclass(frozen=True, slots=True)
class Redirect:
    """A phone of an extension, called alone, sends its caller to other numbers, of which the first is the best."""

    extension: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """No target answered: BUSY, NO_ANSWER, REJECTED, UNREACHABLE or FAILED; `status` is the protocol code or 0."""

    cause: Cause
    status: int = 0
    redirect: Redirect | None = None


DialOutcome = Answered | NotAnswered


@dataclass(frozen=True, slots=True)
class Ringing:
    """A phone of this target rings; told once for each target."""

    target: Target


@dataclass(frozen=True, slots=True)
class Failed:
    """No phone of this target will answer."""

    target: Target
    why: NotAnswered


@dataclass(frozen=True, slots=True)
class Expired:
    """The ring time is over: nobody rings any more."""


DialEvent = Ringing | Answered | Failed | Expired


class Dialling(Protocol):
    """Phones that ring for a caller, who may hear prompts and press keys meanwhile.

    Use `outcome` where only the first answer counts, `event` where each target matters or another answer may be taken;
    they report independently, and cancelling either loses nothing. An answer does not stop the other phones: they ring,
    and those who have answered wait, until one is taken.
    """

    async def event(self) -> DialEvent:
        """What happens next, in order."""
        ...

    async def outcome(self) -> DialOutcome:
        """The first answer or, once nobody can answer any more, why none did."""
        ...

    def drop(self, target: Target) -> None:
        """Ring this target no longer, and hang up whoever has answered there; nothing more is told of it."""
        ...

    def take(self, leg: Leg) -> None:
        """This one has the call, and is the caller's to bridge or to hang up. All others are dropped."""
        ...


@dataclass(frozen=True, slots=True)
class BridgeEnd:
    """Why two parties no longer talk.

    `by` is who ended it. `transfer_to` is the number to which the callee sent the caller (blind transfer), else "";
    `transferred_by` the extension that asked for it.
    """

    by: Literal["caller", "callee"]
    cause: Cause = Cause.NORMAL
    transfer_to: str = ""
    transferred_by: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Who ended a call from outside the call flow, whose task is then cancelled, and why."""

    by: Literal["caller", "system"]
    cause: Cause = Cause.NORMAL


@dataclass(slots=True)
class EngineEvents:
    """What an engine reports besides results; call flow sets the callbacks before it does anything else."""

    on_ringing: Callable[[Target], None] = field(default=lambda target: None)
    on_hold: Callable[[str, bool], None] = field(default=lambda side, held: None)


class Call(Protocol):
    """One incoming call, from its first ring to its end."""

    @property
    def info(self) -> CallInfo: ...

    @property
    def keys(self) -> KeyQueue:
        """Keys pressed and not yet taken (type-ahead)."""
        ...

    @property
    def answered(self) -> bool: ...

    @property
    def events(self) -> EngineEvents: ...

    @property
    def ending(self) -> Ending | None:
        """Set before the call flow's task is cancelled; None while the call lives or when the flow hung up."""
        ...

    async def answer(self) -> None:
        """Answer; returns when audio can flow. Does nothing when already answered."""
        ...

    async def until_audible(self) -> None:
        """Wait until the caller can be expected to hear: right after an answer the first word would be lost.

        Ends at once when that is over, before an answer, and at a key.
        """
        ...

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """Play to the end, or with `stop_on_key` to the start of a press. Raises PromptUnavailable.

        One at a time: a second one meanwhile is a fault of the call flow.
        """
        ...

    def start_dial(self, request: DialRequest) -> AbstractAsyncContextManager[Dialling]:
        """Ring the targets while the block runs; `dial` is all that most need.

        Before the answer the caller hears ringing of his own phone (180), after it the request's ringback, or what
        plays in the background where there is none. Nobody who has not been taken outlives the block.
        """
        ...

    def background(self, music: Audio | None) -> None:
        """Play that over and over whenever the caller hears nothing else of us, or stop it; from the answer on.

        It ends by itself when the caller talks to somebody.
        """
        ...

    async def bridge(self, leg: Leg) -> BridgeEnd:
        """Answer if need be, connect both parties, and wait until one leaves. A caller who leaves cancels instead.

        After a transfer by the caller the callee is the caller, and the recording, if there was one, has ended.
        """
        ...

    async def start_recording(self) -> str:
        """Record both sides from now on; returns the recording's name. Does nothing more when already recording."""
        ...

    async def stop_recording(self) -> None:
        """End the recording, if there is one. Another may follow, under a name of its own."""
        ...

    @property
    def recording(self) -> str:
        """The name of the recording, the last one if there are several; "" when nothing was recorded."""
        ...

    async def hang_up(self, cause: Cause) -> None:
        """End the call; before the answer it is refused with the protocol's response for `cause`."""
        ...


async def dial(call: Call, request: DialRequest) -> DialOutcome:
    """Ring the targets; the first to answer is the caller's to bridge."""
    async with call.start_dial(request) as dialling:
        outcome = await dialling.outcome()
        if isinstance(outcome, Answered):
            dialling.take(outcome.leg)
        return outcome


def recording_name(call: str, count: int) -> str:
    """What a call's recording is called, where it is the `count`-th of the call; "" for none."""
    return "" if count == 0 else f"{call}.wav" if count == 1 else f"{call}-{count}.wav"


CallHandler = Callable[[Call], Coroutine[object, None, None]]
"""What an engine runs, as a task of its own, for every call that comes in."""


class Engine(Protocol):
    """Brings calls from a telephone line, and to it. The process that runs one does not know which it is."""

    @property
    def calls(self) -> int:
        """How many calls there are now."""
        ...

    async def start(self, handler: CallHandler) -> None:
        """Take calls from now on. Raises OSError when the line cannot be had, such as a port that is taken."""
        ...

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        """What is configured now, by tenant; told after every change. Trunks, for one, are registered at by it."""
        ...

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a running call by its id, because somebody said so; False when there is none in that tenant."""
        ...

    async def report(self) -> EngineReport:
        """How the engine is and what it has counted, within a second or so, whatever hangs."""
        ...

    async def drain(self, timeout_s: float) -> None:
        """Refuse new calls, let the running ones finish for `timeout_s`, then hang them up."""
        ...

    async def close(self) -> None:
        """Leave the line. Nothing runs in the engine afterwards; called after `drain`."""
        ...
