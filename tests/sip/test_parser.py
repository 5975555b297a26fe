from __future__ import annotations

import pytest
from tests.sip.builders import INVITE_BYTES

from switchboard.sip.errors import MalformedMessage
from switchboard.sip.message import Request, Response
from switchboard.sip.parser import MAX_DATAGRAM_BYTES, KeepAlive, StreamParser, parse_message

pytestmark = pytest.mark.unit


def refused(data: bytes) -> MalformedMessage:
    with pytest.raises(MalformedMessage) as caught:
        parse_message(data)
    return caught.value


def test_request() -> None:
    request = parse_message(INVITE_BYTES)
    assert isinstance(request, Request)
    assert (request.method, request.uri, request.body) == ("INVITE", "sip:600@10.0.0.1", b"v=0\n")
    assert request.from_.display_name == "Alice" and request.cseq.number == 1


def test_response() -> None:
    data = INVITE_BYTES.replace(b"INVITE sip:600@10.0.0.1 SIP/2.0", b"SIP/2.0 180 Ringing  now", 1)
    response = parse_message(data)
    assert isinstance(response, Response)
    assert (response.status, response.reason) == (180, "Ringing  now")


def test_folding_bare_line_feeds_and_odd_spacing() -> None:
    data = INVITE_BYTES.replace(b"\r\n", b"\n").replace(b"Max-Forwards: 70", b"MAX-forwards  :\n\t 70")
    assert parse_message(data).headers.get("Max-Forwards") == "70"


def test_datagram_longer_than_content_length_is_cut() -> None:
    assert parse_message(INVITE_BYTES + b"trailing").body == b"v=0\n"


def test_datagram_shorter_than_content_length_is_400() -> None:
    error = refused(INVITE_BYTES[:-1])
    assert error.status == 400 and error.method == "INVITE"
    assert error.headers is not None and error.headers.get("CSeq") == "1 INVITE"


def test_datagram_without_content_length_ends_with_itself() -> None:
    assert parse_message(INVITE_BYTES.replace(b"Content-Length: 4\r\n", b"") + b"more").body == b"v=0\nmore"


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        (b"Content-Length: 4", b"Content-Length: -4", 400),
        (b"Content-Length: 4", b"Content-Length: 4\r\nl: 3", 400),
        (b"SIP/2.0\r\nVia", b"SIP/7.0\r\nVia", 505),
        (b"CSeq: 1 INVITE", b"CSeq: 1 BYE", 400),
        (b"CSeq: 1 INVITE", b"CSeq: 2147483648 INVITE", 400),
        (b"Call-ID: call-1@10.0.0.2\r\n", b"", 400),
        (b"To:", b"To: <sip:x@y>\r\nTo:", 400),
        (b"User-Agent: phone", b"no colon", 400),
        (b"INVITE sip", b"INVITE  sip", 400),
        (b"\r\n\r\n", b"\r\n", 400),
        (b"User-Agent: phone", b"User-Agent: " + b"x" * MAX_DATAGRAM_BYTES, 513),
        (b"User-Agent: phone\r\n", b"A: b\r\n" * 300, 513),
    ],
)
def test_refused(old: bytes, new: bytes, status: int) -> None:
    assert refused(INVITE_BYTES.replace(old, new, 1)).status == status


@pytest.mark.parametrize("line", [b"SIP/2.0 4294967301 Better", b"SIP/2.0 99 x", b"SIP/2.0 OK", b"SIP/3.0 200 OK"])
def test_responses_that_are_malformed_tell_no_method(line: bytes) -> None:
    assert refused(INVITE_BYTES.replace(b"INVITE sip:600@10.0.0.1 SIP/2.0", line, 1)).method is None


@pytest.mark.parametrize("size", [1, 7, 10, 1000])
def test_stream_in_pieces(size: int) -> None:
    parser = StreamParser()
    data = b"\r\n\r\n" + INVITE_BYTES + b"\r\n\r\n" + INVITE_BYTES
    items = [item for at in range(0, len(data), size) for item in parser.feed(data[at : at + size])]
    assert items[0] is KeepAlive.PING
    assert [type(item) for item in items if not isinstance(item, KeepAlive)] == [Request, Request]
    assert not parser.broken


def test_stream_pong() -> None:
    assert StreamParser().feed(b"\r\n" + INVITE_BYTES)[0] is KeepAlive.PONG


def test_stream_without_content_length_is_broken() -> None:
    parser = StreamParser()
    (item,) = parser.feed(INVITE_BYTES.replace(b"Content-Length: 4\r\n", b""))
    assert isinstance(item, MalformedMessage) and item.status == 400 and parser.broken
    assert parser.feed(INVITE_BYTES) == []


def test_stream_goes_on_after_a_message_that_is_malformed_inside() -> None:
    parser = StreamParser()
    first, second = parser.feed(INVITE_BYTES.replace(b"1 INVITE", b"1 BYE") + INVITE_BYTES)
    assert isinstance(first, MalformedMessage) and isinstance(second, Request)


def test_stream_is_bounded() -> None:
    head_bytes = len(INVITE_BYTES) - 4
    for data in (
        b"x" * 1001,
        INVITE_BYTES.replace(b"Content-Length: 4", b"Content-Length: %d" % (1001 - head_bytes)),
        INVITE_BYTES.replace(b"\r\n\r\n", b"\r\nA: " + b"b" * 1000),
        INVITE_BYTES.replace(b"\r\n\r\n", b"\r\nA: " + b"b" * 1000 + b"\r\n\r\n"),
    ):
        parser = StreamParser(max_message_bytes=1000)
        (item,) = parser.feed(data)
        assert isinstance(item, MalformedMessage) and item.status == 513 and parser.broken


def test_what_is_too_long_can_be_answered() -> None:
    for data in (INVITE_BYTES + b"x" * MAX_DATAGRAM_BYTES, INVITE_BYTES.replace(b"\r\n\r\n", b"\r\n" * 8000)):
        error = refused(data)
        assert (error.status, error.method) == (513, "INVITE")
        assert error.headers is not None and error.headers.get("CSeq") == "1 INVITE"


def test_the_longest_message_is_taken() -> None:
    data = INVITE_BYTES.replace(b"Content-Length: 4\r\n", b"")
    assert len(parse_message(data + b"x" * (MAX_DATAGRAM_BYTES - len(data))).body) > 15_000


def test_each_continuation_joins_its_own_header() -> None:
    data = INVITE_BYTES.replace(
        b"User-Agent: phone", b"A: \t 1 \t\r\n \t 2\r\n\t\r\n 3\r\nB: \r\n\t4  \r\nUser-Agent: phone"
    )
    headers = parse_message(data).headers
    assert (headers.get("A"), headers.get("B"), headers.get("User-Agent")) == ("1 2  3", "4", "phone")
