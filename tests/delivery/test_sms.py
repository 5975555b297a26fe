"""What an SMS gateway gets, over real HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from switchboard.clock import SystemClock
from switchboard.config import OutboundSettings, Settings, SmsSettings
from switchboard.delivery.sender import Sender
from switchboard.delivery.sms import SmsChannel
from switchboard.model.messaging import SmsTemplate
from switchboard.outbound.sender import HttpSender
from switchboard.store.calls.outbox import Delivery, Message, Outbox
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from tests.kit.processes import until
from tests.kit.receiver import Receiver, receiving

pytestmark = pytest.mark.interop
SETTINGS = OutboundSettings(first_retry_s=0.01, attempts=3)
TEMPLATE = SmsTemplate(name="Address", text="Grüße! {sender} is at {to}", sender="ACME")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as running:
        yield running


@asynccontextmanager
async def sending(database: Database, settings: SmsSettings) -> AsyncIterator[None]:
    http = HttpSender(("localhost",), 5)
    channel = SmsChannel(http, lambda tenant: Repository(database, tenant), settings)
    task = asyncio.create_task(Sender(database, {"sms": channel}, SystemClock(), SETTINGS).run())
    yield
    task.cancel()
    await asyncio.wait([task])


async def sent(database: Database, settings: SmsSettings, to: str = "+4930123", target: int | None = None) -> Delivery:
    """The message to a caller, once nothing more is tried."""
    template = await Repository(database, 1).create(TEMPLATE, author="test")
    outbox = Outbox(database)
    await outbox.put([Message(1, "sms", target or template.id, {"to": to})], datetime.now(UTC))

    async def nothing_waits() -> bool:
        return not await outbox.page(1, limit=1, state="waiting")

    async with sending(database, settings):
        await until(nothing_waits)
    (found,) = await outbox.page(1, limit=9)
    return found


async def test_json_by_default(database: Database, receiver: Receiver) -> None:
    found = await sent(database, SmsSettings(url=receiver.url("/sms")))
    assert (found.state, found.outcome) == ("sent", "status 200")
    (posted,) = await receiver.got(1)
    assert (posted.method, posted.path, posted.headers["content-type"]) == ("POST", "/sms", "application/json")
    assert posted.json() == {"to": "+4930123", "text": TEMPLATE.text, "from": "ACME"}
    assert "authorization" not in posted.headers


async def test_a_body_of_the_gateways_own_with_token_and_headers(database: Database, receiver: Receiver) -> None:
    settings = SmsSettings.model_validate(
        {
            "url": receiver.url(),
            "token": "s3cret",
            "headers": {"X-Account": "7"},
            "fields": {"messages": [{"to": ["{to}"], "body": "{text}", "n": 1}], "ref": "sb-{id}-{sender}"},
        }
    )
    found = await sent(database, settings)
    (posted,) = await receiver.got(1)
    messages = [{"to": ["+4930123"], "body": TEMPLATE.text, "n": 1}]
    assert json.loads(posted.body) == {"messages": messages, "ref": f"sb-{found.id}-ACME"}
    assert (posted.headers["authorization"], posted.headers["x-account"]) == ("Bearer s3cret", "7")
    printed = Settings(sms=settings).model_dump_json()
    assert "s3cret" not in repr(settings) + printed
    assert '"X-Account":"7"' not in printed


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_a_form(database: Database, receiver: Receiver, method: str) -> None:
    settings = SmsSettings.model_validate({"url": receiver.url("/sms?v=2"), "method": method, "format": "form"})
    await sent(database, settings)
    (posted,) = await receiver.got(1)
    path, _, query = posted.path.partition("?")
    fields = parse_qs(query if method == "GET" else posted.body.decode())
    expected = {"to": ["+4930123"], "text": [TEMPLATE.text], "from": ["ACME"]}
    assert (posted.method, path) == (method, "/sms")
    assert fields == (expected | {"v": ["2"]} if method == "GET" else expected)


async def test_without_a_gateway_nothing_is_sent(database: Database) -> None:
    found = await sent(database, SmsSettings())
    assert (found.state, found.outcome, found.attempts) == ("failed", "no SMS gateway is configured", 1)


@pytest.mark.parametrize("to", ["", "anonymous", "12", "+49 30", "sip:1@x"])
async def test_callers_without_a_number_get_nothing(database: Database, receiver: Receiver, to: str) -> None:
    found = await sent(database, SmsSettings(url=receiver.url()), to)
    assert (found.state, found.outcome) == ("failed", "the caller has no number that takes messages")
    assert receiver.posted == []


async def test_a_template_that_is_gone(database: Database, receiver: Receiver) -> None:
    found = await sent(database, SmsSettings(url=receiver.url()), target=999_999)
    assert (found.state, found.outcome, receiver.posted) == ("failed", "the SMS template is gone", [])


@pytest.mark.parametrize(("status", "attempts"), [(500, 3), (429, 3), (400, 1), (302, 1)])
async def test_what_is_tried_again(database: Database, receiver: Receiver, status: int, attempts: int) -> None:
    receiver.statuses = [status] * 9
    with capture_logs() as logs:
        found = await sent(database, SmsSettings(url=receiver.url()))
    assert (found.state, found.outcome, found.attempts) == ("failed", f"status {status}", attempts)
    assert "4930123" not in str(logs)


def test_every_setting_is_described() -> None:
    page = (Path(__file__).parents[2] / "docs" / "operating.md").read_text()
    section = page.partition("## Short messages")[2].partition("\n## ")[0]
    assert set(re.findall(r"^(\w+) = ", section, re.MULTILINE)) == set(SmsSettings.model_fields)
    places = set(re.findall(r"\{(\w+)\}", section))
    assert places == {"to", "text", "sender", "id"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://gateway.example"},
        {"method": "GET"},
        {"format": "form", "fields": {"to": ["{to}"]}},
        {"colour": "red"},
    ],
)
def test_settings_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SmsSettings.model_validate(wrong)
