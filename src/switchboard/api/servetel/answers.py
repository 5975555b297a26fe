"""What the answers look like, as models: they describe, in the OpenAPI document, what the mappings make."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from switchboard.api.servetel.groups import STRATEGIES
from switchboard.api.servetel.wire import MAX_OPTIONS, RECORDING_TYPES

Id = Annotated[int, Field(ge=1)]


class Shown(BaseModel):
    """Part of an answer: nothing else stands in it."""

    model_config = ConfigDict(extra="forbid")


class Done(Shown):
    """It is done; `id` is that of a new object."""

    success: Literal[True]
    message: str
    id: Id = 0


class Queued(Done):
    """As `Done`; `ref_id` is the name of the call in records."""

    ref_id: str


class CallRecords(Shown):
    """A page of calls that are over, and how many there are in all."""

    count: int
    limit: int
    size: int
    page: int
    results: list[dict[str, Any]]


class Users(Shown):
    """Extensions."""

    has_more: bool
    count: int
    data: list[dict[str, Any]]


class Oddity(Shown):
    """What is odd about the sound of a recording, or was done to it."""

    code: str
    text: str


class Recorded(Done):
    """As `Done`."""

    warnings: list[Oddity] = []


class Failure(Shown):
    """It is not done; `errors` are reasons by field."""

    success: Literal[False]
    message: str
    errors: dict[str, list[str]] = {}


class LogInFailure(Failure):
    """How often log-in has failed in a row from this address."""

    login_failed_count: int = 0


class Later(Failure):
    """When to try again, in India's time."""

    retry_after: str


class Token(Shown):
    """A token and how many seconds it lives."""

    success: Literal[True]
    access_token: str
    token_type: Literal["bearer"]
    expires_in: int


class Entry(Shown):
    """What a key leads to."""

    option: str
    destination_type: str
    destination_id: str
    sms_template_id: str
    webhook_id: str


class IvrShown(Shown):
    """An IVR."""

    id: Id
    name: str
    description: str
    recording: str
    recording_type: Annotated[str, Field(json_schema_extra={"enum": list(RECORDING_TYPES)})]
    timeout: int
    invalid_retries: int
    invalid_retry_recording: str
    invalid_recording: int
    invalid_destination_type: str
    invalid_destination: str
    timeout_retry_recording: str
    timeout_recording: str
    timeout_dest_type: str
    timeout_destination: str
    timeout_retries: int
    added_by: int
    ivr_menu: Annotated[list[Entry], Field(max_length=MAX_OPTIONS)]


class RecordingName(Shown):
    """A recording beside the IVRs."""

    id: Id
    name: str


class Ivrs(Shown):
    """All IVRs and the names of all recordings."""

    ivrs: list[IvrShown]
    recordings: list[RecordingName]


class RecordingShown(Shown):
    """A recording; `duration` in seconds, null for those that come with the product."""

    id: Id
    name: str
    audio_name: str
    type: Literal["tts", "upload", "system"]
    data: str
    speech: str
    voice: str
    moh_status: int
    duration: float | None


class Recordings(Shown):
    """All recordings."""

    recordings: list[RecordingShown]


class AttendantShown(Shown):
    """An auto attendant."""

    id: Id
    name: str
    description: str
    recording_id: Annotated[str, Field(serialization_alias="recording_ID")]
    recording_type: Annotated[str, Field(json_schema_extra={"enum": list(RECORDING_TYPES)})]
    destination_type: str
    destination_id: str


class Attendants(Shown):
    """All auto attendants."""

    auto_attendants: list[AttendantShown]


class NumberShown(Shown):
    """An inbound number; `did` is what of the dialled number must match."""

    id: Id
    name: str
    did: str
    description: str
    destination_type: str
    destination_id: str
    sms_template_id: str


class NumberListed(Shown):
    """An inbound number in the vendor's list; `alias` is the `did` without a plus."""

    id: str
    name: str
    alias: str
    did: str
    description: str
    destination: str


class Agent(Shown):
    """A member of a department; `eid` is its number, `timeout` how many seconds it rings."""

    id: str
    name: str
    eid: str
    timeout: int


class StickyAgent(Shown):
    """Nobody is called by preference."""

    enabled: Literal[False]
    time_period: None
    format: None


class DepartmentShown(Shown):
    """A department; `timeout` is after how many seconds the call goes on."""

    id: str
    name: str
    description: str
    ring_strategy: Annotated[str, Field(json_schema_extra={"enum": list(STRATEGIES.values())})]
    music_on_hold: None
    hold_playback: None
    failover_music: None
    agent_count: str
    use_as_queue: Literal[False]
    queue_timeout: None
    sticky_agent: StickyAgent
    timeout: int
    timeout_dest_type: str
    timeout_destination: str
    timeout_dest_name: str | None
    agents: list[Agent]


class TimeGroupShown(Shown):
    """A time group by its open hours; the entries of the lists at one place belong together."""

    id: str
    name: str
    timezone: str
    from_time: list[str]
    to_time: list[str]
    days: list[str]
    dates: list[str]
    months: list[str]


class Numbers(Shown):
    """All inbound numbers."""

    my_numbers: list[NumberShown]


class Template(Shown):
    """An SMS template."""

    id: Id
    name: str
    text: str
    sender: str


class Templates(Shown):
    """All SMS templates."""

    sms_templates: list[Template]
