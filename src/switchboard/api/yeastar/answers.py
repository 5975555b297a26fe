"""What the answers look like, as models: they describe, in the OpenAPI document, what the mappings make."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from switchboard.api.yeastar.envelope import Code
from switchboard.api.yeastar.routes_report import PRESSES
from switchboard.api.yeastar.wire import SLOTS, DestinationType, Flag

Id = Annotated[int, Field(ge=1)]
_MESSAGES = tuple(code.message for code in Code if code is not Code.SUCCESS)


class Shown(BaseModel):
    """Part of an answer: nothing else stands in it."""

    model_config = ConfigDict(extra="forbid")


class Success(Shown):
    """It is done."""

    errcode: Literal[0]
    errmsg: Literal["SUCCESS"]


class ParameterProblem(Shown):
    """What is wrong with a parameter; what is not known is left out."""

    field: str = ""
    value: str | int | float | bool = ""
    validation_type: str = ""
    valid_msg: str = ""


class DuplicateField(Shown):
    """What is taken, and by whom."""

    field: str
    value: str
    external_source: str
    external_source_name: str


class Failure(Shown):
    """It is not done; docs/yeastar.md says what each `errcode` means."""

    errcode: Annotated[int, Field(json_schema_extra={"not": {"const": 0}})]
    errmsg: Annotated[str, Field(json_schema_extra={"enum": list(_MESSAGES)})]
    invalid_param_list: list[ParameterProblem] = []
    submsg: str = ""
    duplicate_field_list: list[DuplicateField] = []


class Tokens(Success):
    """A pair of tokens; times in seconds."""

    access_token_expire_time: int
    access_token: str
    refresh_token_expire_time: int
    refresh_token: str


class Created(Success):
    """The id of a new object."""

    id: Id


class Oddity(Shown):
    """What is odd about the sound of a prompt, or was done to it."""

    code: str
    text: str


class Dialled(Success):
    """The id of a call."""

    call_id: str


class RunningCall(Shown):
    """A call that goes on, and who is in it."""

    call_id: str
    members: list[dict[str, Any]]


class RecordingShown(Shown):
    """The recording of a call that is over. Times are in UTC, `duration` in seconds and `size` in bytes."""

    id: Id
    time: str
    uid: str
    call_from: str
    call_to: str
    duration: int
    size: int
    call_type: Literal["Inbound", "Outbound", "Internal"]
    file: str
    call_from_number: str
    call_from_name: str
    call_to_number: str
    call_to_name: str


class RecordingLink(Success):
    """Where the sound is to be had for half an hour, with an access token."""

    file: str
    download_resource_url: str


class Uploaded(Success):
    """What was there under the name before: nothing, a recording or speech."""

    exist_type: Literal["", "record", "tts"]
    warnings: list[Oddity] = []


class Department(Shown):
    """An organization right below another."""

    text: str
    value: str


class Option(Shown):
    """A thing that can be chosen in a menu; `value` is an id or the name of a prompt. Organizations have an `item`."""

    text: str
    text2: str = ""
    value: str
    type: str
    item: list[Department] = []


class Member(Shown):
    """An extension with its number, a group or an organization."""

    text: str
    text2: str = ""
    value: str
    type: Literal["extension", "ext_group", "organization"]


class RouteChoice(Shown):
    """An outbound route that an IVR permits."""

    text: str
    value: str


class ServiceName(Shown):
    """A ring group, queue or conference that may be dialled."""

    text: str
    text2: str
    value: str
    type: Literal["ring_group", "queue", "conference"]


class IvrItem(Shown):
    """An IVR in a list."""

    id: Id
    number: str
    name: str
    dial_ext_option: Literal["disable", "all", "allow", "restrict"]
    enb_dial_outb_routes: Flag


class IvrSettingsShown(IvrItem):
    """Everything about an IVR but its keys."""

    prompt: str
    prompt_repeat: int
    resp_timeout: int
    digit_timeout: int
    alert_info: str
    client_unique_ringtone: str
    dial_ext_list: list[Member]
    restrict_dial_ext_list: list[Member]
    enb_dial_call_number: Flag
    dial_call_number_list: list[ServiceName]
    dial_outb_route_list: list[RouteChoice]
    enb_dial_check_vm: Flag
    prompt_manger_enb: Flag


_SLOT_TYPES: dict[str, Any] = {"dest": DestinationType, "prefix": str, "value": str, "stop": Flag}
_SLOT_FIELDS: dict[str, Any] = {
    parameter: (_SLOT_TYPES[field], ...) for slot in SLOTS for field, parameter in slot.parameters.items()
}
IvrShown = create_model("IvrShown", __base__=IvrSettingsShown, __doc__="An IVR.", **_SLOT_FIELDS)


class PromptShown(Shown):
    """A custom prompt."""

    id: Id
    file: str
    suffix: str
    type: Literal["record", "tts"]
    storage: int
    real_filename: str
    asr_manufacturer: str
    language: str
    voice_id: str
    text: str


class SystemInformation(Shown):
    """The server; times are in UTC."""

    device_name: str
    model_name: str
    sn: str
    hardware_version: str
    firmware_version: str
    system_time: str
    up_time: int
    system_date_format: str
    system_time_format: str
    timestamp: int


class Choice(Shown):
    """What a caller chose in a menu, and how many seconds after it began. `id` is the call's."""

    id: str
    time: str
    call_from: str
    press: str
    destination: str
    call_to: str
    opr_duration: int
    ivr_num: str
    destination_type: str


_COUNTS: dict[str, Any] = dict.fromkeys(PRESSES, (Annotated[int, Field(ge=0)], ...))
PressCount = create_model("PressCount", __base__=Shown, **_COUNTS)


class MenuCounts(Shown):
    """How often each key was pressed in a menu."""

    ivr_name: str
    ivr_num: str
    press_count: PressCount


def one(name: str, item: Any) -> type[BaseModel]:
    """The answer that holds an item as `data`."""
    fields: dict[str, Any] = {"data": (item, ...)}
    return create_model(name, __base__=Success, **fields)


def several(name: str, item: Any) -> type[BaseModel]:
    """The answer that holds a list of items as `data`."""
    fields: dict[str, Any] = {"data": (list[item], ...)}
    return create_model(name, __base__=Success, **fields)


def listed(name: str, item: Any, key: str, **more: Any) -> type[BaseModel]:
    """A list under `key`, and how many there are in all."""
    fields: dict[str, Any] = {"total_number": (int, ...), **more, key: (list[item], ...)}
    return create_model(name, __base__=Success, **fields)
