"""Responses to a request (RFC 3261 §8.2.6)."""

from __future__ import annotations

from collections.abc import Iterable

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request, Response
from switchboard.sip.uri import NameAddr

_COPIED = ("Via", "From", "To", "Call-ID", "CSeq")


def make_response(
    request: Request,
    status: int,
    reason: str = "",
    *,
    headers: Iterable[tuple[str, str]] = (),
    body: bytes = b"",
    content_type: str | None = None,
    to_tag: str | None = None,
) -> Response:
    """Via, From, To, Call-ID, CSeq of the request, Record-Route in 1xx and 2xx, and `headers`.

    `to_tag` is added where To has no tag and the status is not 100, which makes no dialog.
    """
    fields = response_headers(request.headers, to_tag if status != 100 else None)
    if 100 < status < 300 and "Record-Route" in request.headers.first:
        for value in request.headers.get_all("Record-Route"):
            fields.add("Record-Route", value)
    # So that the client can measure the way (§8.2.6.1).
    if status == 100 and (timestamp := request.headers.get("Timestamp")) is not None:
        fields.add("Timestamp", timestamp)
    fields.extend(headers)
    if content_type is not None:
        fields.set("Content-Type", content_type)
    return Response(status, reason, fields, body)


def response_headers(headers: Headers, to_tag: str | None) -> Headers:
    """The headers of a request that every response repeats, as far as they are present."""
    fields = Headers.of_canonical([item for item in headers if item[0] in _COPIED])
    if to_tag is not None and _lacks_tag(headers):
        fields.set("To", f"{headers.first['To']};tag={to_tag}")
    return fields


def _lacks_tag(headers: Headers) -> bool:
    """Whether a To has no tag. One that does not parse is left as it is."""
    try:
        to = headers.read("To", NameAddr.parse)
    except MalformedHeader:
        return False
    return to is not None and to.tag is None
