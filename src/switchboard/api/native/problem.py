"""Errors as RFC 9457 problems: every answer that is no success has this form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from math import ceil

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from switchboard import errors
from switchboard.api.common import Json
from switchboard.api.incident import log_incident
from switchboard.api.kit.byte_range import Unsatisfiable
from switchboard.api.native import pointers
from switchboard.api.native.faults import fault_of
from switchboard.model.wording import reason

MOST_ERRORS = 100
_MOST_REFERRERS = 20
_RETRY_S = 5
_CODES = {404: "no-such-path", 405: "method-not-allowed", 400: "malformed-request"}


@dataclass(frozen=True, slots=True)
class Detail:
    """What is wrong with one part of a request.

    `place` says where that part is: `pointer` (RFC 6901, as a URI fragment), `parameter` (of the query) or `header`.
    `code` and `values` say in any language what `detail` says in English.
    """

    place: str
    where: str
    detail: str
    code: str
    values: Mapping[str, Json] = field(default_factory=dict)

    def as_json(self) -> dict[str, Json]:
        return {self.place: self.where, "detail": self.detail, "code": self.code, "values": self.values}


@dataclass(frozen=True, slots=True)
class RowDetail(Detail):
    """The same for a file of a spreadsheet: `line` from 1, and the `column` (`where`), "" for the whole line."""

    line: int = 0

    def as_json(self) -> dict[str, Json]:
        return {"line": self.line} | Detail.as_json(self)


class Refusal(errors.SwitchboardError):
    """A request that is answered with `status`, the stable `code` and these reasons."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        reasons: Sequence[Detail] = (),
        headers: Mapping[str, str] | None = None,
        **members: Json,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.reasons = reasons
        self.headers = headers
        self.members = members

    def below(self, pointer: str) -> "Refusal":
        """The same of a part of the body, which is at `pointer`."""
        reasons = [
            replace(one, where=pointer + one.where.removeprefix("#")) if one.place == "pointer" else one
            for one in self.reasons
        ]
        return Refusal(self.status, self.code, str(self), reasons, self.headers, **self.members)


def refused_parameter(name: str, detail: str, code: str = "invalid", **values: Json) -> Refusal:
    """422 for a parameter of the query."""
    return Refusal(422, "invalid", "a parameter is refused", [Detail("parameter", name, detail, code, values)])


def refused_member(pointer: str, detail: str, code: str = "invalid", **values: Json) -> Refusal:
    """422 for a member of the body, known by its JSON pointer."""
    return Refusal(422, "invalid", "the body is refused", [Detail("pointer", pointer, detail, code, values)])


def problem_for(error: Exception) -> Response:
    """The answer to whatever an endpoint raised. What nobody foresaw becomes an incident."""
    refusal = error if isinstance(error, Refusal) else _refusal(error)
    return _answer(refusal or _incident(error))


def _answer(refusal: Refusal) -> Response:
    content: dict[str, Json] = {
        "type": "about:blank",
        "title": HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": str(refusal),
        "code": refusal.code,
        **refusal.members,
    }
    if refusal.reasons:
        content["errors"] = [reason.as_json() for reason in refusal.reasons[:MOST_ERRORS]]
    return JSONResponse(content, refusal.status, refusal.headers, "application/problem+json")


def _refusal(error: Exception) -> Refusal | None:
    match error:
        case errors.Invalid():
            return refused_member(pointers.of_field(error.field), error.reason, error.rule, **error.values)
        case errors.NotFound():
            return Refusal(404, error.code, f"there is no such {error.kind}")
        case errors.LastAdmin() | errors.FactorActive():
            return Refusal(409, error.code, str(error))
        case errors.Duplicate() | errors.InUse() | errors.RevisionConflict() | errors.LimitReached():
            return _conflict(error)
        case errors.Overtaken():
            touched: Json = [{"kind": one.kind, "id": one.id, "name": one.name} for one in error.objects[:MOST_ERRORS]]
            return Refusal(409, error.code, str(error), objects=touched)
        case errors.Unauthenticated():
            return _unauthenticated(error)
        case errors.Unavailable() | errors.SpeechUnavailable():
            return Refusal(503, error.code, str(error), headers={"Retry-After": str(_RETRY_S)})
        case errors.AudioTooLarge():
            return Refusal(413, error.code, str(error))
        case errors.PromptError():
            return Refusal(422, error.code, str(error))
        case Unsatisfiable():
            return Refusal(416, error.code, str(error), headers=error.headers)
        case RequestValidationError():
            return _wrong_parameters(error)
        case HTTPException():
            code = _CODES.get(error.status_code, "refused")
            return Refusal(error.status_code, code, str(error.detail), headers=error.headers)
    return None


def _conflict(error: errors.Duplicate | errors.InUse | errors.RevisionConflict | errors.LimitReached) -> Refusal:
    match error:
        case errors.Duplicate():
            taken = Detail("pointer", pointers.of_field(error.field), "is taken", error.code)
            owner: Json = {
                "kind": error.owner_kind,
                "id": error.owner_id,
                "name": error.owner_name or None,
                "number": error.owner_number or None,
            }
            return Refusal(409, error.code, f"the {error.field} is taken", [taken], owner=owner)
        case errors.InUse():
            users: Json = [
                {"kind": one.kind, "id": one.id, "name": one.name, "field": pointers.of_field(one.field)}
                for one in error.referrers[:_MOST_REFERRERS]
            ]
            detail = f"used in {len(error.referrers)} places"
            return Refusal(409, error.code, detail, users=users, total_users=len(error.referrers))
        case errors.RevisionConflict():
            return Refusal(412, error.code, str(error), headers={"ETag": f'"{error.actual}"'}, revision=error.actual)
    return Refusal(409, error.code, str(error))


def _unauthenticated(error: errors.Unauthenticated) -> Refusal:
    if isinstance(error, errors.LockedOut):
        return Refusal(429, error.code, str(error), headers={"Retry-After": str(max(1, ceil(error.retry_after_s)))})
    challenge = (
        "Bearer"
        if isinstance(error, errors.LoginFailed | errors.CodeNeeded | errors.WrongCode)
        else 'Bearer error="invalid_token"'
    )
    return Refusal(401, error.code, str(error), headers={"WWW-Authenticate": challenge})


def _wrong_parameters(error: RequestValidationError) -> Refusal:
    found = error.errors()
    if any(one["loc"][0] == "path" for one in found):
        return Refusal(404, errors.NotFound.code, "there is no such object")
    reasons = [Detail("parameter", str(one["loc"][-1]), reason(one), *fault_of(one)) for one in found]
    return Refusal(422, "invalid", "a parameter is refused", reasons)


def _incident(error: Exception) -> Refusal:
    """A problem that names the log entry and tells nothing else."""
    incident = log_incident("native", error)
    return Refusal(500, "incident", "a fault of the server; the log has it under the incident", incident=incident)
