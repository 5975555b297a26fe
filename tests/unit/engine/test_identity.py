"""Whose wrong passwords count for whom, with the real transactions and digests."""

import asyncio
from ipaddress import ip_network

import pytest
from tests.callflow.scenarios.world import ANN, LINE
from tests.interop.conformance.parts import ANN_PASSWORD, REALM, Fixed, Names, Secrets
from tests.kit.ua import HOST

from switchboard.config import Network
from switchboard.engine.builtin.digest_uri import OurHosts
from switchboard.engine.builtin.identity import MAX_FAILURES, Identity, SharedFailures
from switchboard.engine.builtin.tenancy import home_of_call
from switchboard.engine.builtin.trunk_lines import TrunkLines
from switchboard.engine.builtin.trusted_proxies import TrustedProxies
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop, Source, bracketed
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.digest import Authenticator, answer_challenge
from switchboard.sip.header_fields import Headers
from switchboard.sip.message import Message, Request, Response
from switchboard.sip.transaction import DEFAULT_TIMERS
from switchboard.store.people.credentials import SipCredential

pytestmark = pytest.mark.unit

EDGE, PROVIDER, HEADER = "192.0.2.1", HOST, "X-Source"
PHONE, NEIGHBOUR = "203.0.113.7", "203.0.113.8"


class Distant(Secrets):
    """In a database that answers while the loop goes on."""

    async def sip_ha1(self, tenant: int, username: str) -> SipCredential | None:
        await asyncio.sleep(0)
        return await super().sip_ha1(tenant, username)


class Door:
    """Before an `Identity` that knows extension 100. A path is the hosts that a request comes by, the last first."""

    def __init__(self, *trusted: Network, header: str = "", shared: SharedFailures | None = None) -> None:
        ann = Stored(id=ANN, revision=1, document=Extension(name="Ann", number="100"))
        line = Stored(id=LINE, revision=1, document=Trunk(name="line", host=PROVIDER))
        configuration = Configuration.of([ann, line])
        self._tenancy = Fixed(configuration)
        ours = OurHosts(frozenset(), REALM, lambda host: host == "us", self._tenancy.owner)
        lines = TrunkLines(Names(configuration))
        proxies = TrustedProxies(trusted, header)
        self._identity = Identity(Authenticator(REALM, b"x" * 32), Distant(configuration), lines, ours, proxies, shared)

    async def tries(self, password: str, *path: str, challenged_by: tuple[str, ...] = (), stated: str = "") -> int:
        """The status for a phone that proves itself when it is challenged, 200 where it is let in."""
        challenge = await self._asks("", *(challenged_by or path), stated=stated)
        challenges = [] if challenge is None else challenge.headers.get_all("WWW-Authenticate")
        proof = answer_challenge(challenges, "OPTIONS", "sip:us", "100", password=password)
        refused = challenge if proof is None else await self._asks(proof, *path, stated=stated)
        return 200 if refused is None else refused.status

    async def closes_to(self, *path: str) -> None:
        """After so many wrong passwords."""
        for _ in range(MAX_FAILURES):
            assert await self.tries("wrong", *path) == 403

    async def calls(self, stated: str, *path: str) -> int:
        """The status for a call without a proof, 200 for one that a trunk brings."""
        refused = await self._asks("", *path, method="INVITE", stated=stated)
        return 200 if refused is None else refused.status

    async def _asks(self, proof: str, *path: str, method: str = "OPTIONS", stated: str = "") -> Response | None:
        headers = [("Via", f"SIP/2.0/UDP {bracketed(host)};branch=z9hG4bK1") for host in path]
        user = "4930" if method == "INVITE" else "100"
        headers += [("From", f"<sip:{user}@us>;tag=1"), ("To", "<sip:us>"), ("Call-ID", "1"), ("CSeq", f"1 {method}")]
        headers += [("Authorization", proof)] if proof else []
        headers += [(HEADER, stated)] if stated else []
        request, sent = Request(method, "sip:us", Headers(headers)), list[Message]()

        def transmit(message: Message, target: NextHop) -> bool:
            sent.append(message)
            return True

        tx = ServerTransaction(
            request,
            Source("udp", path[0], 5060, "us"),
            timers=DEFAULT_TIMERS,
            server="Us",
            transmit=transmit,
            on_terminated=lambda tx: None,
        )
        tx.start()
        whose = self._identity.caller if method == "INVITE" else self._identity.extension
        found = await whose(tx, await home_of_call(self._tenancy, request), self._tenancy.last)
        tx.close()
        if found is not None:
            return None
        (answer,) = sent
        assert isinstance(answer, Response)
        return answer


