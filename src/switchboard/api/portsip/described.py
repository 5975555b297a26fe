"""The dialect as an OpenAPI document."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema

from switchboard.api.openapi import BYTES, JSON, Bare, Described, Parameter, Schema, Sound, document
from switchboard.api.portsip import answers, answers_recordings
from switchboard.api.portsip import answers_lookups as lookups
from switchboard.api.portsip.absent import ABSENT, UNAUTHENTICATED
from switchboard.api.portsip.body import FORM
from switchboard.api.portsip.collection import LARGEST_PAGE, LARGEST_SKIP, NAMED, NUMBERED
from switchboard.api.portsip.groups import USERS
from switchboard.api.portsip.holidays import ChangedHoliday, NewHoliday
from switchboard.api.portsip.naming import ID_LENGTH
from switchboard.api.portsip.odata import LONGEST, Properties
from switchboard.api.portsip.routes_blobs import HEADER, ID_HEADER
from switchboard.api.portsip.routes_files import PROPERTIES as FILE_PROPERTIES
from switchboard.api.portsip.routes_login import RefreshToken, SignIn
from switchboard.api.portsip.tenant import TenantFields
from switchboard.api.portsip.wire import Wire
from switchboard.api.portsip.wire_action import ActionFields, NewAction
from switchboard.api.portsip.wire_inbound import InboundFields, NewInbound
from switchboard.api.portsip.wire_ivr import IvrFields, NewIvr

_ID: Schema = {"type": "string", "pattern": f"^[A-Za-z0-9]{{{ID_LENGTH}}}$"}
_KEY = Parameter("key", _ID, required=True, place="path")
_URL = Parameter("url", _ID, required=True, place="path")
_UPLOAD = Parameter("upload", {"type": "string", "format": "uuid"}, required=True, place="path")
_TOKEN = Parameter(HEADER, {"type": "string", "pattern": "^[A-Za-z0-9]+$"}, required=True, place="header")
_OCTETS = Annotated[str, WithJsonSchema({"type": "string", "format": "binary"})]
_BOOLEAN: Schema = {"enum": ["true", "false"]}
_DONE = Bare()
_INBOUND = "/inbound_rules", "inbound rule"
_PROGRESS = Bare((ID_HEADER, HEADER, "Range"))
_DESCRIPTION = "Virtual receptionists as PortSIP's API has them. Options of collections may have a `$` in front."


class PasswordGrant(SignIn):
    """A session for a name and a password."""

    grant_type: Literal["password"]
    scope: Literal["all"] = "all"
    client_id: Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})] = ""


class RefreshGrant(RefreshToken):
    """New tokens for old ones."""

    grant_type: Literal["refresh_token"]
    client_id: Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})] = ""


class PolicySent(Wire):
    """The rules that hold; others are refused."""

    min_length: Literal[6] = 6
    max_length: Literal[10] = 10
    disable_sequential_characters: Literal[True] = True
    disable_repeating_characters: Literal[True] = True


class NewSession(Wire):
    """Who is called, and whom he reaches then."""

    caller: str
    callee: str
    send_sdp: bool
    user_data: str | None = None
    additional_header: str | None = None
    header_direction: str | None = None


class OfExtension(Wire):
    """An extension that talks in a session."""

    extension_number: str


class Refer(OfExtension):
    """Where it sends whom it talks to."""

    refer_to: str


def describe() -> Schema:
    """The document of all endpoints, below the mount."""
    scheme = {"type": "http", "scheme": "bearer"}
    return document("Switchboard, PortSIP dialect", _DESCRIPTION, _operations(), scheme)


def _operations() -> Iterator[Described]:
    yield from _sessions()
    yield from _collection("/ivrs", "IVR", answers.Numbered, answers.IvrShown, NUMBERED)
    yield from _written("/ivrs", "IVR", NewIvr, IvrFields)
    yield _get("/ivrs/{key}/status", "Whether the IVR answers calls", answers.Status, 404, parameters=(_KEY,))
    yield from _actions()
    number = Parameter("number", {"type": "string", "pattern": "^[0-9]{1,64}$"}, required=True, place="path")
    yield _get("/extension_numbers/{number}", "What has a number", answers.NumberShown, 404, parameters=(number,))
    yield from _collection("/holidays", "holiday", answers.HolidayShown, answers.HolidayShown, NAMED)
    yield from _written("/holidays", "holiday", NewHoliday, ChangedHoliday)
    yield from _collection("/providers", "provider", lookups.ProviderItem, lookups.ProviderShown, NAMED)
    yield _get(
        "/providers/{key}/status", "Whether calls go through a provider", answers.Status, 404, parameters=(_KEY,)
    )
    yield from _collection("/users", "user", lookups.ExtensionShown, lookups.ExtensionShown, USERS)
    yield from _collection("/ring_groups", "ring group", lookups.RingGroupShown, lookups.RingGroupShown, NUMBERED)
    yield from _collection("/call_queues", "call queue", lookups.QueueShown, lookups.QueueShown, NUMBERED)
    for path in ("/ring_groups", "/call_queues"):
        yield _get(f"{path}/{{key}}/agents", "Who is rung", lookups.AgentList, 404, parameters=(_KEY,))
    yield from _collection("/inbound_rules", "inbound rule", lookups.InboundShown, lookups.InboundShown, NAMED)
    yield from _written("/inbound_rules", "inbound rule", NewInbound, InboundFields)
    yield from _collection("/files", "file", answers.FileShown, answers.FileShown, FILE_PROPERTIES)
    yield from _blobs()
    yield from _tenant()
    for path, kind in (("/ivrs", "IVR"), ("/holidays", "holiday"), ("/files", "file"), _INBOUND):
        yield _destroy(f"{path}/{{key}}", kind)
    yield from _calls()
    yield from _recordings()
    yield from _absent()


def _calls() -> Iterator[Described]:
    page = (
        Parameter("skip", {"type": "integer", "minimum": 0, "maximum": LARGEST_SKIP}),
        Parameter("top", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}),
    )
    key = (Parameter("key", {"type": "string"}, required=True, place="path"),)
    yield _change("/sessions", "Call somebody, and connect him", 201, answers.Created, NewSession, 429)
    yield _get("/sessions", "The calls that go on", answers.CallPage, 400, parameters=page)
    yield _get("/sessions/{key}", "One of them", dict[str, Any], 404, parameters=key)
    yield _post("/sessions/{key}/destroy", "End a call", 204, _DONE, 403, 404, 409, parameters=key)
    refer, words = "/sessions/{key}/refer", "Send whom an extension talks to elsewhere"
    yield _change(refer, words, 200, _DONE, Refer, 404, 409, parameters=key)
    for name, words in (("hold", "Let an extension hold whom it talks to"), ("unhold", "Take the other one back")):
        path = f"/sessions/{{key}}/{name}"
        yield _change(path, words, 200, _DONE, OfExtension, 404, 409, parameters=key)
    yield _get("/cdrs", "The calls that are over", answers.CallPage, 400, parameters=page)
    yield _post("/cdrs", "The same", 200, answers.CallPage, 400, parameters=page)
    yield _get("/cdrs/{key}", "One of them", answers.CallItems, 404, parameters=key)


def _recordings() -> Iterator[Described]:
    page = (
        Parameter("skip", {"type": "integer", "minimum": 0, "maximum": LARGEST_SKIP}),
        Parameter("top", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}),
    )
    items, one = answers.collection("Recordings", answers_recordings.RecordingItem), answers_recordings.RecordingShown
    yield _get("/recordings", "The recordings of calls", items, 400, 403, parameters=page)
    yield _get("/recordings/{key}", "One recording with its file", one, 403, 404, 409, parameters=(_KEY,))
    yield _post("/recordings/{key}/destroy", "Delete it", 204, _DONE, 403, 404, 409, parameters=(_KEY,))
    link = (Parameter("link", {"type": "string", "pattern": "^[0-9a-f-]+$"}, required=True, place="path"),)
    path, summary = "/recordings/files/{link}.wav", "The sound that a link leads to"
    found: dict[int, Any] = {200: Sound(), 206: Sound(), 416: Bare(), **_failures(404, 429, 503)}
    yield Described("get", path, summary, found, link, open=True)
    yield Described("head", path, summary, dict.fromkeys(found, _DONE), link, open=True)


def _sessions() -> Iterator[Described]:
    tokens = {200: answers.Tokens, **_failures(400, 429, 503)}
    yield Described(
        "post",
        "/login/oauth/token",
        "A session, by OAuth 2",
        tokens,
        takes={FORM: PasswordGrant | RefreshGrant},
        open=True,
    )
    yield _post("/login/oauth/revoke", "End the session", 200, _DONE)
    qr = (Parameter("qr", {"enum": ["false"]}),)
    yield Described("post", "/auth/sign_in", "A session", tokens, qr, {JSON: SignIn}, open=True)
    yield Described(
        "post", "/auth/refresh_token", "New tokens for old ones", tokens, takes=_json(RefreshToken), open=True
    )
    yield _post("/auth/sign_out", "End the session", 200, _DONE)
    yield _get("/auth/user", "What one may do", answers.UserShown)
    yield Described("post", "/login", "A session, as before 22.2", tokens, takes=_json(SignIn), open=True)
    yield _get("/login", "The session that the token is of", answers.SessionShown)
    yield _post("/logout", "End the session, as before 22.2", 204, _DONE)


def _actions() -> Iterator[Described]:
    path, keys = "/ivrs/{key}/action_urls", (_KEY, _URL)
    yield _get(path, "All action URLs of an IVR", answers.Actions, 404, parameters=(_KEY,))
    yield _change(path, "A new action URL", 201, answers.Created, NewAction, 404, parameters=(_KEY,))
    yield _get(f"{path}/{{url}}", "One action URL", answers.ActionShown, 404, parameters=keys)
    yield _change(f"{path}/{{url}}", "Change what is sent", 200, _DONE, ActionFields, 404, parameters=keys)
    yield _destroy(f"{path}/{{url}}", "action URL", keys)


def _blobs() -> Iterator[Described]:
    path, parts = "/blobs/uploads", (_UPLOAD, _TOKEN)
    name = Parameter("filename", {"type": "string", "minLength": 1, "maxLength": 128}, required=True)
    digest = Parameter("digest", {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"})
    yield _post(path, "Open an upload", 202, _PROGRESS, 400, 403, parameters=(name, Parameter("temporary", _BOOLEAN)))
    path, octets = f"{path}/{{upload}}", {BYTES: _OCTETS}
    yield _post(f"{path}/append", "The next bytes", 203, _PROGRESS, 400, 403, 404, parameters=parts, takes=octets)
    yield _post(
        f"{path}/complete",
        "The last bytes: it is a file now",
        201,
        answers.Created,
        *(400, 403, 404),
        parameters=(*parts, digest),
        takes=octets,
    )
    yield _get(f"{path}/status", "How far it is", _PROGRESS, 403, 404, parameters=(_UPLOAD,), status=204)
    yield _post(f"{path}/destroy", "Give an upload up", 204, _DONE, 403, 404, parameters=(_UPLOAD,))
    key = Parameter("key", {"type": "string", "pattern": "^[A-Za-z0-9._-]+$"}, required=True, place="path")
    found = {200: bytes, **_failures(401, 404, 429, 503)}
    summary = "The content of a file, by the key in a URL, or with a token by its SHA-256"
    yield Described("get", "/blobs/{key}", summary, found, (key,), either=True)


def _tenant() -> Iterator[Described]:
    yield _get("/tenant", "The tenant", answers.TenantShown)
    yield _change("/tenant", "Change what is sent", 200, _DONE, TenantFields)
    yield _get("/tenant/password_policy", "What the PIN of an IVR must be", answers.Policy)
    yield _change("/tenant/password_policy", "Say the rules that hold", 200, _DONE, PolicySent)


def _absent() -> Iterator[Described]:
    for path, (methods, reason) in ABSENT.items():
        keys = (_KEY,) if "{key}" in path else ()
        found = _failures(401, 403, 429, 503, *((404,) if keys else ()))
        for method in methods:
            yield Described("get" if method == "GET" else "post", path, f"Refused: {reason}", found, keys)
    for path, reason in UNAUTHENTICATED.items():
        yield Described("post", path, f"Refused: {reason}", _failures(400), open=True)


def _collection(path: str, kind: str, item: Any, shown: Any, properties: Properties) -> Iterator[Described]:
    words = path.removeprefix("/").title().replace("_", "")
    text: Schema = {"type": "string", "maxLength": LONGEST}
    order = "|".join(properties)
    options = (
        Parameter("filter", text),
        Parameter("search", text),
        Parameter("orderby", {**text, "pattern": f"^({order})( (asc|desc))?(,({order})( (asc|desc))?)*$"}),
        Parameter("skip", {"type": "integer", "minimum": 0, "maximum": LARGEST_SKIP}),
        Parameter("top", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE}),
        Parameter("count", _BOOLEAN),
    )
    yield _get(path, f"A page of the {kind}s", answers.collection(words, item), 400, parameters=options)
    yield _get(f"{path}/{{key}}", f"One {kind}", shown, 404, parameters=(_KEY,))


def _written(path: str, kind: str, new: type[Wire], changed: type[Wire]) -> Iterator[Described]:
    yield _change(path, f"A new {kind}", 201, answers.Created, new)
    yield _change(f"{path}/{{key}}", "Change what is sent", 200, _DONE, changed, 404, parameters=(_KEY,))


def _destroy(path: str, kind: str, parameters: tuple[Parameter, ...] = (_KEY,)) -> Described:
    return _post(f"{path}/destroy", f"Remove the {kind}", 204, _DONE, 400, 403, 404, parameters=parameters)


def _change(
    path: str,
    summary: str,
    status: int,
    answer: Any,
    takes: type[Wire],
    *more: int,
    parameters: tuple[Parameter, ...] = (),
) -> Described:
    return _post(path, summary, status, answer, 400, 403, *more, parameters=parameters, takes=_json(takes))


def _get(
    path: str, summary: str, answer: Any, *more: int, parameters: tuple[Parameter, ...] = (), status: int = 200
) -> Described:
    return Described("get", path, summary, {status: answer, **_failures(401, 429, 503, *more)}, parameters)


def _post(
    path: str,
    summary: str,
    status: int,
    answer: Any,
    *more: int,
    parameters: tuple[Parameter, ...] = (),
    takes: dict[str, Any] | None = None,
) -> Described:
    found = {status: answer, **_failures(401, 429, 503, *more)}
    return Described("post", path, summary, found, parameters, takes)


def _json(model: type[Wire]) -> dict[str, Any]:
    return {JSON: model}


def _failures(*statuses: int) -> dict[int, Any]:
    """The answers for errors. Each request may get 400, because it may be no HTTP."""
    return dict.fromkeys((400, *statuses), answers.Failure)
