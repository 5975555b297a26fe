"""Where a peer is reached: at its Contact, or where it came from."""

import pytest

from switchboard.engine.builtin.next_hops import FlowsInUse, Origin
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.uri import SipUri

pytestmark = pytest.mark.unit

PUBLIC = NextHop("udp", "198.51.100.7", 41000)
V6 = NextHop("udp", "2001:db8::7", 5060)
OVER_TCP = NextHop("tcp", "198.51.100.7", 41000, 9)
OVER_TLS = NextHop("tls", "198.51.100.7", 41000, 11)


@pytest.mark.parametrize(
    ("hop", "rport", "contact", "back"),
    [
        (PUBLIC, True, "sip:1000@198.51.100.7:41000", False),
        (PUBLIC, True, "sip:1000@198.51.100.7:5060", True),
        (PUBLIC, True, "sip:1000@198.51.100.7", True),
        (PUBLIC, True, "sip:1000@198.51.100.7:5060;transport=UDP", True),
        (PUBLIC, False, "sip:1000@198.51.100.7:5060", False),
        (PUBLIC, True, "sip:1000@198.51.100.7:5060;transport=tcp", False),
        (PUBLIC, True, "sip:1000@192.168.1.7:41000", True),
        (PUBLIC, False, "sip:1000@192.168.1.7:41000", True),
        (PUBLIC, False, "sip:1000@phone.example", True),
        (V6, True, "sip:1000@[2001:DB8:0:0::7]", False),
        (V6, True, "sip:1000@[2001:db8::7]:5062", True),
        (V6, False, "sip:1000@[2001:db8::8]", True),
        (OVER_TCP, False, "sip:1000@198.51.100.7:41000;transport=tcp", True),
        (OVER_TLS, False, "sip:1000@198.51.100.7:41000;transport=tls", True),
        (OVER_TLS, False, "sips:1000@192.168.1.7", True),
        (OVER_TCP, False, "sips:1000@192.168.1.7", False),
        (PUBLIC, True, "sips:1000@192.168.1.7", False),
    ],
)
def test_back_or_to_the_contact(hop: NextHop, rport: bool, contact: str, back: bool) -> None:
    assert Origin(hop, rport).instead_of(SipUri.parse(contact)) == (hop if back else None)


@pytest.mark.parametrize(
    "origin",
    [Origin(PUBLIC, True), Origin(PUBLIC, False), Origin(V6, True), Origin(OVER_TCP, False), Origin(OVER_TLS, False)],
)
def test_kept_with_a_registration(origin: Origin) -> None:
    assert Origin.parse(str(origin)) == origin


@pytest.mark.parametrize("text", ["", "udp", "udp host", "udp host port", "sctp host 1", "udp host 1 rport more"])
def test_what_is_kept_may_be_nothing(text: str) -> None:
    assert Origin.parse(text) is None


def test_a_flow_is_in_use_until_its_last_leg_ends() -> None:
    flows = FlowsInUse()
    flows.take(OVER_TCP)
    flows.take(OVER_TCP)
    flows.take(PUBLIC)
    flows.take(None)
    flows.give(OVER_TCP)
    assert 9 in flows
    flows.give(OVER_TCP)
    flows.give(None)
    assert 9 not in flows
