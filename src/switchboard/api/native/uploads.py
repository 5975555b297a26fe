"""Reading multipart uploads (RFC 7578) of one audio file, bounded in length."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Message

from switchboard.api.native import body
from switchboard.api.native.pointers import pointer
from switchboard.api.native.problem import refused_member

MULTIPART = ("multipart/form-data",)
_OTHER_BYTES = 64 * 1024
"""What a form may hold besides the file."""

_FIELDS = frozenset({"file", "name", "text", "language"})


@dataclass(frozen=True, slots=True)
class Upload:
    """The file, its name, and the other fields of the form."""

    data: bytes
    file_name: str
    fields: Mapping[str, object]


async def read_upload(request: Request, limit: int) -> Upload:
    """The field `file` (at most `limit` bytes) with `name`, `text`, `language`. Raises Refusal 400, 413, 415, 422."""
    body.require_type(request, MULTIPART)
    raw = await body.read_bounded(request, limit + _OTHER_BYTES)

    async def receive() -> Message:
        return {"type": "http.request", "body": raw, "more_body": False}

    async with Request(request.scope, receive).form(max_files=1, max_fields=8, max_part_size=_OTHER_BYTES) as form:
        return await _upload(form)


async def _upload(form: FormData) -> Upload:
    for name in form:
        if name not in _FIELDS:
            raise refused_member(pointer([name]), "is not known here", "unknown")
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise refused_member("#/file", "must be a file", "required")
    fields = {name: value for name, value in form.items() if name != "file"}
    return Upload(await file.read(), file.filename or "", fields)
