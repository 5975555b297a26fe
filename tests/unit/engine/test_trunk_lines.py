"""Which trunk a call comes through, where tenants share a provider."""

from collections.abc import Mapping

import pytest

from switchboard.engine.builtin.tenancy import Home
from switchboard.engine.builtin.trunk_lines import TrunkLines, dialled_through
from switchboard.model.configuration import Configuration
from switchboard.model.destination import HangUp
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.sip.aio.addresses import Source
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Request

pytestmark = pytest.mark.unit

PROVIDER, OTHER = "192.0.2.1", "192.0.2.2"
ANYBODY = Home(1, False, None, False)


class Names:
    """What resolves to the provider's address."""

    def names_of(self, address: str) -> frozenset[str]:
        names = ("sip.provider.example", "sip.provider.example/udp") if address == PROVIDER else ()
        return frozenset((address, *names))

    def listening(self, address: str, port: int) -> frozenset[str]:
        return frozenset({"sip.provider.example/udp"} if (address, port) == (PROVIDER, 5080) else ())


def trunk(id: int, host: str = PROVIDER, port: int = 5060, username: str = "") -> Stored[Trunk]:
    return Stored(id, 1, Trunk(name=f"trunk {id}", host=host, port=port, username=username))


def tenant(*trunks: Stored[Trunk], pattern: str | None = None) -> Configuration:
    """A tenant with those trunks; a route from any of them takes `pattern`."""
    id = 100 + trunks[0].id
    routes = () if pattern is None else (Stored(id, 1, InboundRoute(name="in", pattern=pattern, to=HangUp())),)
    return Configuration.of([*trunks, *routes])


def invite(user: str, to: str = "") -> Request:
    headers = [("From", "<sip:49301@x>;tag=1"), ("To", f"<sip:{to or user}@x>"), ("CSeq", "1 INVITE")]
    return Request("INVITE", f"sip:{user}@198.51.100.1", Headers(headers))


def found(
    configurations: Mapping[int, Configuration],
    request: Request,
    home: Home = ANYBODY,
    *,
    host: str = PROVIDER,
    port: int = 5060,
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Tenant and trunk: the exact one, and the one by host."""
    lines = TrunkLines(Names()).find(request, Source("udp", host, port, "198.51.100.1"), home, configurations)
    exact, by_host = (None if line is None else (line.tenant, line.trunk.id) for line in lines)
    return exact, by_host


def test_exact_port_comes_before_the_host() -> None:
    configurations = {1: tenant(trunk(5, port=5070)), 2: tenant(trunk(6))}
    assert found(configurations, invite("1")) == ((2, 6), None)
    assert found(configurations, invite("1"), port=5070) == ((1, 5), None)
    assert found(configurations, invite("1"), port=9) == (None, (1, 5))
    assert found(configurations, invite("1"), host=OTHER) == (None, None)


def test_trunk_is_known_by_what_its_name_resolves_to_and_by_further_addresses() -> None:
    named = Stored(5, 1, Trunk(name="named", host="sip.provider.example", addresses=(OTHER, "[2001:db8::1]")))
    for host in (PROVIDER, OTHER, "2001:db8::1"):
        assert found({2: Configuration.of([named])}, invite("1"), host=host) == ((2, 5), None)


def test_a_trunk_whose_port_dns_says_is_exactly_where_dns_says() -> None:
    unusual = Stored(5, 1, Trunk(name="named", host="sip.provider.example", port=0))
    configurations = {1: tenant(trunk(6, port=9)), 2: Configuration.of([unusual])}
    assert found(configurations, invite("1"), port=5080) == ((2, 5), None)
    assert found(configurations, invite("1"), port=9) == ((1, 6), None)
    assert found(configurations, invite("1"), port=5081) == (None, (2, 5))
    elsewhere = Stored(7, 1, Trunk(name="another", host="sip.provider.example", port=0, transport="tcp"))
    assert found({1: Configuration.of([elsewhere])}, invite("1"), port=5080) == (None, None)


@pytest.mark.parametrize(
    ("patterns", "number", "chosen"),
    [
        (("5551", "5552"), "5551", 1),
        (("5551", "5552"), "5552", 2),
        (("5551", "5552"), "5553", 1),
        ((None, "5552"), "5552", 2),
        (("", "5552"), "5552", 2),
        (("", "5552"), "5553", 1),
        (("5551", ""), "5553", 2),
        (("", "555X"), "5553", 2),
        (("55XX", "5551"), "5551", 1),
        ((None, None), "5551", 1),
    ],
)
def test_number_decides_between_tenants(patterns: tuple[str | None, str | None], number: str, chosen: int) -> None:
    first, second = patterns
    configurations = {2: tenant(trunk(6), pattern=second), 1: tenant(trunk(5), pattern=first)}
    assert found(configurations, invite(number)) == ((chosen, chosen + 4), None)
    assert found(configurations, invite(number), port=9) == (None, (chosen, chosen + 4))


def test_account_that_is_called_decides_before_the_number() -> None:
    configurations = {
        1: tenant(trunk(5, username="one"), trunk(7, username="other"), pattern="5551"),
        2: tenant(trunk(6, username="two"), pattern=""),
    }
    assert found(configurations, invite("two", "5551")) == ((2, 6), None)
    assert found(configurations, invite("other", "5551")) == ((1, 7), None)
    assert found(configurations, invite("5551")) == ((1, 5), None)


def test_domain_that_is_called_decides_before_all() -> None:
    configurations = {1: tenant(trunk(5), pattern="5551"), 2: tenant(trunk(6))}
    assert found(configurations, invite("5551"), Home(1, False, 2, False)) == ((2, 6), None)
    assert found(configurations, invite("5551"), Home(1, False, 3, False)) == (None, None)


def test_new_configurations_are_seen_at_once() -> None:
    lines = TrunkLines(Names())
    source = Source("udp", PROVIDER, 5060, "198.51.100.1")
    assert lines.find(invite("1"), source, ANYBODY, {}) == (None, None)
    exact, _ = lines.find(invite("1"), source, ANYBODY, {2: tenant(trunk(6))})
    assert exact is not None
    assert exact.tenant == 2


@pytest.mark.parametrize(
    ("username", "user", "to", "number"),
    [
        ("", "5551", "5552", "5551"),
        ("acct", "acct", "5552", "5552"),
        ("acct", "5551", "5552", "5551"),
        ("", "", "", ""),
    ],
)
def test_number_that_is_dialled_through_a_trunk(username: str, user: str, to: str, number: str) -> None:
    request = Request(
        "INVITE", f"sip:{user}@x" if user else "sip:x", Headers([("To", f"<sip:{to}@x>" if to else "<sip:x>")])
    )
    assert dialled_through(trunk(5, username=username).document, request) == number
