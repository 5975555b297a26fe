"""Messages that tests begin with."""

from __future__ import annotations

from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request, Response
from switchboard.sip.responses import make_response

INVITE_BYTES = (
    b"INVITE sip:600@10.0.0.1 SIP/2.0\r\n"
    b"Via: SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKabc;rport\r\n"
    b"Max-Forwards: 70\r\n"
    b'From: "Alice" <sip:100@10.0.0.1>;tag=a1\r\n'
    b"To: <sip:600@10.0.0.1>\r\n"
    b"Call-ID: call-1@10.0.0.2\r\n"
    b"CSeq: 1 INVITE\r\n"
    b"Contact: <sip:100@10.0.0.2:5061>\r\n"
    b"Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n"
    b"Supported: timer, replaces\r\n"
    b"User-Agent: phone\r\n"
    b"Content-Type: application/sdp\r\n"
    b"Content-Length: 4\r\n\r\nv=0\n"
)


def make_request(method: str = "INVITE", *, uri: str = "sip:600@10.0.0.1", **changes: str) -> Request:
    """A request with all that is needed; `changes` set headers, `_` standing for `-`; empty removes."""
    headers = Headers(
        [
            ("Via", "SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKabc;rport"),
            ("Max-Forwards", "70"),
            ("From", "<sip:100@10.0.0.1>;tag=a1"),
            ("To", "<sip:600@10.0.0.1>"),
            ("Call-ID", "call-1"),
            ("CSeq", f"1 {method}"),
            ("Contact", "<sip:100@10.0.0.2:5061>"),
        ]
    )
    for name, value in changes.items():
        if value:
            headers.set(name.replace("_", "-"), value)
        else:
            headers.remove(name.replace("_", "-"))
    return Request(method, uri, headers)


def make_answer(request: Request, status: int, *, tag: str = "b1", **changes: str) -> Response:
    """A response to `request`."""
    response = make_response(request, status, to_tag=tag)
    for name, value in changes.items():
        response.headers.set(name.replace("_", "-"), value)
    return response
