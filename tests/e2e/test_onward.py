"""Places that only the whole product can lead to: behind a PIN of the store, by a web server's word, at other times."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.call.record import EventRow
from switchboard.model.action_url import ActionUrl
from switchboard.model.api_dialplan import OF_DIALPLAN, ApiDialplan
from switchboard.model.base import Document
from switchboard.model.destination import ByTime, Disa, HangUp, ToApiDialplan, ToExtension, ToRingGroup
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.ivr import DISA_PIN, Ivr, Option, Route
from switchboard.model.messaging import Webhook
from switchboard.model.ring_group import RingGroup
from switchboard.model.schedule import Schedule
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.store.people.credentials import Credentials
from tests.kit.answering import Answering, answering
from tests.kit.calls import answering as phone_answers
from tests.kit.calls import calling, register, talking
from tests.kit.phones import data_of, kinds, phones_of
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[outbound]
private_hosts = ["localhost"]
"""
PIN, TOKEN = "246813", "a-token-of-no-use"
NUMBER = "6330"
CALLER_HZ, CALLEE_HZ = 440.0, 1000.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[Answering]:
    async with answering() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def menu(product: Product, server: Answering) -> str:
    """1: DISA. 2: by the time, and today is a holiday. 3: a webhook is told. 4: an API dial plan. 7 and a key: a web
    server is asked.
    """
    today = datetime.now(UTC)
    first, last = (_day(today + timedelta(days=days)) for days in (-1, 1))
    async with objects_of(product) as objects:
        alice = await objects.id_of("1000")
        crew = await objects.create(RingGroup(name="Crew", number="6331", members=(alice,), strategy="sequential"))
        feast = await objects.create(Holiday(name="Feast", consecutive=True, first=first, last=last))
        by_time = ByTime(when=Schedule(holidays=(feast,)), holiday=ToRingGroup(ring_group=crew))
        hook = await objects.create(Webhook(name="hook", url=server.url("/hook")))
        plan = await objects.create(ApiDialplan(name="plan", method="POST", url=server.url("/plan"), auth="bearer"))
        planned = Option(keys="4", route=Route(to=ToApiDialplan(api_dialplan=plan)))
        told = Option(keys="3", route=Route(to=ToExtension(extension=alice)), webhook=hook)
        action = {"key": 5, "name": "crm", "enabled": True, "on": "keys", "mask": "7*", "method": "POST"}
        ivr = Ivr(
            number=NUMBER,
            name="Onward",
            response_timeout_s=10,
            options=(
                Option(keys="1", route=Route(to=Disa())),
                Option(keys="2", route=Route(to=by_time)),
                told,
                planned,
            ),
            actions=(ActionUrl.model_validate({**action, "url": server.url("/crm"), "auth": "bearer"}),),
            transfer_failed=Route(to=ToExtension(extension=alice)),
        )
        id = await objects.create(ivr)
    await _set_secrets(product, Ivr, id, {DISA_PIN: PIN, "action:5": TOKEN})
    await _set_secrets(product, ApiDialplan, plan, {OF_DIALPLAN: TOKEN})
    return NUMBER


def _day(of: datetime) -> Moment:
    return Moment(year=of.year, month=of.month, day=of.day)


async def _set_secrets(product: Product, family: type[Document], id: int, secrets: dict[str, str]) -> None:
    async with product.database() as database:
        credentials = Credentials(database, product.data / "secret.key")
        for name, secret in secrets.items():
            await credentials.set_object_secret(DEFAULT_TENANT, family.kind, id, name, secret)


async def assert_leads_to_alice(product: Product, directory: Path, *entries: str) -> list[EventRow]:
    """Each entry is pressed when the prompt for it plays; in the end Alice and the caller talk. Returns the events."""
    port = reserved_port()
    await register(product, directory, "1000", port)
    async with (
        phones_of(product, directory) as phones,
        phone_answers(product, directory, port) as alice,
        calling(product, directory, NUMBER, hold_ms=12_000) as caller,
    ):
        for entry in entries:
            await _hears_something(caller.rtp)
            for digit in entry:
                await caller.rtp.press(digit)
        async with talking(caller.rtp, CALLER_HZ), talking(alice.rtp, CALLEE_HZ):
            await alice.rtp.hears_tone(CALLER_HZ)
            await caller.rtp.hears_tone(CALLEE_HZ)
        await caller.sipp.succeeds()
        return (await phones.ended())[1]


