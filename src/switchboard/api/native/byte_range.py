"""Ranges of bytes (RFC 9110 §14): one range is served, as a player asks for that skips in a sound."""

import re
from dataclasses import dataclass

from starlette.requests import Request

from switchboard.api.native.problem import Refusal

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


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

    Raises Refusal 416 for a range of which there is no byte.
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
        headers = {"Content-Range": f"bytes */{size}"}
        raise Refusal(416, "range-not-satisfiable", f"there are {size} bytes", headers=headers)
    return ByteRange(first, last, size)
