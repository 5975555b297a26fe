from __future__ import annotations

import pytest

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.header_fields import Headers, canonical_name
from switchboard.sip.message import Request, Response
from switchboard.sip.parser import parse_message

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("v", "Via"),
        ("VIA", "Via"),
        ("call-id", "Call-ID"),
        ("cseq", "CSeq"),
        ("x-foo", "X-Foo"),
        ("x", "Session-Expires"),
    ],
)
def test_names_compare_without_case_and_in_compact_form(name: str, canonical: str) -> None:
    assert canonical_name(name) == canonical


def test_headers_keep_order_and_number() -> None:
    headers = Headers([("v", "1"), ("From", "f"), ("VIA", "2")])
    assert headers.get_all("via") == ["1", "2"]
    headers.set("Via", "3")
    assert list(headers) == [("Via", "3"), ("From", "f")]
    headers.prepend("Via", "0")
    headers.replace_first("via", "9")
    headers.add("t", "x")
    assert list(headers) == [("Via", "9"), ("Via", "3"), ("From", "f"), ("To", "x")]
    headers.remove("v")
    assert "Via" not in headers and len(headers) == 2


def test_copy_is_independent() -> None:
    headers = Headers([("To", "a")])
    copy = headers.copy()
    copy.set("To", "b")
    assert headers.get("To") == "a" and headers != copy


def test_values_cannot_add_headers() -> None:
    headers = Headers([("Subject", "a\r\nEvil: 1")])
    headers.add("Reason", "b\nEvil: 2")
    data = Request("OPTIONS", "sip:a\r\nEvil: 3", headers).serialize()
    assert b"\nEvil" not in data


def test_content_length_is_always_that_of_the_body() -> None:
    data = Request("INFO", "sip:a@b", Headers([("Content-Length", "99")]), b"12345").serialize()
    assert data.endswith(b"Content-Length: 5\r\n\r\n12345") and data.count(b"Content-Length") == 1


def test_reason_is_filled() -> None:
    assert Response(486).serialize().startswith(b"SIP/2.0 486 Busy Here\r\n")
    assert Response(499).reason == "Bad Request"
    assert Response(200, "Fine").reason == "Fine"


def test_typed_properties() -> None:
    request = Request(
        "INVITE",
        "sip:a@b",
        Headers(
            [
                ("Via", "SIP/2.0/UDP h;branch=z9hG4bKx, SIP/2.0/TCP i"),
                ("From", "<sip:f@h>;tag=1"),
                ("Contact", "<sip:c@h>, <sip:d@h>"),
                ("Supported", "timer, Replaces"),
                ("Supported", "path"),
                ("Content-Type", "Application/SDP; charset=x"),
            ]
        ),
    )
    assert request.via.branch == "z9hG4bKx"
    assert request.from_.tag == "1"
    assert request.contact is not None and request.contact.uri.user == "c"
    assert request.option_tags("Supported") == {"timer", "replaces", "path"}
    assert request.content_type == "application/sdp"
    with pytest.raises(MalformedHeader):
        _ = request.call_id


def test_bytes_that_are_not_utf8_are_echoed_exactly() -> None:
    data = (
        b'OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: "\xff" <sip:a@b>;tag=1\r\n'
        b"To: <sip:a@b>\r\nCall-ID: \xfe\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n"
    )
    message = parse_message(data)
    assert message.serialize() == data
    assert message.from_.display_name == "\ufffd"
