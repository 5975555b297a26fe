"""Ranges of bytes (RFC 9110 §14): one range is served, as a player asks for that skips in a sound."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from switchboard import errors

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class Unsatisfiable(errors.SwitchboardError):
    """There is no byte of the range that is wanted: 416 in every face."""

    code = "range-not-satisfiable"

    def __init__(self, size: int) -> None:
        super().__init__(f"there are {size} bytes")
        self.headers = {"Content-Range": f"bytes */{size}"}


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes from `first` to `last`, both included, of `size`."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def header(self) -> str:
        """The value of Content-Range."""
        return f"bytes {self.first}-{self.last}/{self.size}"


def wanted_range(request: Request, size: int, tag: str) -> ByteRange | None:
    """The range that a request is for; None for the whole, also where several or other units are asked for, which a
    server may ignore (§14.2). `tag` is the entity tag without quotes.

    Raises Unsatisfiable.
    """
    found = _ONE_RANGE.fullmatch(request.headers.get("range", "").strip())
    if found is None or found[0] == "bytes=-" or request.headers.get("if-range", f'"{tag}"') != f'"{tag}"':
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    if found[1] and found[2] and int(found[2]) < first:
        return None
    if first > last:
        raise Unsatisfiable(size)
    return ByteRange(first, last, size)


def sound_answer(
    request: Request, name: str, size: int, tag: str, content: Callable[[ByteRange], AsyncIterator[bytes]]
) -> Response:
    """A WAV file, whole or the range of it that is wanted; `content` reads its bytes. Raises Unsatisfiable."""
    part = wanted_range(request, size, tag)
    served = part or ByteRange(0, size - 1, size)
    headers = {
        "ETag": f'"{tag}"',
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(served.length),
    } | ({"Content-Range": part.header} if part else {})
    status = 206 if part else 200
    if request.method == "HEAD":
        return Response(None, status, headers, "audio/wav")
    return StreamingResponse(content(served), status, headers, "audio/wav")
