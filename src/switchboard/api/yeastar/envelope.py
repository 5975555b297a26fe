"""Yeastar's answers: HTTP 200, `errcode`, `errmsg`, then the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import isfinite

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.incident import log_incident

_ECHO_LIMIT = 255


class Code(IntEnum):
    """The error codes that this face can answer with."""

    INTERNAL_SERVER_ERROR = -2  # our fault, no database, or a body that is no JSON
    FAILURE = -1  # wrong credentials, no speech program, or a client that broke off
    SUCCESS = 0
    INTERFACE_NOT_EXISTED = 10001  # no such path
    API_VERSION_UNSUPPORTED = 10003  # the path of another version
    TOKEN_EXPIRED = 10004  # no token, or one that is not valid
    ACCESS_DENIED = 10005  # a right that the client lacks
    PARAMETER_SYNTAX_ERROR = 40001  # a JSON value of the wrong type, or a form that cannot be read
    PARAMETER_ERROR = 40002  # missing, or a value that is not accepted; all texts of a query, which have no type
    DUPLICATE_KEY_VALUE = 40003  # a number or name that is taken
    FILE_SIZE_EXCEEDED = 40004  # a body or file that is too large
    DATA_NOT_FOUND = 60001
    MAX_LIMITATION_EXCEEDED = 60002  # too many objects or tokens
    ACCOUNT_IP_BLOCKED = 70004  # too many wrong credentials
    IP_FORBIDDEN = 70087  # an address that the settings do not allow
    CONNECTION_RELATION_EXISTED = 70091  # deleting what something refers to
    API_UNAVAILABLE = 70123  # the settings switch this API off

    @property
    def message(self) -> str:
        """The `errmsg`. Only the code for relations is printed with underscores."""
        return self.name if self is Code.CONNECTION_RELATION_EXISTED else self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry of `invalid_param_list`; `rule` is a validator's tag, `reason` a sentence."""

    field: str = ""
    value: object = None
    rule: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, Json]:
        entry: dict[str, Json] = {
            "field": _echo(self.field),
            "value": _echo(self.value),
            "validation_type": self.rule,
            "valid_msg": self.reason,
        }
        return {key: value for key, value in entry.items() if value not in (None, "")}


class Refusal(errors.SwitchboardError):
    """A request that is answered with `code`, for these reasons."""

    code = "yeastar-refusal"

    def __init__(self, errcode: Code, *problems: Problem) -> None:
        super().__init__(errcode.message)
        self.errcode = errcode
        self.problems = problems


def success(**fields: Json) -> Response:
    """`errcode` 0 and the fields in the order given."""
    return _answer(Code.SUCCESS, fields)


def nothing_found(**fields: Json) -> Response:
    """`errcode` 60001 with the fields of a success, which say that there is nothing: clients read them all the same."""
    return _answer(Code.DATA_NOT_FOUND, fields)


def answer_to(error: Exception, action: str) -> Response:
    """The envelope for whatever an endpoint raised; `action` (`IVR create`) is for the text about duplicates."""
    match error:
        case Refusal():
            return _failure(error.errcode, error.problems)
        case errors.Invalid():
            return _failure(Code.PARAMETER_ERROR, [Problem(error.field, rule=error.rule, reason=error.reason)])
        case errors.NotFound():
            return _failure(Code.DATA_NOT_FOUND)
        case errors.Duplicate():
            return _duplicate(error, action)
        case errors.InUse():
            return _in_use(error)
        case errors.LockedOut():
            return _failure(Code.ACCOUNT_IP_BLOCKED)
        case errors.Unauthenticated():
            return _failure(Code.TOKEN_EXPIRED)
        case errors.LimitReached():
            return _failure(Code.MAX_LIMITATION_EXCEEDED, [Problem(reason=str(error))])
        case errors.AudioTooLarge():
            return _failure(Code.FILE_SIZE_EXCEEDED, [Problem("file", reason=str(error))])
        case errors.UndecodableAudio():
            return _failure(Code.PARAMETER_ERROR, [Problem("file", rule="format", reason=str(error))])
        case errors.SpeechUnavailable():
            return _failure(Code.FAILURE, [Problem(reason=str(error))])
        case errors.Unavailable():
            return _failure(Code.INTERNAL_SERVER_ERROR, [Problem(reason=f"try again later: {error}")])
        case ClientDisconnect():
            return _failure(Code.FAILURE)
    return _incident(error)


def _answer(code: Code, fields: dict[str, Json]) -> Response:
    return JSONResponse({"errcode": int(code), "errmsg": code.message, **fields})


def _failure(code: Code, problems: Sequence[Problem] = ()) -> Response:
    listed = [problem.as_json() for problem in problems]
    return _answer(code, {"invalid_param_list": listed} if listed else {})


def _duplicate(error: errors.Duplicate, action: str) -> Response:
    owner: dict[str, Json] = {
        "field": error.field,
        "value": error.value,
        "external_source": error.owner_kind,
        "external_source_name": error.owner_number,
    }
    submsg = f"{action} fail for duplicate fields"
    return _answer(Code.DUPLICATE_KEY_VALUE, {"submsg": submsg, "duplicate_field_list": [owner]})


def _in_use(error: errors.InUse) -> Response:
    problems = [
        Problem("id", error.id, reason=f"used by {one.kind} {one.id} {one.name!r} in {one.field}")
        for one in error.referrers
    ]
    return _failure(Code.CONNECTION_RELATION_EXISTED, problems)


def _incident(error: Exception) -> Response:
    """An answer that names the log entry and nothing else."""
    incident = log_incident("yeastar", error)
    return _failure(Code.INTERNAL_SERVER_ERROR, [Problem(value=f"incident {incident}")])


def _echo(value: object) -> Json:
    """The refused value as sent, when it is short and plain."""
    if isinstance(value, str):
        return value[:_ECHO_LIMIT].encode(errors="replace").decode()
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if isinstance(value, bool | int | float) else None
