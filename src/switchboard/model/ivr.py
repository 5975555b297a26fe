"""The menu of an auto attendant."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from switchboard.model.action_url import ActionUrl
from switchboard.model.base import (
    ConferenceId,
    Document,
    ExtensionGroupId,
    ExtensionId,
    Frozen,
    HeaderText,
    Keys,
    LanguageTag,
    Number,
    OptionKeys,
    OrganizationId,
    OutboundRouteId,
    QueueId,
    RingGroupId,
    ShortHeaderText,
    SmsTemplateId,
    TrunkId,
    WebhookId,
)
from switchboard.model.destination import Destination, HangUp
from switchboard.model.feature_codes import MenuFeature
from switchboard.model.prompt import PromptRef
from switchboard.model.refused import refused, repeated

Seconds = Annotated[float, Field(ge=0, le=3600)]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,64}$")]


class Route(Frozen):
    """A destination, and whether going there forbids recording for the rest of the call."""

    to: Destination = HangUp()
    stop_recording: bool = False


class Option(Frozen):
    """What pressing `keys` does; F stands for the calling tone of a fax machine.

    `ambiguous_timeout_s` is how long to wait for more keys where more could follow; null: as long as the menu says, 0:
    not at all, so that these keys hide every longer number that begins with them. At that moment the caller is sent
    `sms_template`, and `webhook` is told.
    """

    keys: OptionKeys
    route: Route
    ambiguous_timeout_s: Seconds | None = None
    sms_template: SmsTemplateId | None = None
    webhook: WebhookId | None = None


class Retry(Frozen):
    """What happens on silence, or on keys that mean nothing here.

    `retries` N lets the greeting be heard at most N + 1 times; then `final_prompt` is played and `route` taken.
    """

    retries: Annotated[int, Field(ge=0, le=1000)] = 2
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


class OrganizationMember(Frozen):
    """All extensions of an organization and of those below it, as they are when the call comes."""

    kind: Literal["organization"] = "organization"
    organization: OrganizationId


class UnresolvedMember(Frozen):
    """An organization by the id that another system has for it: nobody here, and kept for that system."""

    kind: Literal["unresolved"] = "unresolved"
    type: Literal["organization"] = "organization"
    key: HeaderText


class UnresolvedService(Frozen):
    """A queue or conference by the id that another system has for it: nothing here, and kept as UnresolvedMember is."""

    type: Literal["queue", "conference"]
    key: HeaderText


Member = Annotated[ExtensionMember | GroupMember | OrganizationMember | UnresolvedMember, Field(discriminator="kind")]


class NumberRange(Frozen):
    """All numbers of the same length from `first` to `last`."""

    first: Digits
    last: Digits

    @model_validator(mode="after")
    def _goes_upwards(self) -> Self:
        if len(self.first) != len(self.last) or self.first > self.last:
            raise refused("order", "a range goes upwards between numbers of the same length", "last")
        return self

    def covers(self, number: str) -> bool:
        return len(number) == len(self.first) and self.first <= number <= self.last


class DirectDial(Frozen):
    """What a caller may dial from the menu.

    Extensions: none, all, those in `allow`, or all but those in `restrict`. `services` are ring groups, menus, group
    voicemails, queues and conferences: none, all, or those in `ring_groups`, `queues` and `conferences`. Nothing in
    `exclude` can be dialled.
    """

    mode: Literal["off", "all", "allow", "restrict"] = "off"
    allow: tuple[Member, ...] = ()
    restrict: tuple[Member, ...] = ()
    services: Literal["off", "all", "allow"] = "off"
    ring_groups: tuple[RingGroupId, ...] = ()
    queues: tuple[QueueId, ...] = ()
    conferences: tuple[ConferenceId, ...] = ()
    unresolved_services: Annotated[tuple[UnresolvedService, ...], Field(max_length=1000)] = ()
    exclude: Annotated[tuple[NumberRange, ...], Field(max_length=1000)] = ()


class OutboundDial(Frozen):
    """Which outbound routes a caller may use from the menu."""

    enabled: bool = False
    routes: tuple[OutboundRouteId, ...] = ()


class MenuCallerId(Frozen):
    """Who calls, as a trunk sees it, when this menu sends a caller out through it."""

    trunk: TrunkId
    number: ShortHeaderText
    display_name: HeaderText = ""
    description: Annotated[str, StringConstraints(max_length=1024)] = ""


class NightMode(Frozen):
    """While on here or in the office, callers go to `route` instead of the menu; without a route nothing changes."""

    enabled: bool = False
    route: Route | None = None


class Ivr(Document):
    """One menu: the call semantics, sections 1, 2 and 6. `record` records the call from the menu on.

    `language` empty: the office's. The PIN that `disa_pin_required` asks for is kept outside the document (`DISA_PIN`),
    and so is the password with which its greeting is changed by telephone (`PROMPT_PIN`). Callers may dial the
    codes of the features in `feature_codes`. `unassigned_stop_recording` are keys without an option; it changes nothing
    until they get one.
    """

    kind: ClassVar[str] = "ivr"
    number: Number
    description: Annotated[str, StringConstraints(max_length=500)] = ""
    language: LanguageTag = ""
    greeting: Annotated[tuple[PromptRef, ...], Field(max_length=5)] = ()
    transfer_prompt: PromptRef | None = None
    response_timeout_s: Seconds = 3.0
    digit_timeout_s: Seconds = 3.0
    ambiguous_timeout_s: Seconds | None = None
    options: tuple[Option, ...] = ()
    unassigned_stop_recording: Annotated[tuple[Keys, ...], Field(max_length=100)] = ()
    no_input: Retry = Retry()
    no_match: Retry = Retry(retries=0)
    transfer_failed: Route | None = None
    direct_dial: DirectDial = DirectDial()
    outbound_dial: OutboundDial = OutboundDial()
    feature_codes: Annotated[tuple[MenuFeature, ...], Field(max_length=10)] = ()
    alert_info: HeaderText = ""
    record: bool = False
    disa_pin_required: bool = True
    night: NightMode = NightMode()
    caller_ids: Annotated[tuple[MenuCallerId, ...], Field(max_length=100)] = ()
    actions: Annotated[tuple[ActionUrl, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _actions_are_told_apart(self) -> Self:
        if (index := repeated([action.key for action in self.actions])) is not None:
            raise refused("twice", "two action URLs have the same key", "actions", index, "key")
        return self

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        if (index := repeated([option.keys for option in self.options])) is not None:
            raise refused("twice", "two options have the same keys", "options", index, "keys")
        return self

    @property
    def ambiguous_wait_s(self) -> float:
        """How long to wait when the keys so far are complete but could grow: never over the digit time-out."""
        if self.ambiguous_timeout_s is None:
            return self.digit_timeout_s
        return min(self.ambiguous_timeout_s, self.digit_timeout_s)


DISA_PIN = "disa_pin"
"""Under which the PIN of a menu is kept, outside the document."""

PROMPT_PIN = "prompt_password"
