"""What somebody says who wants a call simulated: who calls, what the caller does, and how the world around is."""

from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from switchboard.call.answerer import AfterAnswer
from switchboard.engine.placed_call_control import MOST_PROMPTS, MOST_TIMES
from switchboard.engine.simulated.scenario import Line
from switchboard.model.api_dialplan import MAX_STEPS, DialplanStep
from switchboard.model.base import Frozen, Instant, ObjectId
from switchboard.model.destination import OutsideNumber
from switchboard.model.mailbox import MessageCounts
from switchboard.model.scenario import AgentDoes, Answering, Dialled, LineKind, Scenario, Script, Seconds, Text, Waits

LONGEST_S = 86_400.0
"""How long the caller's keys may last."""

_Number = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,9}$")]
_Steps = Annotated[tuple[DialplanStep, ...], Field(min_length=1, max_length=MAX_STEPS)]


class ActionReply(Frozen):
    """What a web server says; `destination` goes with `call`."""

    action: Literal["call", "hangup", "repeat"]
    destination: OutsideNumber | None = None

    @model_validator(mode="after")
    def _call_has_a_destination(self) -> Self:
        if (self.action == "call") != (self.destination is not None):
            raise ValueError("destination goes with call, and with nothing else")
        return self


class LineDoes(Answering):
    """How a phone, or whoever is called outside, takes a call. `keys` is what whoever answers a placed call does; with
    `greeting_s` an answering machine does, which speaks for so long before its beep.
    """

    keys: Script = ""
    greeting_s: Seconds | None = None

    def line(self) -> Line:
        return Line(
            self.does,
            self.after_s,
            self.talks_s,
            self.leaves,
            self.transfers_to,
            self.consults,
            script=self.keys,
            greeting_s=self.greeting_s,
        )


def _in_one_word(given: object) -> object:
    if not isinstance(given, str):
        return given
    if given not in get_args(LineKind):
        raise ValueError(f"must be one of {', '.join(get_args(LineKind))}, or an object")
    return {"does": given}


_Line = Annotated[LineDoes, BeforeValidator(_in_one_word, json_schema_input_type=LineKind | LineDoes)]


class MessagesBefore(Frozen):
    """How many messages a mailbox has before the call."""

    new: Annotated[int, Field(ge=0, le=10_000)] = 0
    heard: Annotated[int, Field(ge=0, le=10_000)] = 0

    def counts(self) -> MessageCounts:
        return MessageCounts(self.new, self.heard)


class CallMeanwhile(Frozen):
    """A call of another extension, `from` its number, `after_s` after the beginning; `keys` as of the simulation."""

    caller: Text = Field(alias="from")
    dialled: Dialled
    after_s: Seconds
    keys: Script = ""


class Placing(Frozen):
    """The call is one that a client asks for (`POST /calls`), `from` and to what is `dialled`."""

    permission: Text = ""
    caller_id: Text = ""
    prompts: Annotated[tuple[ObjectId, ...], Field(max_length=MOST_PROMPTS)] = ()
    times: Annotated[int, Field(ge=1, le=MOST_TIMES)] = 1
    answering_machine: AfterAnswer = "ignore"


class Simulation(Frozen):
    """One call. `from` is an extension's number, or with `trunk` (its id) any; without both the first extension calls.

    `withheld`: the caller does not want to be known. `keys` is what the caller does, such as "1 wait:3 2",
    "wait:2 hangup", or "wait:8 speaks:5 #" where the caller is recorded; `phones` how the phones behave, `trunks` (ids)
    how those do who are called through them, and `transfers` to which numbers phones send their callers; `replies` what
    web servers say to action URLs by their keys. No server is asked: without a reply it is as if it failed. `agents`
    (numbers) have logged in to all queues where that is done by code, or are paused. `waiting` in queues are others
    before the call, and `messages` have mailboxes by then, by the numbers of their owners. `others` call meanwhile, for
    instance to pick the call up. `dialplans` has what the servers of API dial plans (ids) say, each time that they are
    asked. With `placed` nobody calls: somebody is called for a client. With `draft` (its id) the call goes as it would
    if the draft were published.
    """

    dialled: Dialled
    caller: Text = Field("", alias="from")
    trunk: ObjectId | None = None
    withheld: bool = False
    keys: Script = ""
    at: Instant | None = None
    phones: dict[Text, _Line] = Field(default_factory=dict, max_length=100)
    trunks: dict[_Number, _Line] = Field(default_factory=dict, max_length=100)
    replies: dict[_Number, ActionReply] = Field(default_factory=dict, max_length=100)
    dialplans: dict[_Number, list[_Steps]] = Field(default_factory=dict, max_length=100)
    transfers: dict[Text, Text] = Field(default_factory=dict, max_length=100)
    others: Annotated[tuple[CallMeanwhile, ...], Field(max_length=10)] = ()
    waiting: Annotated[tuple[Waits, ...], Field(max_length=20)] = ()
    messages: dict[Text, MessagesBefore] = Field(default_factory=dict, max_length=100)
    agents: dict[Text, AgentDoes] = Field(default_factory=dict, max_length=100)
    placed: Placing | None = None
    draft: ObjectId | None = None

    @classmethod
    def of(cls, kept: Scenario, draft: int | None) -> Self:
        """The simulation of a call that is kept."""
        dialplans: dict[str, list[tuple[DialplanStep, ...]]] = {}
        for one in kept.dialplans:
            dialplans.setdefault(str(one.dialplan), []).append(one.steps)
        return cls.model_validate(
            {
                "dialled": kept.dialled,
                "from": kept.caller,
                "trunk": kept.trunk,
                "withheld": kept.withheld,
                "keys": kept.keys,
                "at": kept.at,
                "phones": {one.number: one.model_dump(exclude={"number"}) for one in kept.phones},
                "trunks": {str(one.trunk): one.model_dump(exclude={"trunk"}) for one in kept.trunks},
                "agents": {one.number: one.does for one in kept.agents},
                "waiting": kept.waiting,
                "messages": {one.number: one.model_dump(exclude={"number"}) for one in kept.mailboxes},
                "replies": {one.key: one.model_dump(exclude={"key"}) for one in kept.replies},
                "dialplans": dialplans,
                "others": [{"from": one.caller, **one.model_dump(exclude={"caller"})} for one in kept.others],
                "draft": draft,
            }
        )
