"""Extensions that ring for one number."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from switchboard.model.base import Document, ExtensionId, Number
from switchboard.model.destination import HangUp, PlainDestination

Strategy = Literal["ring_all", "sequential", "random", "memory", "least_recent"]


class RingGroup(Document):
    """Rings `members` by `strategy` for at most `timeout_s`, then goes to `failover`.

    `ring_all` rings everybody at once. The others go on after `ring_time_s`: `sequential` to the next member, `random`
    to any, `least_recent` to who has been without a call longest; `memory` rings one more beside those that ring.
    With `follow_members` a member who forwards always to another extension has that one ring instead.
    """

    kind: ClassVar[str] = "ring_group"
    number: Number
    members: Annotated[tuple[ExtensionId, ...], Field(max_length=200)] = ()
    strategy: Strategy = "ring_all"
    ring_time_s: Annotated[int, Field(ge=1, le=300)] = 20
    timeout_s: Annotated[int, Field(ge=1, le=3600)] = 60
    follow_members: bool = False
    failover: PlainDestination = HangUp()
