"""Reading requests: strict JSON objects, forms, and parameters of the query."""

import re
from urllib.parse import parse_qsl

from starlette.requests import Request

from switchboard.api.kit import body, ids
from switchboard.api.portsip.envelope import Refusal, invalid
from switchboard.api.portsip.naming import object_id

BODY_LIMIT = 256 * 1024
FORM_LIMIT = 8 * 1024
_MAX_FIELDS = 16
_INTEGER = re.compile(r"[0-9]{1,10}")
FORM = "application/x-www-form-urlencoded"


def path_id(request: Request) -> int:
    """The id in the path; one that nothing has for what is no id."""
    return ids.path_id(request, object_id)


async def read_object(request: Request) -> dict[str, object]:
    """The JSON object in the body, no name in it twice; an empty body is an empty one. Raises MalformedBody."""
    return await body.read_object(request, BODY_LIMIT, unique_names=True)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form (RFC 6749, section 3.2: none twice). Raises MalformedBody, Refusal 400."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Refusal(400, "UNKNOWN", f"the body must be {FORM}")
    raw = await body.read_bounded(request, FORM_LIMIT)
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
        return body.unique(pairs)
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
