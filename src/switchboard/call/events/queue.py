"""Waiting for an agent."""

from typing import Literal

from switchboard.call.events.base import StatusEvent, StepEvent
from switchboard.call.queue import LeaveReason, OfferOutcome


class QueueJoined(StatusEvent):
    """The caller waits in a queue (its id, number and name) at this position; 1 is the first.

    `waiting` are all who wait there, the caller included. `resumed`: the caller has an earlier place back.
    """

    type: Literal["queue_joined"] = "queue_joined"
    queue: int
    number: str
    name: str
    position: int
    waiting: int
    resumed: bool = False


class QueuePosition(StepEvent):
    """The caller is told the position in the queue, the expected wait in minutes (31: more than thirty), or both."""

    type: Literal["queue_position"] = "queue_position"
    queue: int
    position: int | None
    wait_min: int | None


class QueueOffered(StepEvent):
    """The phones of an agent (the id and number of the extension) are called for the caller."""

    type: Literal["queue_offered"] = "queue_offered"
    agent: int
    number: str


class QueueOfferEnded(StatusEvent):
    """An agent has the caller (`answered`), or rings no longer. `elsewhere`: another agent has the caller; `cancelled`:
    the caller left, or the agent was logged out or paused.
    """

    type: Literal["queue_offer_ended"] = "queue_offer_ended"
    agent: int
    number: str
    outcome: OfferOutcome


class QueueLeft(StatusEvent):
    """The caller waits no longer, or could not join (`full`, `empty`; `waited_ms` and `position` are 0 then).

    `agent`: an agent has him; `caller`: he hung up; `key`: he pressed `key`; `gone`: the queue was deleted. `position`
    is where he stood.
    """

    type: Literal["queue_left"] = "queue_left"
    queue: int
    reason: LeaveReason
    waited_ms: int
    position: int
    key: str = ""
