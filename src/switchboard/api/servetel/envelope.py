"""Servetel's answers: `success` and `message`, and on errors the fields that are wrong."""

from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.incident import log_incident
from switchboard.api.kit.body import MalformedBody


class Refusal(errors.SwitchboardError):
    """A request that is answered with `status`; `problems` are reasons by field such as `destination.0`."""

    code = "servetel-refusal"

    def __init__(
        self,
        status: int,
        message: str,
        problems: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **extra: Json,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = problems or {}
        self.headers = headers
        self.extra = extra


def invalid(problems: Mapping[str, str]) -> Refusal:
    """422; the message is the first of the problems, of which there is one at least."""
    field, reason = next(iter(problems.items()))
    return Refusal(422, f"{field}: {reason}", problems)


def done(message: str, **extra: Json) -> Response:
    """What a write answers."""
    return JSONResponse({"success": True, "message": message, **extra})


def answer_to(error: Exception) -> Response:
    """The answer for whatever an endpoint raised."""
    refusal = _refusal(error)
    if refusal is None:
        return _incident(error)
    listed: dict[str, Json] = {field: [reason] for field, reason in refusal.problems.items()}
    body: dict[str, Json] = {"success": False, "message": refusal.message}
    headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else refusal.headers
    content = body | ({"errors": listed} if listed else {}) | refusal.extra
    return JSONResponse(content, status_code=refusal.status, headers=headers)


def _refusal(error: Exception) -> Refusal | None:
    """None for what nobody foresaw."""
    match error:
        case Refusal():
            return error
        case errors.Invalid():
            return invalid({error.field: error.reason})
        case errors.Duplicate():
            return invalid({error.field: "has already been taken"})
        case errors.InUse():
            by = ", ".join(f"{one.kind} {one.id} ({one.field})" for one in error.referrers)
            return Refusal(422, f"The {error.kind} is in use by {by}")
        case errors.NotFound():
            return Refusal(404, f"The {error.kind} was not found")
        case errors.Unauthenticated():
            return Refusal(401, "Unauthenticated.")
        case errors.PromptError():
            return invalid({"data": str(error)})
        case errors.Unavailable():
            return Refusal(503, f"Try again later: {error}")
        case MalformedBody():
            return Refusal(422, f"{str(error)[0].upper()}{str(error)[1:]}")
        case ClientDisconnect():
            return Refusal(422, "The body ended too soon")
    return None


def _incident(error: Exception) -> Response:
    """Names the log entry and nothing else."""
    incident = log_incident("servetel", error)
    return JSONResponse({"success": False, "message": "Server error", "incident": incident}, status_code=500)
