from __future__ import annotations

import pytest

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.uri import NameAddr, SipUri, parse_addresses, parse_contacts

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "sip:alice@example.com",
        "sip:alice:secret@example.com;transport=tcp",
        "sips:alice@example.com:5061",
        "sip:example.com",
        "sip:[2001:db8::1]:5060",
        "sip:alice@example.com;maddr=239.255.255.1;ttl=15",
        "sip:alice@example.com?subject=project%20x&priority=urgent",
        "sip:1212@gateway.com;user=phone",
        "sip:alice;day=tuesday@example.com",
        "tel:+1-201-555-0123;phone-context=example.com",
        "urn:service:sos",
    ],
)
def test_round_trip(text: str) -> None:
    assert str(SipUri.parse(text)) == text


def test_escapes_are_decoded_and_written_again() -> None:
    uri = SipUri.parse("sip:sips%3Auser%40example.com@example.net")
    assert uri.user == "sips:user@example.com" and uri.host == "example.net"
    assert SipUri.parse(str(uri)) == uri


@pytest.mark.parametrize(
    "text",
    ["", "sip:", "alice", "sip:a@", "sip:@h", "sip:a b@h", "sip:a@b@c", "sip:h:0", "sip:h:65536", "sip:h:x", "sip:[::1",
     "sip:a@-h-", "tel:", "sip:a@h?x", "<sip:a@h>", "sip:" + "a" * 3000],
)  # fmt: skip
def test_malformed(text: str) -> None:
    with pytest.raises(MalformedHeader):
        SipUri.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM;Transport=tcp", True),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", True),
        ("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on", True),
        ("sip:b@b;transport=tcp;method=BYE?to=sip:b%40b", "sip:b@b;method=BYE;transport=tcp?to=sip:b%40b", True),
        ("sip:alice@atlanta.com?subject=x&priority=urgent", "sip:alice@atlanta.com?priority=urgent&subject=x", True),
        ("SIP:ALICE@AtLanTa.CoM", "sip:alice@atlanta.com", False),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", False),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", False),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com?Subject=next", False),
        ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", False),
        ("sip:a@h", "sips:a@h", False),
        ("tel:+1-201-555", "tel:+1201555", True),
    ],
)  # fmt: skip
def test_equality(one: str, other: str, equal: bool) -> None:
    assert SipUri.parse(one).equals(SipUri.parse(other)) is equal


@pytest.mark.parametrize(
    ("text", "name", "user", "tag"),
    [
        ('"A. G. Bell" <sip:agb@bell.com>;tag=a48s', "A. G. Bell", "agb", "a48s"),
        ("sip:+12125551212@h;tag=887s", "", "+12125551212", "887s"),
        ("Anonymous <sip:c8@h>;tag=hy", "Anonymous", "c8", "hy"),
        ('"J \\\\\\" R"<sip:j@h>', 'J \\" R', "j", None),
        ("<sip:a@h;lr>", "", "a", None),
        ('"<sip:x@y>" <sip:z@h>', "<sip:x@y>", "z", None),
    ],
)
def test_addresses(text: str, name: str, user: str, tag: str | None) -> None:
    address = NameAddr.parse(text)
    assert (address.display_name, address.uri.user, address.tag) == (name, user, tag)
    assert NameAddr.parse(str(address)) == address


@pytest.mark.parametrize("text", ["<sip:a@h", "sip:a@h?x=y", "<sip:a@h> x"])
def test_malformed_addresses(text: str) -> None:
    with pytest.raises(MalformedHeader):
        NameAddr.parse(text)


def test_parameters_without_brackets_are_the_headers() -> None:
    address = NameAddr.parse("sip:a@h;transport=tcp")
    assert not address.uri.params and address.params["transport"] == "tcp"


def test_lists() -> None:
    routes = parse_addresses(["<sip:a;lr>, <sip:b;lr>", "<sip:c;lr>"])
    assert [route.uri.host for route in routes] == ["a", "b", "c"]
    assert parse_contacts([" * "]) == "*"
    assert parse_contacts(['"x, y" <sip:a@h>;q=0.5,<sip:b@h>']) != "*"
    assert len(parse_contacts(['"x, y" <sip:a@h>;q=0.5,<sip:b@h>'])) == 2


@pytest.mark.parametrize("text", ["sip:a@h;\udc80=\udc80", "sip:a@h;\udc80", "sip:a@h?\udc80=\udc80", "tel:1;\udc80=1"])
def test_bytes_outside_utf_8_can_be_written_again(text: str) -> None:
    assert "\udc80" not in str(SipUri.parse(text))
