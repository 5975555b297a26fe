"""Two companies with the same numbers on one installation: each reaches its own, and nobody gets across."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.directory import Extension
from tests.e2e.phones import WITHIN_S, Phones, ends, phones, phones_at
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.companies import ALICE, BOB, MENU, Companies, Company, found_company
from tests.kit.phones import talking
from tests.kit.processes import kill
from tests.kit.product import Product
from tests.kit.rtp import has_tone
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, SDP, Asker, Invited, Session, Telephone, describe

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ALICE_HZ, BOB_HZ = 440.0, 1300.0
STRANGE = "1777"


@pytest_asyncio.fixture(loop_scope="module")
async def both(companies: Companies) -> AsyncIterator[tuple[Phones, Phones]]:
    """The phones of acme, and those of bravo."""
    async with phones_at(companies.acme) as acme, phones_at(companies.bravo) as bravo:
        yield acme, bravo


async def talk(bob: Session, alice: Session) -> None:
    """Each hears the other."""
    async with talking((bob.rtp, BOB_HZ), (alice.rtp, ALICE_HZ)):
        await alice.rtp.hears_tone(BOB_HZ)
        await bob.rtp.hears_tone(ALICE_HZ)


# Each company for itself.


async def test_everybody_hears_the_own_menu_and_reaches_the_own_colleague(both: tuple[Phones, Phones]) -> None:
    async def call(people: Phones) -> None:
        assert people.company is not None
        session = await people.call(MENU)
        await session.rtp.hears_tone(people.company.tone_hz)
        alice = await people.reach_alice(session)
        await talk(session, alice)
        assert alice.dialog.remote.uri.host == people.domain
        await session.bye()
        await ends(alice)

    await asyncio.gather(*(call(people) for people in both))
    assert [people.answered.empty() for people in both] == [True, True]
    for people in both:
        assert people.company is not None
        last = (await people.company.calls())[0]
        assert (last["tenant"], last["extension"]) == (people.company.tenant, people.company.ids[BOB])


async def test_the_demo_goes_on_beside_them(product: Product, both: tuple[Phones, Phones]) -> None:
    async with phones(product) as demo:
        await demo.register()
        session = await demo.call(ALICE)
        await talk(session, await asyncio.wait_for(demo.answered.get(), WITHIN_S))
        await session.bye()
    assert [people.answered.empty() for people in both] == [True, True]


async def test_real_phones_with_a_domain_and_an_outbound_proxy(
    product: Product, companies: Companies, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:

        async def start(company: Company, number: str, tone_hz: int) -> Baresip:
            at = (product.sip_port,)
            phone = await Baresip.start(
                tmp_path, number, company.passwords[number], *at, tone_hz=tone_hz, domain=company.domain
            )
            stack.push_async_callback(phone.close)
            return phone

        async def call(company: Company) -> tuple[Baresip, Baresip]:
            alice, bob = await start(company, ALICE, int(ALICE_HZ)), await start(company, BOB, int(BOB_HZ))
            await bob.dial(MENU)
            await bob.event("CALL_ESTABLISHED")
            await bob.event("CALL_RTCP")
            await bob.press("1")
            await alice.event("CALL_INCOMING")
            await alice.command("accept")
            await alice.event("CALL_ESTABLISHED")
            # The first report may be due when she answers; the second shows that they have talked for 2.5 s at least.
            for _ in range(2):
                await alice.event("CALL_RTCP")
            await bob.command("hangup")
            await alice.event("CALL_CLOSED")
            return alice, bob

        both = (companies.acme, companies.bravo)
        for company, (alice, bob) in zip(both, await asyncio.gather(*map(call, both)), strict=True):
            await alice.close()
            await bob.close()
            assert has_tone(alice.heard(), RATE_HZ, BOB_HZ)
            assert has_tone(bob.heard()[RATE_HZ // 4 : RATE_HZ], RATE_HZ, company.tone_hz)
            assert has_tone(bob.heard()[-RATE_HZ // 4 :], RATE_HZ, ALICE_HZ)


async def test_registrations_of_all_survive_the_calls_process(product: Product, both: tuple[Phones, Phones]) -> None:
    await kill(product, "calls")
    async with asyncio.timeout(WITHIN_S):
        while not await both[0].caller.answers_options(product.sip_port):
            continue
    for people in both:
        session = await people.call(ALICE)
        await talk(session, await asyncio.wait_for(people.answered.get(), WITHIN_S))
        await session.bye()


# Nobody gets across. The phone is Bob's of bravo, with its right password.


async def crossing(bravo: Phones, method: str, *, sender: str, uri: str, to: str) -> int:
    """What a request of bravo's Bob gets that names these hosts."""
    asker = Asker(bravo.caller, BOB, bravo.password(BOB), sender)
    headers = bravo.caller.binding(BOB, bravo.product.sip_port)
    body = b""
    if method == "INVITE":
        headers, body = [headers[0], ("Content-Type", SDP)], describe(9)
    return (await asker.ask(method, uri, to, headers, body, port=bravo.product.sip_port)).status


A, B, IP = "acme.example", "bravo.example", HOST


