"""A provider of whom only the domain is known: DNS says where its servers are, and one of them fails."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.destination import ToExtension
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from tests.kit import sipp_steps as steps
from tests.kit.name_server import NameServer, name_server
from tests.kit.phones import Phones, data_of, phones_of
from tests.kit.ports import reserved_port
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import TALKS, header, objects_of, outside_call, received, trunk_answers

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

DOMAIN = "provider.test"
FIRST, SECOND = reserved_port(), reserved_port()
SERVICE = ("_sip._udp.provider.test", "SRV")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dns() -> AsyncIterator[NameServer]:
    async with name_server() as server:
        server.records = {
            SERVICE: [f"10 0 {FIRST} one.provider.test.", f"20 0 {SECOND} two.provider.test."],
            ("one.provider.test", "A"): ["127.0.0.1"],
            ("two.provider.test", "A"): ["127.0.0.1"],
        }
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(dns: NameServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    directory: Path = tmp_path_factory.mktemp("product")
    product = Product.prepare(directory)
    settings = directory / "switchboard.toml"
    settings.write_text(settings.read_text().replace("[sip]\n", f'[sip]\nname_servers = ["{dns.address}"]\n'))
    await product.start()
    yield product
    assert await product.stop() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def trunk(product: Product) -> int:
    """The provider's, with a route in to Alice and one out."""
    async with objects_of(product) as objects:
        alice = await objects.id_of("1000")
        id = await objects.create(Trunk(name="provider", host=DOMAIN, port=0))
        await objects.create(InboundRoute(name="in", trunks=(id,), pattern="5551000", to=ToExtension(extension=alice)))
        out = DialPattern(pattern="81XX")
        await objects.create(OutboundRoute(name="out", patterns=(out,), trunks=(id,), all_extensions=True))
    return id


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, trunk: int, tmp_path: Path) -> AsyncIterator[Phones]:
    async with phones_of(product, tmp_path) as found:
        yield found


def talks() -> tuple[str, str, str]:
    return steps.MAY_RING + steps.answered(), steps.pause(500), steps.by_caller("BYE", 3)


async def test_the_next_server_takes_the_call_when_the_first_does_not(product: Product, phones: Phones) -> None:
    busy = steps.respond(503, "Service Unavailable", headers="Retry-After: 300"), steps.ACKNOWLEDGED
    first = await trunk_answers(phones, FIRST, *busy)
    second = await trunk_answers(phones, SECOND, *TALKS)
    await phones.caller("1001", "8100", *talks())
    await phones.succeed()
    (refused,), (taken,) = received(first, "INVITE"), received(second, "INVITE")
    assert refused.startswith("INVITE sip:8100@provider.test SIP/2.0")
    assert taken.startswith("INVITE sip:8100@provider.test SIP/2.0")
    assert header(refused, "Call-ID") == header(taken, "Call-ID")
    assert any("others come first" in line and f":{FIRST}" in line for line in product.output)
    _, events = await phones.ended()
    assert [dial["outcome"] for dial in data_of(events, "dial_ended")] == ["answered"]


async def test_the_server_that_failed_is_passed_over_at_the_next_call(phones: Phones) -> None:
    second = await trunk_answers(phones, SECOND, *TALKS)
    await phones.caller("1001", "8100", *talks())
    await phones.succeed()
    assert len(received(second, "INVITE")) == 1


async def test_a_call_from_any_of_its_servers_is_the_trunks(phones: Phones, trunk: int) -> None:
    await phones.callee("1000", *TALKS)
    await outside_call(phones, SECOND, "5551000", *talks())
    await phones.succeed()
    record, _ = await phones.ended()
    assert record.trunk == trunk


async def test_servers_that_move_are_followed(product: Product, phones: Phones, dns: NameServer) -> None:
    """No restart, and nothing changes here: the records alone do, and their TTL is over."""
    elsewhere = reserved_port()
    dns.records[SERVICE] = [f"10 0 {elsewhere} one.provider.test."]

    async def has_found() -> bool:
        return any("servers found" in line and f":{elsewhere}" in line for line in product.output)

    await until(has_found)
    server = await trunk_answers(phones, elsewhere, *TALKS)
    await phones.caller("1001", "8100", *talks())
    await phones.succeed()
    assert len(received(server, "INVITE")) == 1
