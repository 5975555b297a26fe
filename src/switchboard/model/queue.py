"""Callers who wait for agents."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from switchboard.model.base import Document, ExtensionId, Frozen, HeaderText, LanguageTag, MusicId, Number
from switchboard.model.destination import HangUp, PlainDestination
from switchboard.model.ivr import Route
from switchboard.model.prompt import PromptRef
from switchboard.model.record_notice import RecordNotice
from switchboard.model.refused import refused, repeated

QueueStrategy = Literal["ring_all", "linear", "round_robin", "least_recent", "fewest_calls", "random"]

Login = Literal["always", "by_code"]

Absence = Literal["paused", "unreachable", "dnd", "busy", "wrap_up"]
"""Why an agent who is logged in may not count as there."""

OneKey = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]


class QueueAgent(Frozen):
    """A seat in a queue. Agents of a lower `tier` ring first.

    Who logs in `by_code` does so by telephone or through the API; `always`: is logged in without doing anything.
    """

    extension: ExtensionId
    tier: Annotated[int, Field(ge=1, le=100)] = 1
    login: Login = "always"


class QueueKey(Frozen):
    """Where a caller who waits goes by pressing a key."""

    key: OneKey
    route: Route


def _no_agent_twice(agents: tuple[QueueAgent, ...]) -> tuple[QueueAgent, ...]:
    if (index := repeated([agent.extension for agent in agents])) is not None:
        raise refused("twice", "an extension is an agent of a queue once", index, "extension")
    return agents


def _no_key_twice(keys: tuple[QueueKey, ...]) -> tuple[QueueKey, ...]:
    if (index := repeated([one.key for one in keys])) is not None:
        raise refused("twice", "a key leads to one place", index, "key")
    return keys


Absences = Annotated[tuple[Absence, ...], Field(max_length=5)]
AnnouncedEvery = Annotated[int, Field(ge=15, le=1800)]


class Queue(Document):
    """Rings `agents` by `strategy` for its callers, in the order in which they joined: the call semantics, section 18.

    Agents of tier n may ring for a caller who has waited (n - 1) x `tier_wait_s`; 0: when no lower tier has a free
    agent. A phone rings for `ring_time_s`; when all free agents have been tried, nobody rings for `retry_s`. After a
    talk an agent has `wrap_up_s`. With `ring_busy` an agent may ring while in one other call. Who misses
    `pause_after_missed` calls is paused (0: never).

    Nobody waits longer than `max_wait_s` (0: without limit) and no more than `max_callers` wait (0: any number). A
    queue is empty when no agent is there who is logged in: agents who are absent for a reason in `join_when` do not
    count when somebody joins, those in `stay_when` while somebody waits (null: it is not asked). Callers go to
    `failover`, or to `on_full` and `on_empty` where these are not null.

    Of callers with the same agents those of the queue with the higher `weight` come first. Who comes again within
    `resume_s` of hanging up gets the old place back. A talk should begin within `sla_s`. With `record` talks are
    recorded, after `record_notice` (null: the office's).
    """

    kind: ClassVar[str] = "queue"
    number: Number
    language: LanguageTag = ""
    agents: Annotated[tuple[QueueAgent, ...], Field(max_length=500), AfterValidator(_no_agent_twice)] = ()
    strategy: QueueStrategy = "ring_all"
    tier_wait_s: Annotated[int, Field(ge=0, le=3600)] = 0
    ring_time_s: Annotated[int, Field(ge=1, le=300)] = 20
    retry_s: Annotated[int, Field(ge=0, le=600)] = 5
    wrap_up_s: Annotated[int, Field(ge=0, le=3600)] = 10
    ring_busy: bool = False
    pause_after_missed: Annotated[int, Field(ge=0, le=20)] = 0
    max_wait_s: Annotated[int, Field(ge=0, le=9_999_999)] = 1800
    max_callers: Annotated[int, Field(ge=0, le=10_000)] = 0
    join_when: Absences | None = ("paused", "unreachable", "dnd")
    stay_when: Absences | None = None
    failover: PlainDestination = HangUp()
    on_full: PlainDestination | None = None
    on_empty: PlainDestination | None = None
    keys: Annotated[tuple[QueueKey, ...], Field(max_length=12), AfterValidator(_no_key_twice)] = ()
    music: MusicId | None = None
    join_prompt: PromptRef | None = None
    join_prompt_in_full: bool = True
    say_position: bool = False
    say_wait: bool = False
    say_every_s: AnnouncedEvery = 30
    prompts: Annotated[tuple[PromptRef, ...], Field(max_length=10)] = ()
    prompts_every_s: AnnouncedEvery = 60
    agent_prompt: PromptRef | None = None
    accept_key: Annotated[str, StringConstraints(pattern=r"^[0-9*#]?$")] = ""
    weight: Annotated[int, Field(ge=0, le=100)] = 0
    answer: Literal["at_once", "with_agent"] = "at_once"
    resume_s: Annotated[int, Field(ge=0, le=600)] = 0
    record: bool = False
    record_notice: RecordNotice | None = None
    alert_info: HeaderText = ""
    sla_s: Annotated[int, Field(ge=0, le=3600)] = 60
