"""Reading requests: strict JSON objects, forms, and parameters of the query."""

import json
import re
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import read_body
from switchboard.api.kit import ids as kit
from switchboard.api.portsip.envelope import Refusal, invalid
from switchboard.api.portsip.naming import object_id

BODY_LIMIT = 256 * 1024
FORM_LIMIT = 8 * 1024
_MAX_FIELDS = 16
_INTEGER = re.compile(r"[0-9]{1,10}")
FORM = "application/x-www-form-urlencoded"

T = TypeVar("T")


def path_id(request: Request) -> int:
    """The id in the path; one that nothing has for what is no id."""
    return kit.path_id(request, object_id)


async def read_object(request: Request, limit: int = BODY_LIMIT) -> dict[str, object]:
    """The JSON object in the body; an empty body is an empty one. Raises Refusal 400."""
    raw = await _read(request, limit)
    try:
        value: object = json.loads(raw, parse_constant=_no_constant, object_pairs_hook=_once) if raw.strip() else {}
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "VALIDATE_FAILED", "the body is not valid JSON") from error
    if not isinstance(value, dict):
        raise Refusal(400, "VALIDATE_FAILED", "the body must be a JSON object")
    return value


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form (RFC 6749, section 3.2: none twice). Raises Refusal 400."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Refusal(400, "UNKNOWN", f"the body must be {FORM}")
    raw = await _read(request, FORM_LIMIT)
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
        return _once(pairs)
    except ValueError as error:
        raise Refusal(400, "UNKNOWN", "the form is malformed") from error


def parameter(request: Request, name: str) -> str | None:
    """A parameter of the query under `name` or `$name`, of which the plain one wins. Raises Refusal 400 for two."""
    for spelling in (name, f"${name}"):
        values = request.query_params.getlist(spelling)
        if len(values) > 1:
            raise invalid({name: "is there twice"})
        if values:
            return values[0]
    return None


def integer(request: Request, name: str, default: int, low: int, high: int) -> int:
    """A decimal integer of the query. Raises Refusal 400."""
    text = parameter(request, name)
    if text is None:
        return default
    if not _INTEGER.fullmatch(text) or not low <= int(text) <= high:
        raise invalid({name: f"must be an integer from {low} to {high}"})
    return int(text)


def boolean(request: Request, name: str, default: bool) -> bool:
    """A boolean of the query. Raises Refusal 400."""
    text = parameter(request, name)
    if text not in (None, "true", "false"):
        raise invalid({name: "must be true or false"})
    return default if text is None else text == "true"


async def _read(request: Request, limit: int) -> bytes:
    try:
        return await read_body(request, limit)
    except errors.LimitReached as error:
        raise Refusal(400, "VALIDATE_FAILED", f"the body is longer than {limit} bytes") from error


def _once(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError("a name is there twice")
        found[name] = value
    return found


def _no_constant(name: str) -> float:
    raise ValueError(name)
