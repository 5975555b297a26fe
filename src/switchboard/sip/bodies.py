"""The session description in a message's body, alone or as a part of multipart (RFC 3261 §7.4, RFC 5621)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from switchboard.sip.errors import MalformedHeader, SipError, UnsupportedBody
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Message, Request, media_type
from switchboard.sip.params import parse_params, unquote
from switchboard.sip.parser import header_fields

SDP = "application/sdp"
ACCEPT = ("Accept", f"{SDP}, multipart/mixed, multipart/alternative")
ACCEPT_ENCODING = ("Accept-Encoding", "identity")
MAX_PARTS = 32
MAX_DEPTH = 3
_BLANK_LINE = re.compile(rb"\n\r?\n")


def session_description(message: Message) -> bytes:
    """The SDP that a message carries, empty where it carries none.

    A body without Content-Type counts by its first bytes, as some phones leave the header out. Raises UnsupportedBody
    if there is something else that must be understood, and SipError if multipart is malformed.
    """
    if not message.body.strip(b"\r\n\0 "):
        return b""
    found = _look(message.headers, message.body, message.content_type or _guess(message.body), MAX_DEPTH)
    if found is None:
        raise UnsupportedBody("the body is of a type that is not supported", ACCEPT)
    return found


def check_accept(request: Request) -> None:
    """Refuses an INVITE whose Accept forbids us to describe the session in our answer (RFC 4475 §3.3.15).

    Raises SipError.
    """
    ranges = {media_type(value) for value in request.option_tags("Accept")}
    if ranges and ranges.isdisjoint((SDP, "application/*", "*/*")):
        raise SipError("a session description is not accepted", status=406)


def _guess(body: bytes) -> str:
    return SDP if body.lstrip()[:2].lower() == b"v=" else ""


def _look(headers: Headers, body: bytes, kind: str, depth: int) -> bytes | None:
    """The SDP in a body or part, empty where it can be ignored, None where it cannot."""
    optional = b"" if _handling(headers) == "optional" else None
    if (headers.get("Content-Encoding") or "identity").strip().lower() not in ("identity", ""):
        if optional is None:
            raise UnsupportedBody("the body is encoded", ACCEPT_ENCODING)
        return optional
    if kind == SDP:
        return body
    found = _look_into(headers, body, kind, depth) if kind.startswith("multipart/") else None
    return optional if found is None else found


def _look_into(headers: Headers, body: bytes, kind: str, depth: int) -> bytes | None:
    """The SDP among the parts: the first, of alternatives the last, which is the richest (RFC 2046 §5.1.4).

    Parts of other types beside it are ignored, unless they say that they are required: many carriers say nothing.
    """
    if depth == 0:
        raise SipError("multipart is nested too deeply")
    alternative = kind == "multipart/alternative"
    found, unknown = b"", False
    for part_headers, part in _parts(body, _boundary(headers)):
        inner = _look(part_headers, part, _part_type(part_headers), depth - 1)
        if inner is None and _handling(part_headers) == "required" and not alternative:
            raise UnsupportedBody("a part of the body is of a type that is not supported", ACCEPT)
        unknown = unknown or inner is None
        if inner and (alternative or not found):
            found = inner
    return found or (None if unknown else b"")


def _part_type(headers: Headers) -> str:
    """The media type of a part in lower case; text/plain is the default (RFC 2045 §5.2)."""
    return media_type(headers.get("Content-Type") or "text/plain")


def _handling(headers: Headers) -> str:
    """optional, required, or empty where Content-Disposition does not say (RFC 3261 §20.11)."""
    _, _, rest = (headers.get("Content-Disposition") or "").partition(";")
    try:
        return unquote(parse_params(rest).get("handling") or "").lower()
    except MalformedHeader:
        return ""


def _boundary(headers: Headers) -> bytes:
    _, _, rest = (headers.get("Content-Type") or "").partition(";")
    boundary = unquote(parse_params(rest).get("boundary") or "").rstrip()
    if not boundary:
        raise SipError("multipart has no boundary")
    return b"--" + boundary.encode("utf-8", "surrogateescape")


def _parts(body: bytes, delimiter: bytes) -> Iterator[tuple[Headers, bytes]]:
    """Headers and content of each part; what stands before the first and after the last is dropped (RFC 2046 §5.1)."""
    lines: list[bytes] | None = None
    count = 0
    for line in body.split(b"\n"):
        # Blanks may follow a delimiter, and the line end before it is a part of it (RFC 2046 §5.1.1).
        bare = line.rstrip(b" \t\r\0")
        if bare not in (delimiter, delimiter + b"--"):
            if lines is not None:
                lines.append(line)
            continue
        if lines is not None:
            yield _part(b"\n".join(lines).removesuffix(b"\r"))
        count += 1
        if count > MAX_PARTS:
            raise SipError("multipart has too many parts")
        lines = [] if bare == delimiter else None
    if count == 0:
        raise SipError("multipart has no part")
    if lines is not None:
        yield _part(b"\n".join(lines))


def _part(text: bytes) -> tuple[Headers, bytes]:
    """A part cut at its first blank line; one that begins with it has no headers."""
    blank = _BLANK_LINE.search(b"\n" + text)
    if blank is None:
        return Headers(), text
    head = text[: max(0, blank.start() - 1)].decode("utf-8", "surrogateescape")
    items, _ = header_fields(head.replace("\r\n", "\n"))
    return Headers.of_canonical(items), text[blank.end() - 1 :]
