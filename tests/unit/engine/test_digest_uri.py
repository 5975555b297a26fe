"""Which URIs credentials may name for a request: lenient in form, strict in whom they are for."""

import pytest

from switchboard.engine.builtin.digest_uri import OurHosts, made_for
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit

BOUND = {"192.0.2.10", "2001:db8::10"}
NUMBER = "sip:9001234@192.0.2.10:5060"


async def owner(host: str) -> int | None:
    return {"a.example": 1, "b.example": 2}.get(host)


def hosts(*names: str) -> OurHosts:
    return OurHosts(frozenset(names), "switchboard", BOUND.__contains__, owner)


def request(uri: str, method: str = "INVITE", to: str = "sip:9001234@192.0.2.10") -> Request:
    return Request(method, uri, Headers([("To", f"<{to}>"), ("From", "<sip:1000@192.0.2.10>;tag=1")]))


@pytest.mark.parametrize(
    "uri",
    [
        NUMBER,
        "sip:9001234@192.0.2.10",
        "sip:9001234@192.0.2.10:5999",
        "SIP:9001234@192.0.2.10;transport=udp",
        "sips:9001234@192.0.2.10",
        "9001234@192.0.2.10",
        "<sip:9001234@192.0.2.10>",
        " sip:9001234@192.0.2.10 ",
        "sip:%39001234@192.0.2.10",
        "sip:900-12.34@192.0.2.10",
        "sip:9001234;phone-context=x@192.0.2.10",
        "sip:9001234@[2001:DB8:0::10]",
        "sip:9001234@A.example.",
        "sip:9001234@switchboard",
        "sip:192.0.2.10",
        "192.0.2.10",
        "192.0.2.10:5060",
        "a.example:5060",
        "tel:9001234",
        "sip:9001234@192.0.2.10;maddr=192.0.2.10",
    ],
)
async def test_what_phones_write(uri: str) -> None:
    assert await made_for(uri, request(NUMBER), 1, hosts())


@pytest.mark.parametrize(
    "uri",
    [
        "sip:attacker@198.51.100.66:5060",
        "sip:attacker@192.0.2.10",
        "sip:9001234@198.51.100.66",
        "sip:198.51.100.66",
        "198.51.100.66:5060",
        "sip:9001234@evil.example",
        "evil.example:5060",
        "sip:9001234@b.example",
        "sip:90012345@192.0.2.10",
        "sip:+9001234@192.0.2.10",
        "tel:1",
        "sip:",
        "*",
        "http://192.0.2.10/",
        "sip:9001234@192.0.2.10@198.51.100.66",
        "sip:9001234@198.51.100.66;x=@192.0.2.10",
        "sip:9001234@192.0.2.10;maddr=198.51.100.66",
        "sip:192.0.2.10;maddr=evil.example",
    ],
)
async def test_what_was_made_for_another(uri: str) -> None:
    assert not await made_for(uri, request(NUMBER), 1, hosts())


async def test_a_request_to_a_strangers_address_is_not_for_us() -> None:
    """Who challenges a phone chooses the URI: naming it in the Request-URI, too, helps nothing."""
    stranger = "sip:9001234@198.51.100.66"
    assert not await made_for(stranger, request(stranger), 1, hosts())


async def test_names_that_nobody_told_us() -> None:
    """Behind a name in DNS may be us; a site that lists its names is sure."""
    uri = "sip:9001234@pbx.example"
    assert await made_for(uri, request(uri), 1, hosts())
    assert await made_for(uri, request(uri), 1, hosts("pbx.example"))
    assert not await made_for(uri, request(uri), 1, hosts("other.example"))


async def test_a_domain_counts_for_its_tenant_alone() -> None:
    uri = "sip:9001234@b.example"
    assert await made_for(uri, request(NUMBER), 2, hosts())
    assert not await made_for(uri, request(NUMBER), 1, hosts())


async def test_register_may_name_the_one_who_registers() -> None:
    register = request("sip:192.0.2.10", "REGISTER", to="sip:1000@192.0.2.10")
    assert await made_for("sip:192.0.2.10", register, 1, hosts())
    assert await made_for("sip:1000@192.0.2.10", register, 1, hosts())
    assert not await made_for("sip:1001@192.0.2.10", register, 1, hosts())
    assert not await made_for("sip:198.51.100.66", register, 1, hosts())
