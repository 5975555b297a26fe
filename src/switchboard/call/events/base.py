"""What all events have."""

from typing import Annotated, Final

from pydantic import AfterValidator, AwareDatetime, WithJsonSchema

from switchboard.model.base import Frozen
from switchboard.model.destination import DESTINATION_KINDS

PLACE_KINDS: Final = (*DESTINATION_KINDS, "action_url", "feature_code")
"""Where a caller can go: to a destination, where a web server says, or to what a feature code does."""


def _is_a_place(kind: str) -> str:
    if kind not in PLACE_KINDS:
        raise ValueError(f"must be one of {', '.join(PLACE_KINDS)}")
    return kind


PlaceKind = Annotated[str, AfterValidator(_is_a_place), WithJsonSchema({"enum": list(PLACE_KINDS), "type": "string"})]


class BaseEvent(Frozen):
    """What all events have: the instant. Each event is a StatusEvent or a StepEvent."""

    at: AwareDatetime


def type_of(event: type[BaseEvent]) -> str:
    """The `type` of all events of a class."""
    return str(event.model_fields["type"].default)


class StatusEvent(BaseEvent):
    """After it, somebody in the call may ring, talk, wait or be gone. Webhooks hear of it as `call_status`."""


class StepEvent(BaseEvent):
    """What a dialogue did, heard or decided; nobody's status changes by it."""
