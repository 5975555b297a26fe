"""A call, as call flow has it in hand."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Literal, Protocol

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port.answerer import Ear
from switchboard.engine.port.callee import CallerId, Diversion, Leg, PhoneTarget, Target, TrunkCondition
from switchboard.engine.port.dialling import Answered, Dialling, DialOutcome, DialRequest
from switchboard.engine.port.rooms import RoomId, Seat
from switchboard.engine.port.sound import Audio, Played, PlayList
from switchboard.engine.port.take import EndedBy, RecordLimits, Take


@dataclass(frozen=True, slots=True)
class PickUp:
    """A call (its id) that rings phones of somebody, and that somebody else wants to have."""

    call: str
    callee: PhoneTarget


@dataclass(frozen=True, slots=True)
class CallInfo:
    """What is known of a call from its beginning. If we have placed the call, whoever has answered us is its caller.

    `extension` is the id of the calling extension, `trunk` of the trunk it came through; exactly one of them is set.
    `source` is the address that the signalling comes from, as far as trusted proxies tell. `withheld`: the caller does
    not want to be known to who is called (then `caller` is empty, unless it is an extension). `diversions` are those
    who were called elsewhere before and sent the caller on, the first one first. `picks_up`: the caller has named a
    call that rings elsewhere, instead of a number. A `guest` comes from another machine (`GuestLine`), which keeps the
    record of the call.
    """

    id: str
    tenant: int
    caller: CallerId
    dialled: str
    received_at: datetime
    extension: int | None = None
    trunk: int | None = None
    source: str = ""
    withheld: bool = False
    diversions: tuple[Diversion, ...] = ()
    picks_up: PickUp | None = None
    guest: bool = False

    @property
    def shown(self) -> CallerId:
        """The caller as whoever is called may know them."""
        return CallerId("") if self.withheld else self.caller


Side = Literal["caller", "callee"]
"""Of two that talk."""


@dataclass(frozen=True, slots=True)
class BridgeEnd:
    """Why two parties no longer talk.

    `by` is who ended it. `transfer_to` is the number to which the callee sent the caller (blind transfer), else "";
    `transferred_by` the extension that asked for it, or by whose permissions somebody else did (`Call.send_on`).
    `recalled`: that extension asked for nothing, but was recalled (`Call.recall`), and `transfer_to` is its own number.
    `successor` comes in the place of the callee (attended transfer), and is to be bridged, or hung up.
    """

    by: Literal["caller", "callee"]
    cause: Cause = Cause.NORMAL
    transfer_to: str = ""
    transferred_by: int | None = None
    recalled: bool = False
    successor: Leg | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Who ended a call from outside the call flow, whose task is then cancelled, and why.

    After an attended transfer, `handed_to` is the id of the call that has taken over the party whom `by` talked to, and
    `transfer_to` the number that was dialled there; else both are "". So they are for a caller who has picked a call up
    (`Call.pick_up`), with the call that he is in from then on.
    """

    by: Literal["caller", "callee", "system"]
    cause: Cause = Cause.NORMAL
    handed_to: str = ""
    transfer_to: str = ""

    @property
    def of_take(self) -> EndedBy:
        """What `Recorded` says of a take that goes on when the call ends."""
        return "media" if self.cause is Cause.MEDIA_LOST else "system" if self.by == "system" else "caller"


@dataclass(slots=True)
class EngineEvents:
    """What an engine reports besides results; call flow sets the callbacks before it does anything else.

    `on_unreadable` tells of an item of a list that is skipped, at the latest when its turn comes, once in a call.

    `on_answered`: the engine has answered by itself, because early media may not last longer.

    `on_transfer`: an extension (its id) that talks wants to send the other side to a number (blind transfer). The
    callback returns whether it may; if not, the engine declines, and the two talk on.

    `on_caller_replaced`: somebody else is the caller now (attended transfer), and `Call.info` already says who. What
    the call flow does goes on, and a prompt begins anew. The callback is given the call from which the new caller
    comes, with him as its caller. It returns whether he may be recorded: then a recording that runs goes on in another
    file, which `Call.recording` already names.
    """

    on_answered: Callable[[], None] = field(default=lambda: None)
    on_ringing: Callable[[Target], None] = field(default=lambda target: None)
    on_hold: Callable[[Side, bool], None] = field(default=lambda side, held: None)
    on_caller_replaced: Callable[[CallInfo], bool] = field(default=lambda former: True)
    on_transfer: Callable[[str, int], bool] = field(default=lambda number, extension: True)
    on_unreadable: Callable[[Audio], None] = field(default=lambda audio: None)

    def forget(self) -> None:
        """Nothing is reported any more: the call is over. It and its call flow know each other until then, and would
        have to be found by the garbage collector, which stops all calls meanwhile.
        """
        for one in fields(self):
            setattr(self, one.name, one.default)


