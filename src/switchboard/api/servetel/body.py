"""Reading bodies: JSON objects, and forms with a file (RFC 7578)."""

from collections.abc import AsyncGenerator

from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from switchboard.api.kit import body, ids
from switchboard.api.servetel.envelope import Refusal
from switchboard.api.servetel.naming import object_id

BODY_LIMIT = 256 * 1024
_MAX_FIELDS = 16


def path_id(request: Request) -> int:
    """The id in the path; one that nothing has for what is no id."""
    return ids.path_id(request, object_id)


async def read_object(request: Request, limit: int = BODY_LIMIT) -> dict[str, object]:
    """The JSON object in the body; an empty body is an empty one. Raises MalformedBody."""
    return await body.read_object(request, limit)


async def read_form(request: Request, limit: int) -> tuple[dict[str, object], tuple[str, bytes] | None]:
    """The texts of a form by name, and its file `file` as name and content. Raises MalformedBody, Refusal 422."""
    raw = await body.read_bounded(request, limit)
    parser = MultiPartParser(request.headers, _once(raw), max_files=1, max_fields=_MAX_FIELDS)
    parser.spool_max_size = len(raw) + 1
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


async def _once(raw: bytes) -> AsyncGenerator[bytes, None]:
    yield raw
