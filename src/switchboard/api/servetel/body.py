"""Reading bodies: JSON objects, and forms with a file (RFC 7578)."""

import json
from collections.abc import AsyncGenerator

from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import read_body
from switchboard.api.kit import ids as kit
from switchboard.api.servetel.envelope import Refusal
from switchboard.api.servetel.naming import object_id

BODY_LIMIT = 256 * 1024
_MAX_FIELDS = 16


def path_id(request: Request) -> int:
    """The id in the path; one that nothing has for what is no id."""
    return kit.path_id(request, object_id)


async def read_object(request: Request, limit: int = BODY_LIMIT) -> dict[str, object]:
    """The JSON object in the body; an empty body is an empty one. Raises Refusal 422, whatever is wrong with it."""
    raw = await _read(request, limit)
    try:
        value: object = json.loads(raw, parse_constant=_no_constant) if raw.strip() else {}
    except (ValueError, RecursionError) as error:
        raise Refusal(422, "The body is not valid JSON") from error
    if not isinstance(value, dict):
        raise Refusal(422, "The body must be a JSON object")
    return value


async def read_form(request: Request, limit: int) -> tuple[dict[str, object], tuple[str, bytes] | None]:
    """The texts of a form by name, and its file `file` as name and content. Raises Refusal 422."""
    body = await _read(request, limit)
    parser = MultiPartParser(request.headers, _once(body), max_files=1, max_fields=_MAX_FIELDS)
    parser.spool_max_size = len(body) + 1
    try:
        parsed = await parser.parse()
    except (MultiPartException, FormParserError) as error:
        raise Refusal(422, "The form is malformed") from error
    try:
        texts: dict[str, object] = {name: value for name, value in parsed.multi_items() if isinstance(value, str)}
        sent = parsed.get("file")
        return texts, (sent.filename or "", await sent.read()) if isinstance(sent, UploadFile) else None
    finally:
        await parsed.close()


def is_form(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def _read(request: Request, limit: int) -> bytes:
    try:
        return await read_body(request, limit)
    except errors.LimitReached as error:
        raise Refusal(422, f"The body is longer than {limit} bytes") from error


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


def _no_constant(name: str) -> float:
    raise ValueError(name)
