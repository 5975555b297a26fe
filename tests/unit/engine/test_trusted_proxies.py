"""Where messages come from that trusted proxies have passed on, by Via and by a header of theirs."""

from ipaddress import ip_network

import pytest
from pydantic import ValidationError

from switchboard.config import SipSettings
from switchboard.engine.builtin.trusted_proxies import TrustedProxies
from switchboard.sip.aio.addresses import Source
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request, Response

pytestmark = pytest.mark.unit

NETWORKS = (ip_network("192.0.2.0/28"), ip_network("2001:db8::/64"))
BY_VIA = TrustedProxies(NETWORKS)
BY_HEADER = TrustedProxies(NETWORKS, "X-Source")
PROXY, PHONE = "192.0.2.1", "203.0.113.7"


def invite(*vias: str, stated: tuple[str, ...] = ()) -> Request:
    """A request that came by these, the newest first."""
    lines = [("Via", f"SIP/2.0/UDP {via}") for via in vias] + [("X-Source", value) for value in stated]
    return Request("INVITE", "sip:1@h", Headers(lines))


def at(host: str) -> Source:
    return Source("udp", host, 5060, "us")


@pytest.mark.parametrize(
    ("source", "vias", "host"),
    [
        ("203.0.113.7", ["10.0.0.5;received=203.0.113.7"], "203.0.113.7"),
        ("203.0.113.7", ["203.0.113.7", "198.51.100.1"], "203.0.113.7"),
        ("192.0.2.1", ["192.0.2.1", "10.0.0.5;received=203.0.113.7;rport=6"], "203.0.113.7"),
        ("192.0.2.1", ["192.0.2.1", "203.0.113.7:5062"], "203.0.113.7"),
        ("192.0.2.1", ["192.0.2.1, SIP/2.0/UDP 203.0.113.7"], "203.0.113.7"),
        ("192.0.2.1", ["192.0.2.1", "192.0.2.2", "203.0.113.7"], "203.0.113.7"),
        ("192.0.2.1", ["192.0.2.1", "203.0.113.7", "198.51.100.1"], "203.0.113.7"),
        ("192.0.2.1", ["192.0.2.1", "phone.example"], "192.0.2.1"),
        ("192.0.2.1", ["192.0.2.1"], "192.0.2.1"),
        ("2001:db8::1", ["[2001:db8::1]", "[2001:db8:1::7]"], "2001:db8:1::7"),
        ("::ffff:203.0.113.7", ["10.0.0.5"], "203.0.113.7"),
    ],
)
def test_where_a_request_comes_from_by_via(source: str, vias: list[str], host: str) -> None:
    assert BY_VIA.host(invite(*vias), at(source)) == host


def test_vias_that_do_not_parse_or_never_end_are_left_alone() -> None:
    broken = Request("INVITE", "sip:1@h", Headers([("Via", "SIP/2.0/UDP 192.0.2.1"), ("Via", "nonsense")]))
    assert BY_VIA.host(broken, at(PROXY)) == PROXY
    assert BY_VIA.host(invite(*[PROXY] * 500), at(PROXY)) == PROXY


def test_no_trunk_is_known_by_a_via_which_its_sender_writes() -> None:
    request = invite(PROXY, "203.0.113.7:5060")
    assert BY_VIA.source(request, at(PROXY)) == at(PROXY)


def test_a_proxy_states_host_and_port_by_its_header() -> None:
    request = invite(PROXY, "10.0.0.5", stated=("tls 203.0.113.7 40001",))
    assert BY_HEADER.source(request, at(PROXY)) == Source("udp", PHONE, 40001, "us")
    assert BY_HEADER.host(request, at(PROXY)) == PHONE
    mapped = invite(PROXY, stated=("udp [::ffff:203.0.113.7] 5060",))
    assert BY_HEADER.host(mapped, at("2001:db8::1")) == PHONE


def test_nobody_else_states_anything() -> None:
    request = invite("198.51.100.1", "10.0.0.5", stated=("udp 203.0.113.7 5060",))
    assert BY_HEADER.source(request, at("198.51.100.1")) == at("198.51.100.1")
    assert BY_VIA.source(invite(PROXY, stated=("udp 203.0.113.7 5060",)), at(PROXY)) == at(PROXY)


@pytest.mark.parametrize(
    "stated",
    [
        (),
        ("udp 203.0.113.7 5060", "udp 198.51.100.1 5060"),
        ("203.0.113.7",),
        ("udp phone.example 5060",),
        ("udp 203.0.113.7 0",),
        ("udp 203.0.113.7 70000",),
        ("udp 203.0.113.7 ５０６０",),
        ("udp 203.0.113.7 5060 and more",),
    ],
)
def test_what_a_proxy_does_not_state_clearly_comes_from_itself_whatever_via_says(stated: tuple[str, ...]) -> None:
    request = invite(PROXY, PHONE, stated=stated)
    assert BY_HEADER.source(request, at(PROXY)) == at(PROXY)
    assert BY_HEADER.host(request, at(PROXY)) == PROXY


def test_where_an_answer_comes_from() -> None:
    silent, stated = Response(200, "OK", Headers([])), Response(200, "OK", Headers([("X-Source", "udp 203.0.113.7 6")]))
    assert BY_VIA.answering_host(PHONE, silent, "10.0.0.5") == PHONE
    assert BY_VIA.answering_host(PROXY, silent, PHONE) == PHONE
    assert BY_VIA.answering_host(PROXY, silent, "phone.example") == PROXY
    assert BY_HEADER.answering_host(PROXY, stated, "10.0.0.5") == PHONE
    assert BY_HEADER.answering_host(PROXY, silent, "10.0.0.5") == PROXY
    assert BY_HEADER.answering_host("198.51.100.1", stated, "10.0.0.5") == "198.51.100.1"


def test_a_header_without_anybody_to_believe_is_a_mistake() -> None:
    with pytest.raises(ValidationError, match="trusted_proxies"):
        SipSettings(source_header="X-Source")
