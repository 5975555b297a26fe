"""What an inbound rule looks like in requests."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from switchboard.api.portsip.wire_ivr import Id, MenuRule, Name, Times

RuleAction = Literal["FORWARD_TO_NUMBER", "FORWARD_TO_VOICEMAIL", "HANGUP"]


def _only_one(numbers: str) -> str:
    if "-" in numbers or ";" in numbers:
        raise PydanticCustomError("unsupported", "must be one number: make a rule for each number of a range")
    return numbers


def _nothing(text: str | None) -> str | None:
    if text:
        raise PydanticCustomError("unsupported", "is not supported: rules do not look at who calls, nor at scripts")
    return text


def _off(value: bool) -> bool:
    if value:
        raise PydanticCustomError("unsupported", "is not supported: only false")
    return value


def _on(value: bool) -> bool:
    if not value:
        raise PydanticCustomError("unsupported", "is not supported: destroy the rule instead")
    return value


DidNumber = Annotated[
    str, StringConstraints(max_length=65, pattern=r"^\+?[0-9]{1,32}([-;].*)?$"), AfterValidator(_only_one)
]
Never = Annotated[bool, AfterValidator(_off)]
Nothing = Annotated[str | None, AfterValidator(_nothing)]


class RuleOfNumber(MenuRule):
    """Where the callers of a number go: there is no menu to repeat."""

    action: RuleAction = "HANGUP"


class InboundFields(Times):
    """An inbound rule in an update, where what is not sent stays as it is."""

    never_null: ClassVar[frozenset[str]] = frozenset({"name", "did_numbers", "provider_id"})

    name: Name = ""
    enabled: Annotated[bool, AfterValidator(_on)] = True
    cid_number_mask: Nothing = ""
    did_numbers: DidNumber = ""
    did_numbers_as_to_header: Never = False
    office_hours_forward_rule: RuleOfNumber | None = None
    non_office_hours_forward_rule: RuleOfNumber | None = None
    holiday_forward_rule: RuleOfNumber | None = None
    provider_id: Id = ""
    enable_advanced_routing: Never = False
    advanced_routing: Nothing = ""
    play_recording_disclaimer: Never = False


class NewInbound(InboundFields):
    """An inbound rule in a creation."""

    name: Name
    did_numbers: DidNumber
    provider_id: Annotated[Id, Field(min_length=1)]
