"""Reading bodies: strict JSON, bounded in length, into documents and small requests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json, to_json
from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import Json, read_body
from switchboard.api.native import pointers
from switchboard.api.native.faults import fault_of
from switchboard.api.native.problem import MOST_ERRORS, Detail, Refusal, refused_member
from switchboard.model.wording import reason

JSON_LIMIT = 1024 * 1024
"""How many bytes a body of JSON may have."""
MOST_FAULTS = 1000
"""A body with more faults is refused without naming them: a megabyte has room for half a million, each an object."""

JSON = ("application/json",)
MERGE_PATCH = ("application/merge-patch+json", "application/json")

M = TypeVar("M", bound=BaseModel)
Members = dict[str, object]


async def read_object(request: Request, types: tuple[str, ...] = JSON) -> Members:
    """The JSON object in the body. Raises Refusal 400, 413, 415, 422."""
    require_type(request, types)
    return members_of(await read_bounded(request, JSON_LIMIT))


def members_of(raw: bytes) -> Members:
    """The members of a JSON object. Raises Refusal 400, 422."""
    try:
        value = from_json(raw, allow_inf_nan=False)
    except ValueError:
        raise Refusal(400, "malformed-json", "the body is no JSON") from None
    if not isinstance(value, dict):
        raise refused_member("#", "must be a JSON object", "type", expected="object")
    return value


async def read_bounded(request: Request, limit: int) -> bytes:
    """The body. Raises Refusal 413 as soon as it is longer than `limit` bytes."""
    try:
        return await read_body(request, limit)
    except errors.LimitReached as error:
        raise Refusal(413, "body-too-large", str(error)) from error


def require_type(request: Request, types: tuple[str, ...]) -> None:
    """Raises Refusal 415 for a body that says it is something else."""
    sent = request.headers.get("content-type", types[0]).partition(";")[0].strip().lower()
    if sent not in types:
        field = "Accept-Patch" if request.method == "PATCH" else "Accept-Post"
        detail = f"send the body as {' or '.join(types)}"
        raise Refusal(415, "unsupported-media-type", detail, headers={field: ", ".join(types)})


async def read(request: Request, model: type[M]) -> M:
    """The body as `model`. Raises Refusal as `read_object`, and 422."""
    return parse(model, await read_object(request))


def parse(model: type[M], members: Mapping[str, object]) -> M:
    """`members` as `model`; nothing is converted, "3" is no number. Raises Refusal 422 with all that is wrong."""
    try:
        return model.model_validate_json(to_json(members, inf_nan_mode="constants"), strict=True)
    except ValidationError as error:
        if error.error_count() > MOST_FAULTS:
            raise refused_member("#", f"has {error.error_count()} faults", "too-many-faults") from None
        raise Refusal(422, "invalid", "the body is refused", _reasons(error, members)) from None


def parse_member(model: type[M], name: str, members: Mapping[str, object]) -> M:
    """A member of the body as `model`; what is wrong is told by pointers into the body. Raises Refusal 422."""
    try:
        return parse(model, members)
    except Refusal as error:
        inside = [replace(one, where=f"#/{name}{one.where.removeprefix('#')}") for one in error.reasons]
        raise Refusal(error.status, error.code, str(error), inside) from None


def merge(target: object, patch: object) -> object:
    """JSON merge patch (RFC 7396): null removes a member, an object goes into the object, all else replaces."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), value)
    return merged


def as_json(document: BaseModel) -> dict[str, Json]:
    """What a document is as JSON."""
    return document.model_dump(mode="json")


def _reasons(error: ValidationError, members: Mapping[str, object]) -> list[Detail]:
    """As many as are told; never with what was sent, which may be secret."""
    return [
        Detail("pointer", pointers.of_detail(one, members), reason(one), *fault_of(one))
        for one in error.errors(include_url=False, include_input=False)[:MOST_ERRORS]
    ]
