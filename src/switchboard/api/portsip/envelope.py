"""PortSIP's answers: bare objects, and on errors a list of code, message and detail."""

from collections.abc import Mapping
from math import ceil
from typing import Literal

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.incident import log_incident
from switchboard.api.kit.body import MalformedBody

_MOST_PROBLEMS = 100
_MOST_REFERRERS = 20
_RETRY_S = "5"

Code = Literal["UNKNOWN", "VALIDATE_FAILED", "UNAUTHORIZED"]
"""All codes that the vendor has published."""


class Refusal(errors.SwitchboardError):
    """A request that is answered with `status`; `problems` are reasons by field such as `outbound_caller_ids[0]`."""

    def __init__(
        self,
        status: int,
        code: Code,
        message: str,
        problems: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code: Code = code
        self.message = message
        self.problems = problems or {}
        self.headers = headers


def invalid(problems: Mapping[str, str]) -> Refusal:
    """400 with each of the wrong fields or parameters, of which there is one at least."""
    return Refusal(400, "VALIDATE_FAILED", "field validation failed", problems)


def not_found(what: str) -> Refusal:
    return Refusal(404, "UNKNOWN", f"there is no such {what}")


def in_use(error: errors.InUse, what: str) -> Refusal:
    """400 for `what` cannot go while others refer to it."""
    by = ", ".join(f"{one.kind} {one.name!r} ({one.field})" for one in error.referrers[:_MOST_REFERRERS])
    return Refusal(400, "UNKNOWN", f"the {what} is in use by {by}")


def created(id: str) -> Response:
    """What a creation answers."""
    return JSONResponse({"id": id}, status_code=201)


def updated() -> Response:
    """What an update answers: nothing, and with status 200."""
    return Response(status_code=200)


def destroyed() -> Response:
    """What a deletion answers."""
    return Response(status_code=204)


def answer_to(error: Exception) -> Response:
    """The answer for whatever an endpoint raised."""
    refusal = _refusal(error) or _incident(error)
    listed: list[Json] = [
        {"code": refusal.code, "message": f"{field}: {reason}", "detail": {"field": field}}
        for field, reason in list(refusal.problems.items())[:_MOST_PROBLEMS]
    ]
    alone: list[Json] = [{"code": refusal.code, "message": refusal.message, "detail": None}]
    return JSONResponse({"errors": listed or alone}, refusal.status, refusal.headers)


def _refusal(error: Exception) -> Refusal | None:
    """The refusal for an error; None for an error that nobody foresaw."""
    match error:
        case Refusal():
            return error
        case errors.Invalid():
            return invalid({error.field: error.reason})
        case errors.Duplicate():
            field = "extension_number" if error.field == "number" else error.field
            return invalid({field: "is in use already"})
        case errors.InUse():
            return in_use(error, error.kind)
        case errors.NotFound():
            return not_found(error.kind)
        case errors.PromptError():
            return Refusal(400, "VALIDATE_FAILED", str(error))
        case errors.Unauthenticated() | errors.LimitReached() | errors.Unavailable():
            return _not_now(error)
        case MalformedBody():
            return Refusal(400, "VALIDATE_FAILED", str(error))
        case ClientDisconnect():
            return Refusal(400, "VALIDATE_FAILED", "the body ended too soon")
    return None


def _not_now(error: errors.Unauthenticated | errors.LimitReached | errors.Unavailable) -> Refusal:
    match error:
        case errors.LockedOut():
            wait_s = str(max(1, ceil(error.retry_after_s)))
            return Refusal(429, "UNKNOWN", str(error), headers={"Retry-After": wait_s})
        case errors.LoginFailed():
            return Refusal(400, "UNAUTHORIZED", str(error))
        case errors.CodeNeeded():
            return Refusal(400, "UNAUTHORIZED", "this user has a second factor, which cannot be sent here")
        case errors.Unauthenticated():
            return Refusal(
                401, "UNAUTHORIZED", "the token is missing or not valid", headers={"WWW-Authenticate": "Bearer"}
            )
        case errors.LimitReached():
            return Refusal(429, "UNKNOWN", str(error))
    return Refusal(503, "UNKNOWN", f"try again later: {error}", headers={"Retry-After": _RETRY_S})


def _incident(error: Exception) -> Refusal:
    """Names the log entry and nothing else."""
    incident = log_incident("portsip", error)
    return Refusal(500, "UNKNOWN", f"a fault of the server, incident {incident}")
