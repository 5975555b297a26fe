"""Programs for Servetel with real telephones: a CRM and a page that has visitors called back."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.model.destination import HangUp
from switchboard.model.messaging import Webhook
from switchboard.model.trunk import InboundRoute
from tests.e2e.phones import ends
from tests.kit.calls import hear_one_another
from tests.kit.office import ALICE, BOB, MENU, OUR_NUMBER, OUTSIDE, Office
from tests.kit.processes import until
from tests.kit.receiver import receiving
from tests.kit.trunks import objects_of
from tests.kit.ua import Calling
from tests.kit.web import web_client

from .servetel_programs import CallBack, Crm, Row

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crm(office: Office) -> AsyncIterator[Crm]:
    async with objects_of(office.product) as objects:
        await objects.create(InboundRoute(name="Main", pattern=OUR_NUMBER, to=HangUp()))
    options = ("--dialect", "servetel", "--permanent", "--right", "recordings", "--json")
    minted = await office.product.cli("credentials", "new", *options)
    headers = {"Authorization": f"Bearer {json.loads(minted)['token']}"}
    async with web_client(base(office), headers) as http:
        yield Crm(http)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shop(office: Office) -> AsyncIterator[CallBack]:
    """Its visitors reach the menu; Bob's routes call them."""
    async with web_client(base(office)) as http:
        yield CallBack(http, await minted_key(office, "shop", MENU, BOB))


def base(office: Office) -> str:
    return f"http://127.0.0.1:{office.product.api_port}/v1"


async def minted_key(office: Office, name: str, to: str, permission: str) -> str:
    options = ("--dialect", "servetel", "--name", name, "--to", to, "--permission", permission, "--json")
    return str(json.loads(await office.product.cli("credentials", "new", *options))["api_key"])


async def test_a_crm_connects_follows_and_files_a_call(office: Office, crm: Crm) -> None:
    assert await crm.is_connected()
    assert await crm.numbers() == [OUR_NUMBER]
    assert list((await crm.agents()).values()) == ["1000", "1001", "1002", "1003"]
    async with receiving() as receiver, objects_of(office.product) as objects:
        hook = Webhook(name="CRM", url=receiver.url(), format="servetel", events=("call_end",))
        await objects.create(hook)
        reference = await crm.call(BOB, OUTSIDE, caller_id=f"+{OUR_NUMBER}", custom_identifier="A-7", deal=12)
        bob = await (await office.bob.next()).answer()
        outside = await (await office.carol.next()).answer()
        await hear_one_another(bob.rtp, outside.rtp)
        live = await crm.answered(OUTSIDE)
        assert (live["custom_identifier"], live["type"]) == ("A-7", "click-to-call")
        assert await crm.hang_up(live)
        await ends(bob)
        await ends(outside)
        assert not await crm.hang_up(live)
        row = await crm.filed(reference)
        told = (await receiver.got(1))[0].json()
    assert await crm.live(OUTSIDE) is None
    async with web_client() as anybody:
        sound = await anybody.get(row["recording_url"])
    assert (sound.status_code, sound.content[:4]) == (200, b"RIFF")
    assert (row["call_id"], row["status"], row["direction"]) == (live["call_id"], "answered", "outbound")
    assert (row["custom_identifier"], row["deal"], row["client_number"]) == ("A-7", "12", OUTSIDE)
    assert [float(half) > 0 for half in row["call_id"].split(".")] == [True, True]
    assert (told["ref_id"], told["call_id"], told["custom_identifier"]) == (reference, row["call_id"], "A-7")
    assert (told["call_status"], told["deal"], told["uuid"]) == ("answered", "12", row["uuid"])


async def test_a_number_is_led_to_a_menu_and_its_callers_are_filed(office: Office, crm: Crm) -> None:
    assert await crm.lead(OUR_NUMBER, (await crm.menus())["Welcome"])
    calling = Calling(office.carol.telephone, "442079460999", "")
    assert await calling.place(OUR_NUMBER, office.product.sip_port) == 200
    assert calling.session is not None
    await calling.session.rtp.hears(20)
    await calling.session.rtp.press("1")
    alice = await (await office.alice.next()).answer()
    await hear_one_another(calling.session.rtp, alice.rtp)
    live = await crm.answered("442079460999")
    assert (live["direction"], live["did"], live["agent_name"]) == (1, OUR_NUMBER, "Alice")
    await calling.session.bye()
    await ends(alice)

    (row,) = [one for one in await over(crm) if one["client_number"].endswith("442079460999")]
    assert (row["direction"], row["did_number"], row["dtmf_input"]) == ("inbound", OUR_NUMBER, "1")
    assert (row["agent_number"], row["agent_name"], row["description"]) == (ALICE, "Alice", "Call answered by Alice")


async def over(crm: Crm) -> list[Row]:
    """The records once no call goes on."""

    async def nobody_talks() -> bool:
        return not await crm.all_live()

    await until(nobody_talks)
    return await crm.records()


async def test_a_visitor_is_called_back_and_meets_the_menu(office: Office, crm: Crm, shop: CallBack) -> None:
    answer = await shop.submit("044 2079 460123", custom_identifier="visitor 5", caller_id=OUR_NUMBER)
    assert answer.status_code == 200, answer.text
    invited = await office.carol.next()
    assert (invited.uri.user, invited.tx.request.from_.uri.user) == (OUTSIDE[1:], OUR_NUMBER)
    visitor = await invited.answer()
    await visitor.rtp.hears(20)
    await visitor.rtp.press("1")
    alice = await (await office.alice.next()).answer()
    await hear_one_another(visitor.rtp, alice.rtp)
    await visitor.bye()
    await ends(alice)
    row = await crm.filed(answer.json()["ref_id"])
    assert (row["status"], row["custom_identifier"], row["dtmf_input"]) == ("answered", "visitor 5", "1")
    assert (row["agent_number"], row["client_number"]) == (ALICE, OUTSIDE)


async def test_nobody_is_called_who_may_not_be(office: Office, crm: Crm, shop: CallBack) -> None:
    """Toll fraud: a key does one thing, as often as it may."""
    other = CallBack(shop.http, await minted_key(office, "powerless", MENU, ALICE))
    for page, number, status in (
        (CallBack(shop.http, "swk_" + "x" * 40), OUTSIDE, 401),
        (other, OUTSIDE, 422),
        (shop, "112", 422),
        (shop, "0112", 422),
        (shop, "00900 123 456 789 012 345", 422),
        (shop, "+" + OUTSIDE, 422),
        (shop, "0" * 10_000, 422),
        (shop, "call me, sip:x@evil.example", 422),
        (shop, BOB, 422),
    ):
        answer = await page.submit(number, destination_number="00900123456")
        assert (answer.status_code, answer.json()["success"]) == (status, False), (number[:40], answer.text)
    taken = await crm.http.post("/click_to_call", json={"api_key": shop.key, "agent_number": BOB}, headers=NO_TOKEN)
    assert taken.status_code == 401
    assert office.carol.rung.empty() and office.bob.rung.empty()


NO_TOKEN = {"Authorization": ""}


async def test_a_hundred_at_once_ring_no_more_than_the_key_may(office: Office, crm: Crm, shop: CallBack) -> None:
    answers = await asyncio.gather(*(shop.submit(OUTSIDE) for _ in range(100)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {200, 429}
    assert statuses.count(200) <= 60
    assert len(await crm.all_live()) <= 20
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 429)
    for row in await crm.all_live():
        assert await crm.hang_up(row)
    await over(crm)
    while not office.carol.rung.empty():
        office.carol.rung.get_nowait()
