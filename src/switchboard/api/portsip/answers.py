"""What the answers look like, as models: they describe, in the OpenAPI document, what the mappings make."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from switchboard.api.portsip.envelope import Code
from switchboard.api.portsip.naming import ID_LENGTH

Id = Annotated[str, Field(pattern=f"^[A-Za-z0-9]{{{ID_LENGTH}}}$")]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
RoleName = Literal["Admin", "StandardUser"]


class Shown(BaseModel):
    """Part of an answer: nothing else stands in it."""

    model_config = ConfigDict(extra="forbid")


class Detail(Shown):
    """Which field or parameter is to blame."""

    field: str


class Problem(Shown):
    """Something that is wrong."""

    code: Code
    message: str
    detail: Detail | None


class Failure(Shown):
    """It is not done, and why."""

    errors: Annotated[list[Problem], Field(min_length=1)]


class Created(Shown):
    """The id of what is new."""

    id: Id


class CallPage(Shown):
    """A page of calls."""

    count: int
    items: list[dict[str, Any]]


class CallItems(Shown):
    """The rows of a call."""

    items: list[dict[str, Any]]


class Tokens(Shown):
    """A session; `expires_in` in seconds."""

    access_token: str
    expires_in: int
    refresh_token: str
    token_type: Literal["Bearer"]


class UserShown(Shown):
    """What one may do."""

    role: RoleName
    password_verified: Literal[True]
    password_force_reset: Literal[False]


class SessionShown(Shown):
    """The session of a token; `expires_in` in seconds."""

    access_token: str
    expires_at: Moment
    expires_in: int
    role: RoleName


class Status(Shown):
    """Whether calls may come."""

    status: Literal["ONLINE", "OFFLINE"]


class Numbered(Shown):
    """An IVR in a list, or a ring group."""

    id: Id
    name: str
    extension_number: str


class NumberShown(Numbered):
    """What has a number."""

    type: Literal["EXTENSION", "RING_GROUP", "VIRTUAL_RECEPTIONIST"]


class RuleShown(Shown):
    """Where a caller goes."""

    action: Literal["FORWARD_TO_NUMBER", "REPEAT", "HANGUP"]
    number: str | None


class TimeoutShown(RuleShown):
    """What happens after silence of `timeout` seconds."""

    timeout: int
    repeat_times: int


class MenuRuleShown(Shown):
    """Where a menu entry leads."""

    action: Literal["FORWARD_TO_NUMBER", "REPEAT", "HANGUP", "DISA"]
    number: str | None


class RangeShown(Shown):
    """A part of a day."""

    start: Annotated[str, Field(serialization_alias="from")]
    end: Annotated[str, Field(serialization_alias="to")]


class DayShown(Shown):
    """One day."""

    enabled: bool
    ranges: list[RangeShown]


class WeekShown(Shown):
    """Seven days."""

    monday: DayShown
    tuesday: DayShown
    wednesday: DayShown
    thursday: DayShown
    friday: DayShown
    saturday: DayShown
    sunday: DayShown


class HoursShown(Shown):
    """The tenant's hours, or a week."""

    mode: Literal["GLOBAL", "CUSTOM"]
    monday: DayShown | None
    tuesday: DayShown | None
    wednesday: DayShown | None
    thursday: DayShown | None
    friday: DayShown | None
    saturday: DayShown | None
    sunday: DayShown | None


class HolidayShown(Shown):
    """A holiday; what is null of the end is as at the start."""

    id: Id
    name: str
    region: str | None
    consecutive: bool
    every_year: bool
    year_start: int | None
    year_end: int | None
    month_start: int
    month_end: int
    day_start: int
    day_end: int
    hour_start: int
    hour_end: int
    minute_start: int
    minute_end: int


class EntryShown(Shown):
    """What some keys do, by the time of the call."""

    user_input: str
    office_hours: HoursShown
    office_hours_forward_rule: MenuRuleShown | None
    non_office_hours_forward_rule: MenuRuleShown | None
    holidays: list[HolidayShown]
    holiday_forward_rule: MenuRuleShown | None


class CallerIdShown(Shown):
    """Who calls, as the trunk `provider_id` sees it."""

    provider_id: Id
    caller_id: str
    description: str | None
    display_name: str | None


class IvrShown(Numbered):
    """An IVR in full."""

    language: str
    dtmf_interval: int
    prompt_file_name: str | None
    prompt_file_size: int
    prompt_file_url: str | None
    transfer_prompt_file_name: str | None
    transfer_prompt_file_size: int
    transfer_prompt_file_url: str | None
    enable_pin: bool
    pin: str | None
    timeout_forward_rule: TimeoutShown
    failure_forward_rule: RuleShown
    custom_forward_rules: list[EntryShown]
    outbound_caller_ids: list[CallerIdShown]
    night_mode_forward_rule: RuleShown | None
    enable_night_mode: bool
    exclude_list: str
    enable_audio_recording: bool


class ActionShown(Shown):
    """An action URL; timeouts in seconds."""

    id: Id
    name: str
    enabled: bool
    type: Literal["DTMF", "CALLER"]
    dtmf_mask: str | None
    caller_mask: str | None
    method: Literal["GET", "POST"]
    url: str
    headers: str
    connection_timeout: int
    request_timeout: int
    auth: Literal["DISABLE", "BASIC", "DIGEST", "BEARER"]
    username: str | None
    password: str | None
    token: str | None


class Actions(Shown):
    """All action URLs of an IVR."""

    items: list[ActionShown]


class FileShown(Shown):
    """A file; `size` in bytes."""

    id: Id
    name: str
    size: int
    media_type: str
    created_at: Moment | None


class TenantShown(Shown):
    """The tenant."""

    name: str
    domain: str | None
    office_hours: WeekShown
    timezone: str
    region: str | None
    enable_night_mode: bool
    language: str | None


class Policy(Shown):
    """What the PIN of an IVR must be."""

    min_length: int
    max_length: int
    disable_sequential_characters: bool
    disable_repeating_characters: bool


def collection(name: str, item: Any) -> type[BaseModel]:
    """A page of a list; `count` is of all that match."""
    fields: dict[str, Any] = {"count": (int, ...), "items": (list[item], ...)}
    return create_model(name, __base__=Shown, **fields)
