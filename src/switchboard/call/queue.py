"""What a queue and the call of somebody who waits in it tell one another."""

from dataclasses import dataclass
from typing import Literal

from switchboard.model.queue_order import Standing

OfferFailure = Literal["no-answer", "rejected", "busy", "unreachable", "not-accepted", "cancelled"]
"""Why an agent who was rung does not get the caller.

`rejected`: refused, or hung up before the talk began; `not-accepted`: did not press the key; `cancelled`: the caller
gave up, which is no fault of the agent.
"""

OfferOutcome = Literal[OfferFailure, "answered", "elsewhere"]
"""How an offer ended; `elsewhere`: another agent has the caller."""

LeaveReason = Literal["agent", "timeout", "full", "empty", "key", "caller", "transfer", "gone", "system"]
"""Why a caller is not in the queue any more; `caller`: hung up, `gone`: the queue was deleted."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A caller may not join."""

    why: Literal["full", "empty", "gone"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Ring this agent for the caller. The agent is reserved until the offer ends; `id` tells offers apart."""

    id: int
    extension: int
    number: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Ring the agent of this offer no longer: logged out, paused, or lost. Its end need not be told."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class Moved:
    """The caller stands somewhere else now, or the expected wait is another."""

    standing: Standing


@dataclass(frozen=True, slots=True)
class Ejected:
    """The caller cannot wait here any longer. The place is left already, and with it all offers have ended."""

    reason: Literal["empty", "gone"]


QueueNews = Offer | Withdrawn | Moved | Ejected
