"""Ringing phones and trunks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.engine.port.callee import CallerId, Diversion, Leg, Target
from switchboard.engine.port.sound import Audio


@dataclass(frozen=True, slots=True)
class DialRequest:
    """Ring every target at once for at most `ring_time_s`; the first to answer has the call. Targets may be added.

    `diversions` are those who were called before and sent the caller on, the first one first. `billed_to` is the
    number that a trunk is to bill, which it is told apart from the caller id; "" to tell it none. `ringback` is one
    period of what a caller who was answered hears meanwhile; None is what plays in the background, or silence. With
    `auto_answer` phones are asked to answer by themselves.
    """

    targets: Sequence[Target]
    ring_time_s: float
    caller_id: CallerId
    alert_info: str = ""
    diversions: tuple[Diversion, ...] = ()
    billed_to: str = ""
    ringback: Audio | None = None
    auto_answer: bool = False


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
    """No target answered: BUSY, NO_ANSWER, REJECTED, UNREACHABLE or FAILED; `status` is the protocol code or 0.

    DRAINING where the engine has given a call up that it placed.
    """

    cause: Cause
    status: int = 0
    redirect: Redirect | None = None


DialOutcome = Answered | NotAnswered


@dataclass(frozen=True, slots=True)
class Ringing:
    """A phone of this target rings; reported once for each target."""

    target: Target


@dataclass(frozen=True, slots=True)
class Failed:
    """No phone of this target will answer: they refuse, there is none, or their ring time is over (NO_ANSWER)."""

    target: Target
    why: NotAnswered


DialEvent = Ringing | Answered | Failed


class Dialling(Protocol):
    """Phones that ring for a caller, who may hear prompts and press keys meanwhile.

    Use `outcome` where only the first answer counts, `event` where each target matters or another answer may be taken;
    they report independently, and cancelling either loses nothing. Each target ends by one Answered or Failed, unless
    it is dropped. An answer does not stop the other targets: they ring, and those who have answered wait, until one is
    taken. It does stop the other phones of the same target.
    """

    async def add(self, targets: Sequence[Target], ring_time_s: float) -> None:
        """Ring these as well, for a ring time of their own, until one is taken. Who rings already is passed over."""
        ...

    async def event(self) -> DialEvent:
        """Returns the next event, in order."""
        ...

    async def outcome(self) -> DialOutcome:
        """Returns the first answer; when nobody rings, the reason. `add` opens it again, unless somebody answered.

        When the last to ring stops because its time is over, the reason is no answer, whoever has refused.
        """
        ...

    def rings(self, target: Target) -> bool:
        """Whether the target is still called: it has neither answered nor failed."""
        ...

    @property
    def answered(self) -> bool:
        """Whether somebody has answered, and waits to be taken or dropped."""
        ...

    def drop(self, target: Target, *, elsewhere: bool) -> None:
        """Ring this target no longer, and hang up whoever has answered there; no further event is about it.

        `elsewhere`: somebody else has the call, so its phones need not list it as missed.
        """
        ...

    def take(self, leg: Leg) -> None:
        """This one has the call, for call flow to bridge or to hang up. All others are dropped, as elsewhere."""
        ...