async def test_who_has_an_ipv6_network_guesses_no_more_often_than_others() -> None:
    door = Door()
    for count in range(MAX_FAILURES):
        assert await door.tries("wrong", f"2001:db8::{count + 1}") == 403
    assert await door.tries(ANN_PASSWORD, "2001:db8::ffff") == 403
    assert await door.tries(ANN_PASSWORD, "2001:db8:0:1::1") == 200


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other() -> None:
    door = Door()
    guesses = [door.tries("wrong", PHONE) for _ in range(MAX_FAILURES)]
    assert set(await asyncio.gather(*guesses, door.tries(ANN_PASSWORD, PHONE))) == {403}


class Counted:
    """The failures at all machines."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.asked = 0
        self.is_away = False

    async def add(self, source: str) -> int:
        self._ask()
        self.counts[source] = self.counts.get(source, 0) + 1
        return self.counts[source]

    async def forget(self, source: str) -> None:
        self._ask()
        self.counts.pop(source, None)

    def _ask(self) -> None:
        self.asked += 1
        if self.is_away:
            raise Unavailable("the database is away")


async def test_who_guesses_at_several_machines_has_one_guess_more_at_each() -> None:
    counted = Counted()
    one, other = Door(shared=counted), Door(shared=counted)
    await one.closes_to(PHONE)
    assert await other.tries("wrong", PHONE) == 403
    assert await other.tries(ANN_PASSWORD, PHONE) == 403
    assert await other.tries(ANN_PASSWORD, NEIGHBOUR) == 200


async def test_nothing_is_asked_for_who_knows_the_password_unless_he_has_failed() -> None:
    counted = Counted()
    door = Door(shared=counted)
    assert await door.tries(ANN_PASSWORD, PHONE) == 200
    assert counted.asked == 0
    assert await door.tries("wrong", PHONE) == 403
    assert await door.tries(ANN_PASSWORD, PHONE) == 200
    assert (counted.asked, counted.counts) == (2, {})


async def test_while_the_database_is_away_each_machine_counts_its_own() -> None:
    counted = Counted()
    counted.is_away = True
    door = Door(shared=counted)
    assert await door.tries("wrong", PHONE) == 403
    assert await door.tries(ANN_PASSWORD, PHONE) == 200
    await door.closes_to(PHONE)
    assert await door.tries(ANN_PASSWORD, PHONE) == 403


async def test_behind_a_trusted_proxy_who_guesses_is_closed_out_alone() -> None:
    door = Door(ip_network(EDGE))
    await door.closes_to(EDGE, PHONE)
    assert await door.tries(ANN_PASSWORD, EDGE, PHONE) == 403
    assert await door.tries(ANN_PASSWORD, EDGE, NEIGHBOUR) == 200


async def test_a_via_of_somebody_who_is_not_trusted_hides_nobody() -> None:
    door = Door()
    await door.closes_to(PHONE, NEIGHBOUR)
    assert await door.tries(ANN_PASSWORD, PHONE, EDGE) == 403
    assert await door.tries(ANN_PASSWORD, NEIGHBOUR) == 200


async def test_a_challenge_is_worth_nothing_to_a_neighbour_behind_the_same_proxy() -> None:
    """Else he could have wrong passwords counted for an address that he forges."""
    door = Door(ip_network(EDGE))
    stale = await door.tries(ANN_PASSWORD, EDGE, PHONE, challenged_by=(EDGE, NEIGHBOUR))
    assert stale == 401


async def test_a_trunk_is_known_through_the_edge_and_neither_a_stranger_nor_a_forger_is() -> None:
    door = Door(ip_network(EDGE), header=HEADER)
    assert await door.calls(f"udp {PROVIDER} 5060", EDGE, "10.0.0.5") == 200
    assert await door.calls(f"udp {PHONE} 5060", EDGE, PROVIDER) == 401
    assert await door.calls("", EDGE, PROVIDER) == 401
    assert await door.calls(f"udp {PROVIDER} 5060", PHONE) == 401


async def test_the_edge_alone_says_who_guesses() -> None:
    door = Door(ip_network(EDGE), header=HEADER)
    for _ in range(MAX_FAILURES):
        assert await door.tries("wrong", EDGE, NEIGHBOUR, stated=f"udp {PHONE} 5060") == 403
    assert await door.tries(ANN_PASSWORD, EDGE, NEIGHBOUR, stated=f"udp {PHONE} 5062") == 403
    assert await door.tries(ANN_PASSWORD, EDGE, PHONE, stated=f"udp {NEIGHBOUR} 5060") == 200
