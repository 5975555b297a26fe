"""Requests that a client transaction makes from its own: the ACK to a failure, the CANCEL."""

from __future__ import annotations

from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request, Response


def make_ack(invite: Request, response: Response) -> Request:
    """The ACK to a non-2xx response: branch and route are the INVITE's, To is the response's (§17.1.1.3)."""
    headers = Headers()
    headers.add("Via", invite.headers.get("Via") or "")
    for name, value in invite.headers:
        if name == "Route":
            headers.add(name, value)
    headers.add("Max-Forwards", "70")
    headers.add("From", invite.headers.get("From") or "")
    headers.add("To", response.headers.get("To") or "")
    headers.add("Call-ID", invite.headers.get("Call-ID") or "")
    headers.add("CSeq", f"{_sequence(invite)} ACK")
    return Request("ACK", invite.uri, headers)


def make_cancel(invite: Request) -> Request:
    """The CANCEL of a request: its own Via, Route, From, To, Call-ID and sequence number (§9.1)."""
    headers = Headers()
    headers.add("Via", invite.headers.get("Via") or "")
    for name in ("Route", "From", "To", "Call-ID"):
        for value in invite.headers.get_all(name):
            headers.add(name, value)
    headers.add("Max-Forwards", "70")
    headers.add("CSeq", f"{_sequence(invite)} CANCEL")
    return Request("CANCEL", invite.uri, headers)


def _sequence(request: Request) -> str:
    return (request.headers.get("CSeq") or "0").split()[0]
