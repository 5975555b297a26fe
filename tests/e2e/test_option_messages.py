"""An option that was written in the Servetel dialect: the caller who presses it gets a message, a webhook is told."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.destination import HangUp
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.trunk import InboundRoute, Trunk
from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, data_of, phones_of, rtp_ends
from tests.kit.ports import reserved_port
from tests.kit.processes import until
from tests.kit.product import Product, running
from tests.kit.receiver import Receiver, receiving
from tests.kit.trunks import objects_of, outside_call
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

NUMBER = "5551000"
CALLER = "4930123456"
SETTINGS = """
[outbound]
private_hosts = ["localhost"]
[sms]
url = "{url}"
token = "gateway's token"
sender = "Desk"
"""
IVR = {
    "name": "Desk",
    "recording": "recording||default",
    "timeout": 5,
    "option": ["1", "2"],
    "destination": ["hangup", "hangup"],
    "incorrect_count": 0,
    "invalid_recording": "0",
    "invalid_destination": "hangup",
    "timeout_retry_recording": "0",
    "timeout_recording": "0",
    "timeout_destination": "hangup",
    "timeout_tries": 0,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A product, who receives what it sends, and the port of the trunk that callers come by."""

    product: Product
    receiver: Receiver
    trunk_port: int


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with receiving() as receiver:
        settings = SETTINGS.format(url=receiver.url("/sms"))
        async with running(tmp_path_factory.mktemp("product"), settings) as product:
            port = reserved_port()
            await set_up(product, receiver, port)
            yield Desk(product, receiver, port)


async def set_up(product: Product, receiver: Receiver, port: int) -> None:
    """An IVR with a message and a webhook, to which `NUMBER` leads: both written in the Servetel dialect."""
    async with objects_of(product) as objects:
        template = await objects.create(SmsTemplate(name="Address", text="1 High Street"))
        webhook = await objects.create(Webhook(name="Desk", url=receiver.url("/hook"), format="servetel"))
        trunk = await objects.create(Trunk(name="inward", host="127.0.0.1", port=port))
        number = await objects.create(InboundRoute(name="Main", trunks=(trunk,), pattern=NUMBER, to=HangUp()))
    minted = json.loads(await product.cli("credentials", "new", "--dialect", "servetel", "--permanent", "--json"))
    headers = {"Authorization": minted["token"]}
    async with web_client(f"http://127.0.0.1:{product.api_port}/v1", headers) as client:
        body = {**IVR, "sms_template": [template], "webhook_id": [webhook]}
        created = (await client.post("/ivr", json=body)).json()
        assigned = (await client.put(f"/my_number/{number}", json={"destination": f"ivr||{created['id']}"})).json()
        assert (created["success"], assigned["success"]) == (True, True)


@pytest_asyncio.fixture(loop_scope="module")
async def phones(desk: Desk, tmp_path: Path) -> AsyncIterator[Phones]:
    async with phones_of(desk.product, tmp_path) as found:
        yield found


async def test_who_presses_the_option_gets_the_message(desk: Desk, phones: Phones) -> None:
    async with rtp_ends("PCMU") as (caller,):
        until_bye = steps.answered(), steps.takes("BYE")
        await outside_call(phones, desk.trunk_port, NUMBER, *until_bye, user=CALLER, rtp_port=caller.port)
        await caller.press("1")
        await phones.succeed()
    record, events = await phones.ended()
    got = {posted.path: posted for posted in await desk.receiver.got(2)}
    assert got["/sms"].json() == {"to": CALLER, "text": "1 High Street", "from": "Desk"}
    assert got["/sms"].headers["authorization"] == "Bearer gateway's token"
    told = got["/hook"].json()
    assert (told["uuid"], told["call_to_number"], told["caller_id_number"]) == (record.id, NUMBER, CALLER)
    assert told["digit_pressed"] == "1"
    assert [data["to"] for data in data_of(events, "sms_requested")] == [CALLER]
    async with desk.product.native() as client:

        async def all_is_sent() -> bool:
            items = (await client.get("/outbox")).json()["items"]
            return sorted((one["channel"], one["state"]) for one in items) == [("sms", "sent"), ("webhook", "sent")]

        await until(all_is_sent)