EARLY_MEDIA_S = 170.0
"""How long a caller may hear us before the answer: carriers end a call that is not answered in three minutes."""


class Call(Protocol):
    """One call, from its first ring to its end; one that we have placed, from its answer."""

    @property
    def info(self) -> CallInfo:
        """Who calls, and whom. After an attended transfer it names another caller."""
        ...

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

    async def progress(self) -> bool:
        """Let the caller hear us before the answer, and be heard pressing keys (early media).

        Returns whether the caller hears us, so also True when already answered. It is False where the peer must not get
        early media (a trunk whose `early_announcements` is off), or cannot. `answer` goes on with the same audio. No
        carrier lets early media last for ever, so after `EARLY_MEDIA_S` the engine answers by itself.
        """
        ...

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        """Whether a call should go out through a trunk (its id) now. One that is full is UNREACHABLE."""
        ...

    async def until_audible(self) -> None:
        """Wait until the caller can be expected to hear: right after an answer the first word would be lost.

        Returns at once if the answer was long enough ago, if a key waits, or if the caller does not hear us at all. A
        key ends the waiting.
        """
        ...

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """Play to the end, or with `stop_on_key` to the start of a press.

        Raises PromptUnavailable, also for a caller who was neither answered nor given early media. One at a time: a
        second one meanwhile is a fault of the call flow.
        """
        ...

    async def play_all(self, items: Sequence[Audio], *, stop_on_key: bool) -> Played:
        """Play one after another without a gap, as if they were one prompt; otherwise as `play`.

        What is unreadable is skipped, and reported. Raises PromptUnavailable if nothing is left to be heard.
        """
        ...

    def start_dial(self, request: DialRequest) -> AbstractAsyncContextManager[Dialling]:
        """Ring the targets while the block runs; `dial` is all that most need.

        Before the answer the caller hears ringing of his own phone (180), after it and in early media the request's
        ringback, or what plays in the background where there is none. In place of the ringback a caller who may get
        early media hears that of whoever rings and is heard first; nothing that he says goes there. When the block
        ends, whoever rings or was not taken (`Dialling.take`) is hung up.
        """
        ...

    def background(self, music: PlayList | None) -> None:
        """Play that list whenever the caller hears nothing else of us; None stops it. He hears it once he can hear us.

        The list goes on where it was interrupted, and ends by itself when the caller talks to somebody. A list that
        plays already goes on undisturbed.
        """
        ...

    def hear_fax(self, wanted: bool) -> None:
        """Take the calling tone of a fax machine (T.30) for the key F from now on, or no longer; at first it is none.

        It counts when the burst is over and quiet has followed. It holds for later callers of the call too.
        """
        ...

    def hear_answerer(self, most_s: float, greeting_s: float) -> AbstractAsyncContextManager[Ear]:
        """Listen to whoever has answered a call that we have placed while the block runs, to tell a person from an
        answering machine; for at most `most_s`, and then for `greeting_s` to the greeting of a machine.
        """
        ...

    def hold_music(self, for_caller: PlayList | None, for_callee: PlayList | None) -> None:
        """Set what each party hears while the other one holds it, in the present and in later bridges.

        It replaces what the party that holds may send meanwhile; with None the held party hears that. Whoever holds
        hears nothing. Keys that are pressed while one holds the other are dropped.
        """
        ...

    @property
    def talks(self) -> bool:
        """Whether there are two who talk, or who have just ended it."""
        ...

    def send_on(self, party: Side, number: str, rights_of: int | None) -> bool:
        """End the talk as if the other side had transferred that one to the number, by the permissions of an extension.

        Returns whether it did: False where nobody talks any more.
        """
        ...

    def hold(self, side: Side, held: bool) -> bool:
        """Let that side of a talk hold the other, as if its phone did, or take it back; it ends with the talk. Neither
        hears the other meanwhile.

        Returns whether it is so now: False where nobody talks, and where its phone itself goes on holding.
        """
        ...

    def mute(self, side: Side, muted: bool) -> bool:
        """Let what that side of a talk says be heard by nobody, nor recorded, or again; it ends with the talk. Its keys
        are passed on. Returns whether it is so now: False where nobody talks.
        """
        ...

    async def settle(self) -> None:
        """End a take, and wait until nothing goes on in which the task must not be cancelled if the call is to go on
        afterwards: the file of a take is closed, and an answer acknowledged.
        """
        ...

    async def let_go(self) -> None:
        """Hang up all callees who were taken and are not talked to."""
        ...

    def recall(self, side: Side) -> None:
        """End the talk as if that side had transferred the other to its own number.

        Does nothing where nobody talks, or where no extension is at that side.
        """
        ...

    def pick_up(self, dialling: Dialling, callee: PhoneTarget) -> bool:
        """Let the caller of this call, who was answered, be one who has answered in a dialling of another call, as that
        callee. This call is handed over to the other one, and its task is cancelled.

        Returns whether that was possible: nobody has answered there, and this call does nothing but play something.
        """
        ...

    async def bridge(self, leg: Leg) -> BridgeEnd:
        """Answer if need be, connect both parties, and wait until the talk is over.

        It does not return if the caller leaves: that cancels the task. After a transfer by the caller the former callee
        is the caller, and the recording, if there was one, has ended.
        """
        ...

    def join(self, room: RoomId, *, muted: bool, waiting: PlayList | None) -> AbstractAsyncContextManager[Seat]:
        """Answer if need be, and be in the room while the block runs, which ends with its last member.

        `waiting` is heard while nobody else is in the room; music in the background ends. `play` is heard by the caller
        alone, over the room, which he hears 12 dB more softly meanwhile. His keys reach nobody else. A recording has
        him at the left, what he hears at the right. Whoever calls this bounds how many are in a room. Raises
        Unavailable.
        """
        ...

    async def relay(self, address: str) -> None:
        """Answer if need be, and let another machine have the caller, which expects him at that address
        (`GuestLine.expect`): it hears him and his keys, and he hears it alone, until it hangs up.

        It does not return if the caller leaves: that cancels the task. Raises Unavailable.
        """
        ...

    async def start_recording(self) -> str:
        """Record both sides from now on; returns the recording's name. Does nothing more when already recording."""
        ...

    async def stop_recording(self) -> None:
        """End the recording, if there is one. Another may follow, under a name of its own."""
        ...

    async def pause_recording(self, paused: bool) -> None:
        """Leave out what is said from now on, or record again. It holds for a recording that begins meanwhile, too.

        What was left out is silence in the recording, so that times in it stay those of the call.
        """
        ...

    def start_take(self, limits: RecordLimits, tone: Audio | None) -> AbstractAsyncContextManager[Take]:
        """Answer if need be, play the tone, and record what the caller says from the tone's last sample on.

        Leaving the block ends the take. Keys pressed before the take are dropped, and none pressed while it goes on
        comes to `keys`. Within the block nothing plays in the background. A call has one take at a time, and may be
        recorded meanwhile.
        """
        ...

    @property
    def recording(self) -> str:
        """The name of the recording, the last one if there are several; "" when nothing was recorded."""
        ...

    async def hang_up(self, cause: Cause) -> None:
        """End the call; before the answer it is refused with the protocol's response for `cause`."""
        ...


async def dial(call: Call, request: DialRequest) -> DialOutcome:
    """Ring the targets; whoever answers first is taken, for call flow to bridge or to hang up."""
    async with call.start_dial(request) as dialling:
        outcome = await dialling.outcome()
        if isinstance(outcome, Answered):
            dialling.take(outcome.leg)
        return outcome