async def _hears_something(caller: RtpEnd) -> None:
    """Ten packets more than now."""
    await caller.hears(len(caller.heard) + 10)


async def test_behind_the_pin_callers_dial_on(product: Product, menu: str, tmp_path: Path) -> None:
    events = await assert_leads_to_alice(product, tmp_path, "1", f"{PIN}#", "1000#")
    assert [event["outcome"] for event in data_of(events, "pin_entered")] == ["right"]
    assert [event["keys"] for event in data_of(events, "call_ended")] == ["11000#"]
    assert PIN not in json.dumps([event.data for event in events])
    assert not any(PIN in line for line in product.output)


async def test_a_web_server_decides(product: Product, menu: str, server: Answering, tmp_path: Path) -> None:
    server.says = json.dumps({"status_code": 200, "action": "call", "destination": "1000"}).encode()
    events = await assert_leads_to_alice(product, tmp_path, "75")
    (asked,) = (posted for posted in server.posted if posted.path == "/crm")
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    said = asked.json()
    assert {name: said[name] for name in ("from", "to", "input", "account_name")} == {
        "from": "1001",
        "to": NUMBER,
        "input": "75",
        "account_name": "Onward",
    }
    assert [event["destination"] for event in data_of(events, "action_answered")] == ["1000"]
    assert TOKEN not in json.dumps([event.data for event in events])
    assert not any(TOKEN in line or "/crm" in line for line in product.output)


async def test_a_web_server_says_step_by_step(product: Product, menu: str, server: Answering, tmp_path: Path) -> None:
    steps = [
        {"recording": {"type": "system", "data": "goodbye"}},
        {"transfer": {"type": "agent_extension", "data": "1000"}},
    ]
    server.says = json.dumps(steps).encode()
    events = await assert_leads_to_alice(product, tmp_path, "4")
    (asked,) = (posted for posted in server.posted if posted.path == "/plan")
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    said = asked.json()
    assert (said["caller_id_number"], said["call_to_number"], said["last_dtmf"]) == ("1001", NUMBER, [])
    assert [event["steps"] for event in data_of(events, "dialplan_answered")] == [2]
    assert "goodbye" in [event["name"] for event in data_of(events, "prompt_started")]
    assert not any(TOKEN in line or "/plan" in line for line in product.output)


async def test_the_day_decides(product: Product, menu: str, tmp_path: Path) -> None:
    events = await assert_leads_to_alice(product, tmp_path, "2")
    (decided,) = data_of(events, "time_decided")
    assert (decided["rule"], decided["holiday_name"]) == ("holiday", "Feast")
    assert "ring_group" in [event["kind"] for event in data_of(events, "going_to")]
    assert "bridged" in kinds(events)


async def test_the_webhook_of_an_option_is_told(product: Product, menu: str, server: Answering, tmp_path: Path) -> None:
    server.posted.clear()
    await assert_leads_to_alice(product, tmp_path, "3")
    (posted,) = await server.got(1)
    assert (posted.path, posted.json()["topic"]) == ("/hook", "option_pressed")
    assert '"keys":"3"' in posted.body.decode()


async def test_a_trunk_that_is_off_is_a_stranger(product: Product, tmp_path: Path) -> None:
    trunk = Trunk(name="off", host="127.0.0.1", port=reserved_port(), enabled=False)
    async with objects_of(product) as objects, phones_of(product, tmp_path) as phones:
        id = await objects.create(trunk)
        await objects.create(InboundRoute(name="off", trunks=(id,), to=HangUp()))
        await phones.stranger("INVITE", "5550100", 401)
        await objects.repository.edit(Trunk, id, lambda was: was.model_copy(update={"enabled": True}), author="test")
        await phones.stranger("INVITE", "5550100", 603)


async def test_a_simulation_knows_the_pin_and_what_web_servers_would_say(product: Product, menu: str) -> None:
    keys = f"wait:1 1 wait:1 {PIN}# wait:1 1000#"
    assert re.search(r"pin entered +right", await product.cli("simulate", NUMBER, "--keys", keys))
    asked = await product.cli("simulate", NUMBER, "--keys", "wait:1 75", "--reply", "75=call:1000")
    assert re.search(r"action answered +call 1000", asked)
    command = product.command("simulate", NUMBER, "--reply", "75=dance")
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert (await process.communicate())[1].decode().startswith("invalid: reply: KEYS=call:NUMBER")
    assert process.returncode == 1
