"""Where the session description is in a body, and what is refused (RFC 3261 §8.2.3, RFC 5621)."""

from __future__ import annotations

import pytest
from tests.sip.test_leniency import SDP, answer

from switchboard.sip.bodies import session_description
from switchboard.sip.errors import SipError, UnsupportedBody
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit


def with_body(body: str | bytes, *headers: tuple[str, str]) -> Request:
    return Request("INVITE", "sip:h", Headers(headers), body if isinstance(body, bytes) else body.encode())


def part(content: str, body: str, *headers: str) -> str:
    return "\r\n".join([f"Content-Type: {content}", *headers, "", body])


def cut(*parts: str, boundary: str = "cut", end: str = "--") -> str:
    return "".join(f"--{boundary}\r\n{one}\r\n" for one in parts) + f"--{boundary}{end}\r\n"


def nested(depth: int) -> str:
    """A part with the offer, in so many others."""
    if depth == 0:
        return OFFER
    return part(f"multipart/mixed;boundary=in{depth}", cut(nested(depth - 1), boundary=f"in{depth}"))


OPTIONAL, REQUIRED = "Content-Disposition: signal; handling=optional", "Content-Disposition: signal; handling=required"
OFFER = part("application/sdp", SDP, "Content-Disposition: session;handling=required")
ISUP = part("application/isup;version=itu-t92+", "\x01\x11", OPTIONAL)
MIXED = "multipart/mixed;boundary=cut"
BODIES: dict[str, tuple[str, str]] = {
    "plain": ("application/sdp", SDP),
    "type in another case, with a parameter": ("Application/SDP; charset=utf-8", SDP),
    "blanks around the slash": ("application / sdp ;charset=utf-8", SDP),
    "no type": ("", SDP),
    "blanks around the slashes of multipart": ("multipart / mixed ; boundary=cut", cut(part("application /sdp", SDP))),
    "multipart": (MIXED, cut(OFFER)),
    "ISUP behind it": (MIXED, cut(OFFER, ISUP)),
    "ISUP before it": (MIXED, cut(ISUP, OFFER)),
    "a part that says nothing of its handling": (MIXED, cut(part("application/pidf+xml", "<x/>"), OFFER)),
    "a part without headers": (MIXED, cut("\r\nhello", OFFER)),
    "boundary in quotes": ('multipart/mixed; boundary="cut here"', cut(OFFER, boundary="cut here")),
    "boundary in another case of name": ("multipart/mixed; BOUNDARY=cut; x=y", cut(OFFER)),
    "preamble and epilogue": (MIXED, "This is a message.\r\n\r\n" + cut(OFFER) + "the end\r\n--cut\r\n"),
    "blanks behind the boundary": (MIXED, cut(ISUP, OFFER).replace("--cut\r\n", "--cut \t\r\n")),
    "no closing boundary": (MIXED, cut(ISUP, OFFER, end="").removesuffix("--cut\r\n")),
    "bare LF": (MIXED, cut(ISUP, OFFER).replace("\r\n", "\n")),
    "compact and folded headers": (MIXED, cut("c:\r\n application/sdp\r\nl: 9\r\n\r\n" + SDP)),
    "nested": (MIXED, cut(ISUP, part("multipart/mixed;boundary=in", cut(ISUP, OFFER, boundary="in")))),
    "nested as deep as may be": (MIXED, cut(nested(2))),
    "nested, the inner boundary begins like the outer": (
        MIXED,
        cut(part("multipart/mixed;boundary=cut2", cut(ISUP, OFFER, boundary="cut2"))),
    ),
    "related": ("multipart/related; boundary=cut", cut(OFFER, ISUP)),
    "alternatives, the last counts": (
        "multipart/alternative; boundary=cut",
        cut(part("text/plain", "hello", REQUIRED), part("application/sdp", SDP.replace("4000", "5000")), OFFER),
    ),
    "of mixed the first counts": (MIXED, cut(OFFER, part("application/sdp", SDP.replace("4000", "5000")))),
}


@pytest.mark.parametrize("what", BODIES)
def test_bodies(what: str) -> None:
    content, body = BODIES[what]
    found = session_description(with_body(body, *([("Content-Type", content)] if content else [])))
    assert answer(found.decode()) == ("10.0.0.2", 4000, 96, 101, "recvonly")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("", []),
        ("\r\n", []),
        ("", [("Content-Type", "text/plain")]),
        ("hello", [("Content-Type", "text/plain"), ("Content-Disposition", "render;handling=optional")]),
        ("x", [("Content-Type", "a/b"), ("Content-Encoding", "gzip"), ("Content-Disposition", "x; handling=OPTIONAL")]),
        (cut(ISUP), [("Content-Type", MIXED)]),
        ("\r\n \0", [("Content-Type", "application/sdp")]),
    ],
)
def test_bodies_without_an_offer(body: str, headers: list[tuple[str, str]]) -> None:
    assert session_description(with_body(body, *headers)) == b""


@pytest.mark.parametrize(
    ("body", "headers", "accepted"),
    [
        ("hello", [("Content-Type", "text/plain")], "Accept"),
        ("hello", [], "Accept"),
        (cut(part("text/plain", "hello")), [("Content-Type", MIXED)], "Accept"),
        (cut(OFFER, part("application/isup", "x", REQUIRED)), [("Content-Type", MIXED)], "Accept"),
        (SDP, [("Content-Type", "application/sdp"), ("Content-Encoding", "gzip")], "Accept-Encoding"),
        ("x", [("Content-Type", "text/plain"), ("e", "deflate")], "Accept-Encoding"),
        (cut(part("application/sdp", "x", "Content-Encoding: gzip")), [("Content-Type", MIXED)], "Accept-Encoding"),
    ],
)
def test_bodies_that_must_be_understood(body: str, headers: list[tuple[str, str]], accepted: str) -> None:
    with pytest.raises(UnsupportedBody) as caught:
        session_description(with_body(body, *headers))
    assert caught.value.status == 415 and [name for name, _ in caught.value.answer_headers] == [accepted]


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("multipart/mixed", cut(OFFER)),
        ("multipart/mixed; boundary=other", cut(OFFER)),
        ('multipart/mixed; boundary=""', cut(OFFER)),
        (MIXED, cut(*[ISUP] * 40)),
        (MIXED, cut(nested(3))),
    ],
)
def test_multipart_that_is_malformed_or_too_large(content: str, body: str) -> None:
    with pytest.raises(SipError) as caught:
        session_description(with_body(body, ("Content-Type", content)))
    assert caught.value.status == 400
