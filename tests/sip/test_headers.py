from __future__ import annotations

from typing import Literal

import pytest

from switchboard.sip.errors import MalformedHeader
from switchboard.sip.headers import (
    AlertInfo,
    AuthValue,
    CSeq,
    Replaces,
    SessionExpires,
    Via,
    parse_delta_seconds,
)
from switchboard.sip.params import split_outside_quotes
from switchboard.sip.uri import SipUri, parse_addresses

pytestmark = pytest.mark.unit


def test_via_with_spaces() -> None:
    via = Via.parse("SIP /  2.0 /UDP   192.0.2.2 : 5061 ;rport ; branch=390skdjuw")
    assert (via.transport, via.host, via.port, via.branch) == ("UDP", "192.0.2.2", 5061, "390skdjuw")
    assert via.params["rport"] is None


def test_via_is_stamped_with_the_source() -> None:
    assert str(Via.parse("SIP/2.0/UDP h:1;rport;branch=b").stamped("1.2.3.4", 9)) == (
        "SIP/2.0/UDP h:1;rport=9;branch=b;received=1.2.3.4"
    )
    assert Via.parse("SIP/2.0/UDP 1.2.3.4").stamped("1.2.3.4", 9).received is None
    assert Via.parse("SIP/2.0/UDP h").stamped("1.2.3.4", 9).received == "1.2.3.4"


@pytest.mark.parametrize("text", ["", "SIP/2.0/UDP", "SIP/2.0 h", "SIP/7.0/UDP h", "SIP/2.0/UDP h:x", "HTTP/2.0/UDP h"])
def test_malformed_via(text: str) -> None:
    with pytest.raises(MalformedHeader):
        Via.parse(text)


@pytest.mark.parametrize(
    "text", ["1", "x INVITE", "-1 INVITE", "2147483648 INVITE", "1 IN VITE", "1 INV@TE", "١ INVITE"]
)
def test_malformed_cseq(text: str) -> None:
    with pytest.raises(MalformedHeader):
        CSeq.parse(text)


def test_cseq() -> None:
    assert str(CSeq.parse("0009   INVITE")) == "9 INVITE"


def test_session_expires() -> None:
    assert SessionExpires.parse("1800;refresher=UAS") == SessionExpires(1800, "uas")
    assert str(SessionExpires(90, "uac")) == "90;refresher=uac"
    assert parse_delta_seconds("3600;x=y") == 3600


def test_authorization() -> None:
    value = AuthValue.parse('Digest realm="a, \\"b\\"", nonce=abc , qop="auth"')
    assert (value.scheme, value.params["realm"], value.params["NONCE"]) == ("Digest", 'a, "b"', "abc")
    for text in ("Digest", 'Digest a="b', "Digest a", "Digest a=1,a=2"):
        with pytest.raises(MalformedHeader):
            AuthValue.parse(text)


def test_replaces() -> None:
    value = Replaces.parse("98732@h ;from-tag=r33th4x0r;to-tag=ff87ff;early-only")
    assert value == Replaces("98732@h", "ff87ff", "r33th4x0r", early_only=True)
    assert Replaces.parse(str(value)) == value
    for text in ("", "x;to-tag=1", ";to-tag=1;from-tag=2", "x;to-tag;from-tag=2"):
        with pytest.raises(MalformedHeader):
            Replaces.parse(text)


def test_replaces_stands_escaped_in_a_uri() -> None:
    uri = SipUri.parse("sip:101@h?Replaces=98732%40h%3Bto-tag%3Dff87ff%3Bfrom-tag%3Dr33th4x0r&Other=1")
    assert Replaces.parse(uri.headers["replaces"] or "") == Replaces("98732@h", "ff87ff", "r33th4x0r")


def test_alert_info() -> None:
    (info,) = AlertInfo.parse_list("<http://h/x>;info=alert-autoanswer")
    assert str(info) == "<http://h/x>;info=alert-autoanswer"


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("piece", ["<sip:a@h>", "a", '"a"'])
def test_lists_are_bounded(separator: Literal[",", ";"], piece: str) -> None:
    assert len(split_outside_quotes(separator.join([piece] * 100), separator)) == 100
    with pytest.raises(MalformedHeader):
        split_outside_quotes(separator.join([piece] * 101), separator)


def test_lists_are_bounded_over_all_lines() -> None:
    lines = ["<sip:a>, <sip:b>"] * 50
    assert len(parse_addresses(lines)) == 100
    with pytest.raises(MalformedHeader):
        parse_addresses([*lines, "<sip:c>"])
