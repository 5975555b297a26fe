"""Calls that are kept, to be simulated again: who calls, what is done, how the world is, and how it should end."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from switchboard.model.api_dialplan import MAX_STEPS, DialplanStep
from switchboard.model.base import ApiDialplanId, Document, Frozen, Instant, QueueId, TrunkId
from switchboard.model.destination import OutsideNumber
from switchboard.model.refused import refused, repeated

LineKind = Literal["answers", "busy", "no_answer", "rejects", "unregistered", "fails", "forwards", "full", "down"]
AgentDoes = Literal["logged_in", "paused"]
"""What an agent has done before the call; who is paused is logged in, too."""

End = Literal["answered", "voicemail", "completed", "abandoned", "missed", "blocked", "failed"]
"""What may become of a simulated call (`call.outcome.Outcome`): no process dies in a simulation."""

Seconds = Annotated[float, Field(ge=0, le=3600)]
Text = Annotated[str, StringConstraints(max_length=64)]
Dialled = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Script = Annotated[str, StringConstraints(max_length=2000)]


class Answering(Frozen):
    """How whoever is called takes the call: `does` that after `after_s`. Who answered talks for `talks_s`; then the
    `leaves` side hangs up, or the callee sends the caller to `transfers_to`. A callee who `consults` calls that number
    while talking, and hands the caller over to it at the end.
    """

    does: LineKind = "answers"
    after_s: Seconds = 2.0
    talks_s: Seconds = 5.0
    leaves: Literal["caller", "callee"] = "callee"
    transfers_to: Text = ""
    consults: Text = ""


class PhoneAnswers(Answering):
    """Those of an extension, known by its number."""

    number: Dialled


class TrunkAnswers(Answering):
    """Whoever is called through the trunk."""

    trunk: TrunkId


class AgentBefore(Frozen):
    """`number` is the agent's, who is so in all queues."""

    number: Dialled
    does: AgentDoes


class Waits(Frozen):
    """So many `callers` wait in the `queue` (its id) before the call; null never gives up, or after `leave_after_s`."""

    queue: QueueId
    callers: Annotated[int, Field(ge=1, le=50)] = 1
    leave_after_s: Seconds | None = None


class MailboxBefore(Frozen):
    """How many messages the mailbox of that number has before the call."""

    number: Dialled
    new: Annotated[int, Field(ge=0, le=10_000)] = 0
    heard: Annotated[int, Field(ge=0, le=10_000)] = 0


class ActionSays(Frozen):
    """What the web server says to the action URL of that number (`key`); `destination` goes with `call`."""

    key: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,9}$")]
    action: Literal["call", "hangup", "repeat"]
    destination: OutsideNumber | None = None

    @model_validator(mode="after")
    def _call_has_a_destination(self) -> Self:
        if (self.action == "call") != (self.destination is not None):
            raise refused("required", "destination goes with call, and with nothing else", "destination")
        return self


class DialplanSays(Frozen):
    """What the server of an API dial plan says; of several for one, the first when it is asked first, and so on."""

    dialplan: ApiDialplanId
    steps: Annotated[tuple[DialplanStep, ...], Field(min_length=1, max_length=MAX_STEPS)]


class OtherCaller(Frozen):
    """An extension that calls `after_s` after the beginning; `caller` is its number."""

    caller: Dialled
    dialled: Dialled
    after_s: Seconds = 0.0
    keys: Script = ""


class Scenario(Document):
    """A call that is simulated (`POST /simulate` explains its members), and how it should end.

    `outcome` is what should become of it, `ends_at` the number of the last that it should reach; null and "" are not
    looked at. Without `at` it is simulated as at the moment of the question.
    """

    kind: ClassVar[str] = "scenario"
    dialled: Dialled
    caller: Text = ""
    trunk: TrunkId | None = None
    withheld: bool = False
    at: Instant | None = None
    keys: Script = ""
    phones: Annotated[tuple[PhoneAnswers, ...], Field(max_length=100)] = ()
    trunks: Annotated[tuple[TrunkAnswers, ...], Field(max_length=100)] = ()
    agents: Annotated[tuple[AgentBefore, ...], Field(max_length=100)] = ()
    waiting: Annotated[tuple[Waits, ...], Field(max_length=20)] = ()
    mailboxes: Annotated[tuple[MailboxBefore, ...], Field(max_length=100)] = ()
    replies: Annotated[tuple[ActionSays, ...], Field(max_length=100)] = ()
    dialplans: Annotated[tuple[DialplanSays, ...], Field(max_length=100)] = ()
    others: Annotated[tuple[OtherCaller, ...], Field(max_length=10)] = ()
    outcome: End | None = None
    ends_at: Text = ""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        told: dict[str, Sequence[object]] = {
            "phones": [one.number for one in self.phones],
            "trunks": [one.trunk for one in self.trunks],
            "agents": [one.number for one in self.agents],
            "mailboxes": [one.number for one in self.mailboxes],
            "replies": [one.key for one in self.replies],
        }
        for name, keys in told.items():
            if (place := repeated(keys)) is not None:
                raise refused("twice", "is there twice", name, place)
        return self
