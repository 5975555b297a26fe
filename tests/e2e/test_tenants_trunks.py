"""Two companies with trunks at one provider: the call goes to the one that it is for."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from switchboard.model.destination import ToIvr
from switchboard.model.trunk import InboundRoute, Trunk
from tests.e2e.phones import WITHIN_S, phones_at
from tests.kit.companies import ACME_HZ, BOB, BRAVO_HZ, MENU, Companies, Company
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, SDP, Asker, Calling, Invited, Telephone, describe

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


async def _nobody(invited: Invited) -> None:
    invited.tx.respond(486)


@dataclass(frozen=True, slots=True)
class Provider:
    """The address at which both companies have their trunk, and the trunks' ids."""

    line: Telephone
    product: Product
    trunks: tuple[int, int]

    async def call(self, number: str, host: str = HOST) -> Calling:
        """Somebody outside calls a number."""
        calling = Calling(self.line, "4930123456", "", host)
        await asyncio.wait_for(calling.place(number, self.product.sip_port), WITHIN_S)
        return calling

    async def hears(self, number: str, tone_hz: float, host: str = HOST) -> None:
        """What the caller is answered with."""
        calling = await self.call(number, host)
        assert calling.session is not None, calling.response
        await calling.session.rtp.hears_tone(tone_hz)
        await calling.session.bye()


@pytest_asyncio.fixture(loop_scope="module")
async def provider(product: Product, companies: Companies) -> AsyncIterator[Provider]:
    """Number 5551 is acme's and 5552 is bravo's; acme's trunk is the older one."""
    line = Telephone(_nobody)
    await line.start()
    trunks = [
        await _trunk(company, line.endpoint.port, number)
        for company, number in ((companies.acme, "5551"), (companies.bravo, "5552"))
    ]
    yield Provider(line, product, (trunks[0], trunks[1]))
    await line.close()


async def _trunk(company: Company, port: int, number: str) -> int:
    async with objects_of(company.product, company.tenant) as objects:
        trunk = await objects.create(Trunk(name=f"provider {port}", host=HOST, port=port))
        to = ToIvr(ivr=company.ids[MENU])
        await objects.create(InboundRoute(name=f"{port}", trunks=(trunk,), pattern=number, to=to))
    return trunk


async def test_number_decides_where_two_companies_have_one_provider(provider: Provider, companies: Companies) -> None:
    await provider.hears("5551", ACME_HZ)
    await provider.hears("5552", BRAVO_HZ)
    for company, trunk in zip((companies.acme, companies.bravo), provider.trunks, strict=True):
        assert (await company.calls())[0]["trunk"] == trunk
    nowhere = await provider.call("5559")
    assert nowhere.response is not None
    assert nowhere.response.status == 404
    last = [(await company.calls())[0]["dialled"] for company in (companies.acme, companies.bravo)]
    assert last == ["5559", "5552"]


async def test_domain_that_is_called_decides_first(provider: Provider, companies: Companies) -> None:
    async with objects_of(companies.bravo.product, companies.bravo.tenant) as objects:
        to = ToIvr(ivr=companies.bravo.ids[MENU])
        await objects.create(InboundRoute(name="any", trunks=(provider.trunks[1],), to=to))
    await provider.hears("5551", ACME_HZ)
    await provider.hears("5551", BRAVO_HZ, companies.bravo.domain)
    await provider.hears("5558", BRAVO_HZ)
    refused = await provider.call("5552", companies.acme.domain)
    assert refused.response is not None
    assert refused.response.status == 404


async def test_caller_beside_a_trunk_is_no_extension_of_anybody(
    product: Product, companies: Companies, provider: Provider
) -> None:
    """Beside the trunk's own port, who claims to be an extension must prove it, in whichever company."""
    neighbour = Telephone(_nobody)
    await neighbour.start()
    for domain in (HOST, companies.acme.domain, companies.bravo.domain):
        calling = Calling(neighbour, BOB, "a guess", domain)
        assert await calling.place("5551", product.sip_port) == 403
    await neighbour.close()


async def test_trunk_of_one_company_at_the_phone_of_another_gets_none_of_its_calls(companies: Companies) -> None:
    """Not even where the phone names its company in From alone."""
    async with phones_at(companies.acme) as acme:
        await _trunk(companies.bravo, acme.caller.endpoint.port, "")
        session = await acme.call(MENU)
        await session.rtp.hears_tone(ACME_HZ)
        await session.bye()
        before = await companies.call_ids()
        port = acme.product.sip_port
        asker = Asker(acme.caller, BOB, "a guess", acme.domain)
        headers = [acme.caller.binding(BOB, port)[0], ("Content-Type", SDP)]
        address = f"sip:{MENU}@{HOST}"
        assert (await asker.ask("INVITE", address, address, headers, describe(9), port=port)).status == 403
        assert await companies.call_ids() == before
