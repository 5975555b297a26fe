"""The dialect as an OpenAPI document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from switchboard.api.openapi import JSON, Bare, Described, Parameter, Schema, Sound, document
from switchboard.api.yeastar import answers, answers_calls, answers_lookups, contacts, wire
from switchboard.api.yeastar.cdr import DISPOSITIONS
from switchboard.api.yeastar.listing import ENDPOINTS, MAX_PAGE_SIZE, Endpoint
from switchboard.api.yeastar.presence import STATES
from switchboard.api.yeastar.prompts import TYPES, SpeechOrder
from switchboard.api.yeastar.routes_cdr import SORTS as CDR_SORTS
from switchboard.api.yeastar.routes_cdr import UNKNOWN
from switchboard.api.yeastar.routes_recording import SORTS
from switchboard.api.yeastar.routes_report import REPORT
from switchboard.api.yeastar.routes_system import ABSENT_MENUS, PRESENT_MENUS

_TEXT: Schema = {"type": "string", "minLength": 1}
_ID = Parameter("id", {"type": "integer"}, required=True)
_IDS = Parameter("ids", {"type": "string", "pattern": "^[0-9]+(,[0-9]+)*$"}, required=True)
_PAGING = (
    Parameter("page", {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}),
    Parameter("page_size", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE}),
    Parameter("order_by", {"enum": ["asc", "desc"]}),
)
_SEARCH = Parameter("search_value", {"type": "string", "maxLength": 255})
_TIME = "^[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"
_DESCRIPTION = (
    "The IVR part of Yeastar's P-Series OpenAPI. The status is 200 for errors too; `errcode` says what happened."
)


@dataclass(frozen=True, slots=True)
class _Lookups:
    """A kind of object that can be looked up; `item` in lists, `shown` alone."""

    path: str
    item: Any
    shown: Any
    sorts: tuple[str, ...]
    key: str = "data"
    endpoints: tuple[Endpoint, ...] = ENDPOINTS
    more: tuple[Parameter, ...] = ()
    summary: tuple[str, ...] = ()


_ROUTE_SORTS = ("id", "pos", "name", "outb_cid")
_TRUNK_SORTS = ("id", "name", "type", "host_port", "def_outbound_cid", "username")
_PHONE_SORTS = ("id", "number", "caller_id_name", "email_addr", "mobile_number", "presence_status")
_PROMPT_TYPE = Parameter("prompt_type", {"enum": list(TYPES)})
_KINDS = (
    _Lookups("ivr", answers.IvrItem, answers.IvrShown, ("id", "number", "name")),
    _Lookups("extension", answers_lookups.ExtensionShown, answers_lookups.ExtensionShown, _PHONE_SORTS),
    _Lookups("extensiongroup", answers_lookups.GroupItem, answers_lookups.GroupShown, ("id", "name")),
    _Lookups("extension_group", answers_lookups.GroupItem, answers_lookups.GroupShown, ("id", "name")),
    _Lookups(
        "organization",
        answers_lookups.OrganizationItem,
        answers_lookups.OrganizationShown,
        ("id", "name"),
        "organization_list",
    ),
    _Lookups(
        "ringgroup",
        answers_lookups.RingGroupItem,
        answers_lookups.RingGroupShown,
        ("id", "number", "name", "ring_strategy"),
    ),
    _Lookups(
        "queue", answers_lookups.QueueItem, dict[str, Any], ("id", "number", "name", "ring_strategy"), "queue_list"
    ),
    _Lookups("conference", answers_lookups.ConferenceItem, answers_lookups.ConferenceShown, ("id", "number", "name")),
    _Lookups(
        "vm_group",
        answers_lookups.GroupVoicemailItem,
        answers_lookups.GroupVoicemailShown,
        ("id", "number", "name", "mode"),
        "vm_group_list",
    ),
    _Lookups("trunk", answers_lookups.TrunkItem, answers_lookups.TrunkShown, _TRUNK_SORTS),
    _Lookups(
        "outbound_route", answers_lookups.RouteItem, answers_lookups.RouteShown, _ROUTE_SORTS, summary=("last_pos",)
    ),
    _Lookups(
        "inbound_route",
        answers_lookups.InboundRouteItem,
        answers_lookups.InboundRouteShown,
        ("id", "pos", "name"),
    ),
    _Lookups(
        "custom_prompt",
        answers.PromptShown,
        answers.PromptShown,
        ("id", "name"),
        "prompt_list",
        ("list", "search"),
        (_PROMPT_TYPE,),
    ),
)


class LogIn(wire.Wire):
    """Client id and secret."""

    username: Annotated[str, Field(min_length=1)]
    password: Annotated[str, Field(min_length=1)]


class Refresh(wire.Wire):
    """The refresh token of a pair."""

    refresh_token: Annotated[str, Field(min_length=1)]


class Dial(wire.Wire):
    """Who is called, whom he reaches then, and by whose routes."""

    caller: Annotated[str, Field(min_length=1)]
    callee: Annotated[str, Field(min_length=1)]
    dial_permission: str = ""
    auto_answer: Annotated[str, wire.OneOf("yes", "no")] = "no"


class Transfer(wire.Wire):
    """A member of a call, and where it goes."""

    type: Annotated[str, wire.OneOf("blind")]
    channel_id: str
    number: str
    dial_permission: str = ""


class Channel(wire.Wire):
    """A member of a call."""

    channel_id: str


class EndCall(wire.Wire):
    """A call, by one of its members or by itself."""

    channel_id: str = ""
    call_id: str = ""


class ChangedInboundRoute(wire.Wire):
    """Where the calls of a route go."""

    id: int
    name: str = ""
    def_dest: str = ""
    def_dest_prefix: str = ""
    def_dest_value: str = ""


class NewInboundRoute(wire.Wire):
    """The calls of some trunks, and where they go."""

    name: Annotated[str, Field(min_length=1)]
    trunk_list: Annotated[list[dict[str, Any]], Field(min_length=1)]
    did_pattern_list: Annotated[tuple[dict[str, Any], ...], Field(max_length=1)] = ()
    def_dest: Annotated[str, Field(min_length=1)]
    def_dest_prefix: str = ""
    def_dest_value: str = ""
    pos: Annotated[int, Field(ge=1)] = 1


class ChangedExtension(wire.Wire):
    """What somebody says of himself."""

    id: int
    presence_status: Annotated[str, wire.OneOf(*STATES)] = "available"


class PromptUpload(wire.Wire):
    """`ask` says whether there is a file of this name, `force` stores it."""

    is_check: Annotated[str, wire.OneOf("ask", "force")]
    file: Annotated[str, WithJsonSchema({"type": "string", "format": "binary"})]


def _ivr(name: str, required: tuple[str, ...], **more: Any) -> type[BaseModel]:
    """A body with all parameters of an IVR, `required` ones among them."""
    fields: dict[str, Any] = {key: (info.annotation, info) for key, info in wire.IvrSettings.model_fields.items()}
    for slot in wire.SLOTS:
        values = wire.SlotValues.model_fields
        fields |= {key: (values[field].annotation, values[field]) for field, key in slot.parameters.items()}
    settings = wire.IvrSettings.__annotations__
    fields |= {key: (settings[key].__args__[0], ...) for key in required}
    return create_model(name, __base__=wire.Wire, **more, **fields)


def describe() -> Schema:
    """The document of all endpoints, below the mount."""
    scheme = {"type": "apiKey", "in": "query", "name": "access_token"}
    return document("Switchboard, Yeastar dialect", _DESCRIPTION, _operations(), scheme)


def _operations() -> Iterator[Described]:
    yield _post("get_token", "A pair of tokens", answers.Tokens, LogIn, open_=True)
    yield _post("refresh_token", "A new pair for an old one", answers.Tokens, Refresh, open_=True)
    yield _get("del_token", "End the pair of this token", answers.Success)
    for kind in _KINDS:
        yield from _lookups(kind)
    queue = (Parameter("id", _ID.schema), Parameter("queue_id", _ID.schema))
    yield _get("queue/agent_status", "What the agents of a queue do", answers_lookups.AgentStatus, *queue)
    yield _get("queue/call_status", "The calls in a queue", answers_lookups.QueueCalls, *queue)
    create, update = _ivr("NewIvr", wire.REQUIRED_ON_CREATE), _ivr("ChangedIvr", (), id=(int, ...))
    yield _post("ivr/create", "A new IVR", answers.Created, create)
    yield _post("ivr/update", "Change what is sent and leave the rest", answers.Success, update)
    yield _get("ivr/delete", "Remove an IVR that nothing refers to", answers.Success, _ID)
    yield _post("custom_prompt/create", "Speak a text into a new prompt", answers.Created, SpeechOrder)
    yield _post("custom_prompt/upload", "Store a file", answers.Uploaded, PromptUpload, "multipart/form-data")
    name, id = Parameter("file", _TEXT), Parameter("id", _ID.schema)
    yield _get("custom_prompt/delete", "Remove a prompt that nothing refers to", answers.Success, name, id)
    menu = Parameter("menu", {"enum": [*PRESENT_MENUS, *ABSENT_MENUS]}, required=True)
    options = answers.several("MenuOptions", answers.Option)
    yield _get("system/get_menuoptions", "What can be chosen in a menu", options, menu, id)
    yield from _reports()
    yield from _calls()
    yield from _inbound_routes()
    yield from _contacts()
    yield _post("extension/update", "Change the presence of an extension", answers.Success, ChangedExtension)
    yield from _recordings()
    yield Described("get", "/v1.0/subscribe", "Events, over a WebSocket alone", {400: answers.Failure})
    information = answers.one("Information", answers.SystemInformation)
    yield _get("system/information", "The server", information)


def _calls() -> Iterator[Described]:
    yield _post("call/dial", "Call somebody, and connect him", answers.Dialled, Dial)
    yield _post("call/hangup", "End a call", answers.Dialled, EndCall)
    yield _post("call/transfer", "Send a member of a call elsewhere", answers.Dialled, Transfer)
    yield _post("call/hold", "Let a member hold the other one", answers.Dialled, Channel)
    yield _post("call/unhold", "Let it take the other one back", answers.Dialled, Channel)
    yield _post("call/mute", "Let nobody hear a member", answers.Dialled, Channel)
    yield _post("call/unmute", "Let it be heard again", answers.Dialled, Channel)
    names = ("call_id", "number", "extension", "from", "caller", "callee")
    calls = answers.several("RunningCalls", answers.RunningCall)
    yield _get("call/query", "The calls that go on", calls, *(Parameter(one, {"type": "string"}) for one in names))

    yield from _cdrs()


def _cdrs() -> Iterator[Described]:
    text: Schema = {"type": "string"}
    sort = Parameter("sort_by", {"enum": list(CDR_SORTS)})
    common = (
        *_PAGING,
        sort,
        Parameter("from", {"enum": ["new", "legacy"]}),
        *(Parameter(one, text) for one in UNKNOWN),
    )
    page = answers.listed("CdrPage", answers_calls.Cdr, "data")
    yield _get("cdr/list", "The legs of the calls that are over", page, *common)
    names = ("start_time", "end_time", "call_from", "call_to", "did")
    conditions = (
        *(Parameter(name, text) for name in names),
        Parameter("enable_fuzzy_search", {"enum": ["0", "1"]}),
        Parameter("status", {"enum": list(DISPOSITIONS)}),
        Parameter("extension_group", {"type": "integer"}),
    )
    yield _get("cdr/search", "Those of them that match", page, *common, *conditions)


def _inbound_routes() -> Iterator[Described]:
    yield _post("inbound_route/create", "Lead the calls of trunks", answers.Created, NewInboundRoute)
    yield _post("inbound_route/update", "Lead the calls of a route elsewhere", answers.Success, ChangedInboundRoute)
    yield _get("inbound_route/delete", "Remove a route", answers.Success, _ID)


def _contacts() -> Iterator[Described]:
    none = answers.listed("NoObjects", dict[str, Any], "data")
    sort = Parameter("sort_by", {"enum": list(contacts.SORTS)})
    for path in contacts.PATHS:
        for name in ("list", "search"):
            yield _get(f"{path}/{name}", "An empty list", none, *_PAGING, sort, _SEARCH)
        for name, which in (("get", _ID), ("query", _IDS), ("delete", _ID)):
            yield _get(f"{path}/{name}", "There are none: 60001", answers.Success, which)


def _recordings() -> Iterator[Described]:
    sort = Parameter("sort_by", {"enum": list(SORTS)})
    time = {"type": "string", "pattern": f"^[0-9]{{1,11}}$|{_TIME}"}
    times = tuple(Parameter(name, time) for name in ("start_time", "end_time"))
    texts = tuple(Parameter(name, {"type": "string"}) for name in ("caller", "callee", "uid"))
    asked = (*_PAGING, sort, *times, *texts, Parameter("ids", _IDS.schema))
    page = answers.listed("RecordingPage", answers.RecordingShown, "data")
    yield _get("recording/list", "The recordings of calls, in pages", page, *asked)
    yield _get("recording/search", "The same", page, *asked)
    which = (Parameter("id", _ID.schema), Parameter("file", _TEXT))
    yield _get("recording/download", "A link to the sound of a recording", answers.RecordingLink, *which)
    link = (Parameter("link", {"type": "string"}, required=True, place="path"),)
    path, summary = "/download/{link}.wav", "The sound that a link leads to"
    found = {200: Sound(answers.Failure), 206: Sound(), 400: Bare(), 416: Bare()}
    yield Described("get", path, summary, found, link)
    yield Described("head", path, summary, dict.fromkeys(found, Bare()), link)


def _reports() -> Iterator[Described]:
    report = Parameter("type", {"enum": [REPORT]}, required=True)
    names = ("start_time", "end_time", "detail_time_begin", "detail_time_end")
    times = tuple(Parameter(name, {"type": "string", "pattern": _TIME}) for name in names)
    period = tuple(Parameter(one.name, one.schema, required=True) for one in times[:2])
    asked = Parameter("ivr_id_list", _IDS.schema, required=True)
    counts = answers.listed("IvrCounts", answers.MenuCounts, "ivr_list")
    yield _get("call_report/list", "How often each key was pressed in menus", counts, report, *period, asked)
    number, sort = Parameter("ivr_num", {"type": "string"}), Parameter("sort_by", {"enum": ["time"]})
    choices = answers.listed("IvrReport", answers.Choice, "ivr_report_detail")
    yield _get("call_report/detail", "What callers chose in menus", choices, report, *times, number, *_PAGING, sort)


def _lookups(kind: _Lookups) -> Iterator[Described]:
    words = "".join(part.capitalize() for part in kind.path.split("_"))
    summary: dict[str, Any] = dict.fromkeys(kind.summary, (int, ...))
    page = answers.listed(f"{words}Page", kind.item, kind.key, **summary)
    sort = Parameter("sort_by", {"enum": list(kind.sorts)})
    given: dict[Endpoint, tuple[str, Any, tuple[Parameter, ...]]] = {
        "list": ("Some of the objects, in pages", page, (*_PAGING, sort)),
        "search": ("As list, of those that match", page, (*_PAGING, sort, _SEARCH, *kind.more)),
        "get": ("One object", answers.one(f"{words}Answer", kind.shown), (_ID,)),
        "query": ("Several objects", answers.several(f"{words}Answers", kind.shown), (_IDS,)),
    }
    for endpoint in kind.endpoints:
        text, answer, parameters = given[endpoint]
        yield _get(f"{kind.path}/{endpoint}", text, answer, *parameters)


def _get(path: str, summary: str, answer: Any, *parameters: Parameter) -> Described:
    return Described("get", f"/v1.0/{path}", summary, {200: answer | answers.Failure}, parameters)


def _post(
    path: str, summary: str, answer: Any, takes: type[BaseModel], kind: str = JSON, *, open_: bool = False
) -> Described:
    return Described("post", f"/v1.0/{path}", summary, {200: answer | answers.Failure}, takes={kind: takes}, open=open_)
