"""What a request must satisfy before anybody looks at what it wants (RFC 3261 §8.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import Via, parse_uint
from switchboard.sip.message import Request
from switchboard.sip.params import MAX_PIECES, split_outside_quotes
from switchboard.sip.uri import SipUri, parse_addresses, parse_contacts

SCHEMES = ("sip", "sips", "tel")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The status that answers the request, and headers that belong to it."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...] = ()


def refusal(request: Request, extensions: Collection[str], *, secured: bool = False) -> Refusal | None:
    """Why a request is refused: 400, 416 (§8.2.2.1), 420 (§8.2.2.3); None if it is not. Never raises.

    `secured`: it came over TLS. A sips URI is promised that on every hop (§26.2.2), so one that came otherwise is
    refused.
    """
    try:
        _check_headers(request)
        scheme = SipUri.parse(request.uri).scheme
        if scheme not in SCHEMES or (scheme == "sips" and not secured):
            return Refusal(416, "")
    except MalformedHeader as error:
        return Refusal(error.status, f"Bad Request: {error.reason}")
    missing = request.option_tags("Require") - set(extensions)
    # Require in these two is to be ignored (§8.2.2.3): nothing answers an ACK, and a CANCEL must always work.
    if missing and request.method not in ("ACK", "CANCEL"):
        return Refusal(420, "", (("Unsupported", ", ".join(sorted(missing))),))
    return None


def _check_headers(request: Request) -> None:
    """Check the form of the headers that decide where a request goes. Raises MalformedHeader."""
    _ = request.via, request.from_, request.to, request.cseq
    hops = 0
    headers = request.headers
    for line in headers.get_all("Via"):
        if "," in line:
            values = split_outside_quotes(line, ",")
            hops += len(values)
            if hops > MAX_PIECES:
                raise MalformedHeader("there are too many Via")
            _ = [Via.parse(value) for value in values]
    forwards = headers.get("Max-Forwards")
    if forwards is not None:
        parse_uint(forwards, below=256)
    parse_contacts(headers.get_all("Contact"))
    for name in ("Route", "Record-Route", "Path"):
        if name in headers.first:
            parse_addresses(headers.get_all(name))
