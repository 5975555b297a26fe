"""What is seen of a datagram without reading it, and answers that are made of its own lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sip.builders import INVITE_BYTES, make_answer, make_request

from switchboard.sip.errors import MalformedMessage
from switchboard.sip.glance import Sort, brief_answer, dialled_in, sort_of, stamped, top_via
from switchboard.sip.message import Request, Response
from switchboard.sip.parser import parse_message
from switchboard.sip.responses import make_response

pytestmark = pytest.mark.unit

HOST, PORT = "192.0.2.7", 40000
STATUS_LINE, TAG = b"SIP/2.0 503 Service Unavailable", b"ourtag"


def brief(data: bytes) -> bytes | None:
    to = stamped(top_via(data), HOST, PORT)
    return to and brief_answer(data, to[0], STATUS_LINE, TAG, b"Retry-After: 2")


def changed(old: bytes, new: bytes) -> bytes:
    assert old in INVITE_BYTES
    return INVITE_BYTES.replace(old, new)


@pytest.mark.parametrize(
    ("data", "sort"),
    [
        (INVITE_BYTES, Sort.CALL),
        (changed(b"To: <sip:600@10.0.0.1>", b"t : <sip:600@10.0.0.1>;x=1;TAG=b"), Sort.GOES_ON),
        (changed(b"To: <sip:600@10.0.0.1>", b"To: <sip:600@10.0.0.1;tag=no>"), Sort.CALL),
        (make_request("REGISTER").serialize(), Sort.OTHER),
        (make_request("OPTIONS").serialize(), Sort.OTHER),
        (make_request("NOTIFY", To="<sip:600@10.0.0.1>;tag=b").serialize(), Sort.GOES_ON),
        *((make_request(method).serialize(), Sort.GOES_ON) for method in ("ACK", "BYE", "CANCEL", "PRACK")),
        (make_answer(make_request(), 200).serialize(), Sort.GOES_ON),
        (b"", Sort.OTHER),
        (b"\x00\xff\r\n\r\n", Sort.OTHER),
    ],
)
def test_what_a_datagram_is(data: bytes, sort: Sort) -> None:
    assert sort_of(data) is sort


def test_whom_an_invite_calls() -> None:
    assert dialled_in(INVITE_BYTES) == "600"
    assert dialled_in(INVITE_BYTES.replace(b"sip:600@", b"sip:112;phone-context=x@")) == "112"
    assert dialled_in(make_request("OPTIONS").serialize()) == ""


@pytest.mark.parametrize(
    "via",
    [
        b"SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKabc;rport",
        b"SIP/2.0/UDP 10.0.0.2:5061;rport;branch=z9hG4bKabc",
        b"SIP/2.0/UDP pc.example.com;branch=z9hG4bKabc",
        b"SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKabc, SIP/2.0/TCP a.example.com;branch=z9hG4bKx",
        b"SIP/2.0/UDP [2001:db8::1]:5062;branch=z9hG4bKabc\r\nVia: SIP/2.0/UDP b;branch=z9hG4bKy",
    ],
)
def test_the_brief_answer_is_the_answer_that_is_made_by_reading(via: bytes) -> None:
    data = changed(b"SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKabc;rport", via)
    request = parse_message(data)
    assert isinstance(request, Request)
    whole = make_response(request, 503, headers=[("Retry-After", "2")], to_tag=TAG.decode())
    answer = parse_message(brief(data) or b"")
    assert isinstance(answer, Response)
    for name in ("From", "To", "Call-ID", "CSeq", "Retry-After"):
        assert answer.headers.get(name) == whole.headers.get(name)
    assert answer.via.params.without("received") == request.via.stamped(HOST, PORT).params.without("received")
    assert answer.via.received == HOST
    assert answer.headers.get_all("Via")[1:] == whole.headers.get_all("Via")[1:]


def test_the_port_that_the_answer_goes_to() -> None:
    assert stamped(b"SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKa;rport", HOST, PORT) == (
        b"SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKa;received=192.0.2.7;rport=40000",
        PORT,
    )
    assert (stamped(b"SIP/2.0/UDP 10.0.0.2:5061;branch=z9hG4bKa", HOST, PORT) or (b"", 0))[1] == 5061
    assert (stamped(b"SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKa", HOST, PORT) or (b"", 0))[1] == 5060


@pytest.mark.parametrize(
    "data",
    [
        changed(b"branch=z9hG4bKabc", b"branch=1"),
        changed(b";rport", b";rport=9"),
        changed(b";rport", b";received=10.9.9.9;rport"),
        changed(b"SIP/2.0/UDP 10.0.0.2", b"SIP/2.0/TCP 10.0.0.2"),
        changed(b"Call-ID: call-1@10.0.0.2", b"Call-ID: call-1\r\n and more"),
        changed(b"Call-ID: call-1@10.0.0.2", b"Call-ID: call-1\rX-Ours: 1"),
        changed(b"Call-ID: call-1@10.0.0.2", b"Call-ID: call-1\nX-Ours: 1"),
        changed(b"Call-ID: call-1@10.0.0.2", b"Call-ID: call-1\r\ni: call-2"),
        changed(b"Call-ID: call-1@10.0.0.2", b"X: 1"),
        INVITE_BYTES.partition(b"\r\n\r\n")[0],
    ],
)
def test_what_is_written_in_an_unusual_way_is_to_be_read(data: bytes) -> None:
    assert brief(data) is None


@given(st.binary(max_size=60), st.integers(0, len(INVITE_BYTES)), st.integers(0, 40))
def test_whatever_comes_a_brief_answer_can_be_read(noise: bytes, at: int, cut: int) -> None:
    data = INVITE_BYTES[:at] + noise + INVITE_BYTES[at + cut :]
    sort_of(data), dialled_in(data)
    answer = brief(data)
    if answer is None:
        return
    assert answer.count(b"\r\n\r\n") == 1
    try:
        assert isinstance(parse_message(answer), Response)
    except MalformedMessage:
        with pytest.raises(MalformedMessage):  # only where what is repeated cannot be read either
            parse_message(data)