@pytest.mark.parametrize(
    ("sender", "uri", "to"),
    [(A, A, A), (A, A, B), (A, B, A), (A, B, B), (A, IP, IP), (B, A, A), (B, A, B), (B, B, A), (IP, A, A), (IP, A, B)],
)
async def test_call_that_names_another_company_is_refused(
    both: tuple[Phones, Phones], companies: Companies, sender: str, uri: str, to: str
) -> None:
    acme, bravo = both
    await bravo.register()
    before = await companies.call_ids()
    for number in (ALICE, MENU):
        hosts = {"sender": sender, "uri": f"sip:{number}@{uri}", "to": f"sip:{number}@{to}"}
        assert await crossing(bravo, "INVITE", **hosts) == 403
    assert await companies.call_ids() == before
    assert acme.answered.empty()


async def test_company_is_nobody_without_its_domain(both: tuple[Phones, Phones]) -> None:
    """An address means the default tenant, which has a 1001 too, with another password."""
    await both[1].register()
    address = f"sip:{ALICE}@{IP}"
    assert await crossing(both[1], "INVITE", sender=IP, uri=address, to=address) == 403
    assert await crossing(both[1], "REGISTER", sender=IP, uri=f"sip:{IP}", to=f"sip:{BOB}@{IP}") == 403


@pytest.mark.parametrize(
    ("sender", "uri", "to"), [(A, A, A), (B, A, A), (B, B, A), (B, A, B), (A, B, B), (IP, IP, A), (A, IP, B)]
)
async def test_registration_that_names_another_company_is_refused(
    both: tuple[Phones, Phones], sender: str, uri: str, to: str
) -> None:
    acme, bravo = both
    await bravo.register()
    assert await crossing(bravo, "REGISTER", sender=sender, uri=f"sip:{uri}", to=f"sip:{BOB}@{to}") == 403
    calling = await acme.try_to_call(BOB)
    assert calling.response is not None
    assert calling.response.status == 480


async def test_transfer_stays_in_the_company(
    product: Product, both: tuple[Phones, Phones], companies: Companies
) -> None:
    """Alice sends Bob to a number that only the other company has, which has a phone there."""
    rung: list[Invited] = []

    async def ring(invited: Invited) -> None:
        rung.append(invited)

    stranger = Telephone(ring)
    await stranger.start()
    async with objects_of(product, companies.bravo.tenant) as objects:
        await objects.create(Extension(number=STRANGE, name="Strange"))
    new = ("credentials", "new", "--dialect", "sip", "--extension", STRANGE, "--json")
    password = json.loads(await companies.bravo.cli(*new))["password"]
    await stranger.register(STRANGE, password, product.sip_port, B)
    session = await both[0].call(ALICE)
    alice = await asyncio.wait_for(both[0].answered.get(), WITHIN_S)
    assert await alice.refer(STRANGE) == 202
    await ends(session)
    await stranger.close()
    assert rung == []
    assert (await companies.acme.calls())[0]["cause"] == "not-found"


async def test_commands_show_the_own_company_alone(product: Product, companies: Companies) -> None:
    for own, other in ((companies.acme, companies.bravo), (companies.bravo, companies.acme)):
        calls = await own.calls()
        assert calls
        assert {call["tenant"] for call in calls} == {own.tenant}
        missing = await product.complaint("--tenant", other.name, "calls", "show", str(calls[0]["id"]))
        assert missing.startswith("not-found")
        events = json.loads(await own.cli("simulate", MENU, "--keys", "1", "--json"))
        menu = next(event for event in events if event["type"] == "menu_entered")
        assert menu["name"] == own.name
    for company in (companies.acme, companies.bravo):
        assert await product.complaint("tenants", "delete", company.name)
    assert [call["tenant"] for call in await product.calls()].count(1) == len(await product.calls())


async def test_export_of_one_company_is_applied_to_another(
    product: Product, companies: Companies, tmp_path: Path
) -> None:
    await companies.acme.cli("export", str(tmp_path / "acme"))
    await product.cli("tenants", "create", "copy", "copy.example")
    plan = json.loads(await product.cli("--tenant", "copy", "apply", str(tmp_path / "acme"), "--json"))
    assert len(plan["created"]) == 4
    again = json.loads(await product.cli("--tenant", "copy", "apply", str(tmp_path / "acme"), "--plan", "--json"))
    assert (again["created"], again["changed"], again["unchanged"]) == ([], [], 4)


async def test_company_that_moves_to_another_domain(product: Product, tmp_path: Path) -> None:
    """Registered at once in the new one; the old one is nobody's."""
    company = await found_company(product, tmp_path, "mover", 700.0)
    async with phones_at(company):
        await product.cli("tenants", "domain", "mover", "moved.example")
    asker = Telephone(_nobody)
    await asker.start()
    await asker.register(ALICE, company.passwords[ALICE], product.sip_port, "Moved.Example")
    old = Asker(asker, ALICE, company.passwords[ALICE], company.domain)
    uri, headers = f"sip:{company.domain}", asker.binding(ALICE, product.sip_port)
    assert (
        await old.ask("REGISTER", uri, f"sip:{ALICE}@{company.domain}", headers, port=product.sip_port)
    ).status == 403
    await asker.close()


async def _nobody(invited: Invited) -> None:
    invited.tx.respond(486)
