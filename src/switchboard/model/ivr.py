"""The menu of an auto attendant."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from switchboard.model.base import (
    Document,
    ExtensionGroupId,
    ExtensionId,
    Frozen,
    HeaderText,
    Keys,
    Number,
    OutboundRouteId,
)
from switchboard.model.destination import Destination, HangUp
from switchboard.model.prompt import PromptRef

Seconds = Annotated[float, Field(ge=0, le=60)]


class Route(Frozen):
    """A destination, and whether going there forbids recording for the rest of the call."""

    to: Destination = HangUp()
    stop_recording: bool = False


class Option(Frozen):
    """What pressing `keys` does."""

    keys: Keys
    route: Route


class Retry(Frozen):
    """What happens on silence, or on keys that mean nothing here.

    `retries` N lets the greeting be heard at most N + 1 times; then `final_prompt` is played and `route` taken.
    """

    retries: Annotated[int, Field(ge=0, le=20)] = 2
    retry_prompt: PromptRef | None = None
    final_prompt: PromptRef | None = None
    route: Route = Route()


class ExtensionMember(Frozen):
    """One extension."""

    kind: Literal["extension"] = "extension"
    extension: ExtensionId


class GroupMember(Frozen):
    """All extensions of a group, as it is when the call comes."""

    kind: Literal["extension_group"] = "extension_group"
    group: ExtensionGroupId


Member = Annotated[ExtensionMember | GroupMember, Field(discriminator="kind")]


class DirectDial(Frozen):
    """Which extensions a caller may dial from the menu. `members` counts for `allow` and `restrict`."""

    mode: Literal["off", "all", "allow", "restrict"] = "off"
    allow: tuple[Member, ...] = ()
    restrict: tuple[Member, ...] = ()


class OutboundDial(Frozen):
    """Which outbound routes a caller may use from the menu."""

    enabled: bool = False
    routes: tuple[OutboundRouteId, ...] = ()


class Ivr(Document):
    """One menu. The merged model of the three vendors; see the call semantics, sections 1, 2 and 6."""

    kind: ClassVar[str] = "ivr"
    number: Number
    description: Annotated[str, StringConstraints(max_length=500)] = ""
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")] = ""
    greeting: Annotated[tuple[PromptRef, ...], Field(max_length=5)] = ()
    transfer_prompt: PromptRef | None = None
    response_timeout_s: Seconds = 3.0
    digit_timeout_s: Seconds = 3.0
    ambiguous_timeout_s: Seconds | None = None
    options: tuple[Option, ...] = ()
    no_input: Retry = Retry()
    no_match: Retry = Retry(retries=0)
    transfer_failed: Route | None = None
    direct_dial: DirectDial = DirectDial()
    outbound_dial: OutboundDial = OutboundDial()
    alert_info: HeaderText = ""

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        keys = [option.keys for option in self.options]
        if len(keys) != len(set(keys)):
            raise ValueError("two options have the same keys")
        return self

    @property
    def ambiguous_wait_s(self) -> float:
        """How long to wait when the keys so far are complete but could grow: never over the digit time-out."""
        if self.ambiguous_timeout_s is None:
            return self.digit_timeout_s
        return min(self.ambiguous_timeout_s, self.digit_timeout_s)
