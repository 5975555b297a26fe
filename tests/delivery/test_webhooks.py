"""What a webhook's receiver gets, over real HTTP."""

import asyncio
import base64
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from switchboard.api.native.webhook_body import LATEST_S, NativeWebhooks, trunk_body
from switchboard.call.message import MessageDraft
from switchboard.call.record import EventRow, OpenedRow
from switchboard.clock import SystemClock
from switchboard.config import OutboundSettings
from switchboard.delivery.sender import Sender
from switchboard.delivery.webhooks import OF_WEBHOOK, WebhookChannel, WebhookPoster
from switchboard.model.messaging import Webhook
from switchboard.outbound.sender import HttpSender
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Delivery, Outbox
from switchboard.store.calls.trunk_news import TrunkNews
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Content
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.credentials import Credentials
from tests.api.trunk_states import trunk_status
from tests.kit.processes import until
from tests.kit.receiver import Receiver, receiving

pytestmark = pytest.mark.interop
SETTINGS = OutboundSettings(private_hosts=("localhost",), timeout_s=5, first_retry_s=0.01, attempts=3)
SECRET = "0123456789abcdef0123456789abcdef"
AT = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as running:
        yield running


@pytest.fixture
def repository(database: Database) -> Repository:
    return Repository(database, 1)


@pytest.fixture
def credentials(database: Database, tmp_path: Path) -> Credentials:
    return Credentials(database, tmp_path / "key")


@asynccontextmanager
async def sending(database: Database, credentials: Credentials) -> AsyncIterator[None]:
    """A sender that knows the form of the native API."""
    poster = WebhookPoster(HttpSender(SETTINGS.private_hosts, SETTINGS.timeout_s), credentials)
    forms = {"native": NativeWebhooks(database, SystemClock()).bodies}
    of_trunks = {"native": trunk_body}
    channel = WebhookChannel(database, lambda tenant: Repository(database, tenant), poster, forms, of_trunks)
    task = asyncio.create_task(Sender(database, {"webhook": channel}, SystemClock(), SETTINGS).run())
    yield
    task.cancel()
    await asyncio.wait([task])


@pytest.fixture
async def sender(database: Database, credentials: Credentials) -> AsyncIterator[None]:
    async with sending(database, credentials):
        yield


async def hook(repository: Repository, url: str, **members: object) -> int:
    document = Webhook.model_validate({"name": "hook", "url": url, "events": ("call_status",), **members})
    return (await repository.create(document, author="test")).id


async def answered(database: Database, *calls: str) -> None:
    """These calls come in and are answered."""
    log = CallLog(database, "node")
    for call in calls:
        await log.write([OpenedRow(call, 1, AT, "1000", "Ann", "6200"), EventRow(call, 0, AT, "answered", {})])


async def settled(database: Database) -> list[Delivery]:
    """Everything, once nothing waits."""
    outbox = Outbox(database)

    async def nothing_waits() -> bool:
        return not await outbox.page(1, limit=1, state="waiting")

    await until(nothing_waits)
    return await outbox.page(1, limit=99)


async def test_an_event_is_posted_and_signed(
    database: Database, repository: Repository, credentials: Credentials, receiver: Receiver, sender: None
) -> None:
    id = await hook(repository, receiver.url("/calls?from=us"))
    await credentials.set_object_secret(1, "webhook", id, OF_WEBHOOK, SECRET)
    await answered(database, "a")
    (posted,) = await receiver.got(1)
    assert (posted.method, posted.path) == ("POST", "/calls?from=us")
    assert posted.headers["content-type"] == "application/json"
    expected = base64.b64encode(hmac.digest(SECRET.encode(), posted.body, "sha256")).decode()
    assert posted.headers["x-signature"] == expected
    body = posted.json()
    assert (body["topic"], body["position"]) == ("call_status", 1)
    assert body["event"] == {"seq": 0, "at": f"{AT:%Y-%m-%dT%H:%M:%SZ}", "type": "answered", "data": {}, "call": "a"}
    assert json.loads(posted.body)["call"]["caller_name"] == "Ann"
    assert [(one.state, one.outcome) for one in await settled(database)] == [("sent", "status 200")]


async def left(database: Database, call: str = "a", *, at: datetime, recorded: bool = True) -> None:
    """In a call somebody records twice, and the first of both is left; before that another was left in the mailbox."""
    recording, kept = {"owner": 70}, {"owner": 70, "duration_ms": 3000, "ended_by": "hash"}
    rows = [
        EventRow(call, 0, at, "message_recording", recording),
        EventRow(call, 1, at + timedelta(seconds=3), "message_left", kept),
        EventRow(call, 2, at + timedelta(seconds=5), "message_recording", recording),
        EventRow(call, 3, at + timedelta(seconds=8), "message_recording", recording),
        EventRow(call, 4, at + timedelta(seconds=9), "message_left", kept),
    ]
    draft = MessageDraft(
        tenant=1, owner=70, sound="", caller="", caller_name="", called="70", call=call, received_at=at
    )
    messages, now = Messages(database), datetime.now(UTC)
    for number, after_s in enumerate((0, 5) if recorded else ()):
        one = draft.model_copy(update={"received_at": at + timedelta(seconds=after_s)})
        await messages.put(one, Content.of(bytes([number])), {85: None, 86: None}, now)
    await CallLog(database, "node").write([OpenedRow(call, 1, at, "1000", "Ann", "70"), *rows])


async def test_a_message_is_told_with_its_place_in_each_mailbox(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    await hook(repository, receiver.url(), events=("message_left",))
    await left(database, at=AT)
    first, second = [posted.json() for posted in await receiver.got(2)]
    assert first["messages"] == [{"id": 1, "owner": 85}, {"id": 2, "owner": 86}]
    assert second["messages"] == [{"id": 3, "owner": 85}, {"id": 4, "owner": 86}]


async def test_a_message_that_never_came_is_told_after_a_while_without_one(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    await hook(repository, receiver.url(), events=("message_left",))
    await left(database, at=datetime.now(UTC), recorded=False)
    assert {one.outcome for one in await settled(database)} == {"the message is not in its mailbox yet"}
    assert receiver.posted == []
    await left(database, "b", at=datetime.now(UTC) - timedelta(seconds=LATEST_S + 10), recorded=False)
    assert [posted.json()["messages"] for posted in await receiver.got(2)] == [[], []]


async def test_without_a_secret_nothing_is_signed(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    await hook(repository, receiver.url())
    await answered(database, "a")
    (posted,) = await receiver.got(1)
    assert "x-signature" not in posted.headers


async def test_events_come_in_order(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    await hook(repository, receiver.url())
    calls = [f"call-{number}" for number in range(20)]
    await answered(database, *calls)
    bodies = [json.loads(posted.body) for posted in await receiver.got(20)]
    assert [body["event"]["call"] for body in bodies] == calls


async def test_a_receiver_that_fails_is_tried_again(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    receiver.statuses = [500, 302]
    await hook(repository, receiver.url())
    await answered(database, "a")
    first, second, third = await receiver.got(3)
    assert first.body == second.body == third.body
    (found,) = await settled(database)
    assert (found.state, found.attempts, found.outcome) == ("sent", 3, "status 200")


async def test_a_receiver_that_never_takes_it_is_given_up(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    receiver.statuses = [404, 503, 500]
    await hook(repository, receiver.url())
    await answered(database, "a")
    (found,) = await settled(database)
    assert (found.state, found.attempts, found.outcome) == ("failed", 3, "status 500")


async def test_a_slow_receiver_holds_up_no_other(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    async with receiving([None] * 9) as silent:
        await hook(repository, silent.url(), name="silent")
        await hook(repository, receiver.url())
        await answered(database, "a", "b", "c")
        assert len(await receiver.got(3)) == 3
        assert len(silent.posted) == 1


async def test_an_address_inside_is_not_posted_to(
    database: Database, repository: Repository, receiver: Receiver, sender: None
) -> None:
    await hook(repository, receiver.url().replace("localhost", "127.0.0.1"))
    await answered(database, "a")
    (found,) = await settled(database)
    assert (found.state, found.outcome) == ("failed", "the host has no public address")
    assert receiver.posted == []


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"enabled": False}, "the webhook is switched off"),
        ({"format": "servetel"}, "no events are told in the form of servetel"),
        (None, "the webhook is gone"),
    ],
)
async def test_a_webhook_that_no_longer_wants_it(
    database: Database,
    repository: Repository,
    receiver: Receiver,
    credentials: Credentials,
    change: dict[str, object] | None,
    outcome: str,
) -> None:
    id = await hook(repository, receiver.url())
    await answered(database, "a")
    if change is None:
        await repository.delete(Webhook, id, author="test")
    else:
        await repository.edit(Webhook, id, lambda old: old.model_copy(update=change), author="test")
    async with sending(database, credentials):
        (found,) = await settled(database)
    assert (found.state, found.attempts, found.outcome) == ("failed", 1, outcome)
    assert receiver.posted == []


async def test_a_trunk_that_goes_down_is_told(
    repository: Repository, database: Database, receiver: Receiver, sender: None
) -> None:
    await hook(repository, receiver.url(), events=("trunk_state",))
    news = TrunkNews(database, SystemClock(), "node")
    task = asyncio.create_task(news.run())
    news.tell(1, trunk_status(7, "down", reason="no-answer"))
    (posted,) = await receiver.got(1)
    told = json.loads(posted.body)
    assert (told["topic"], told["trunk"]["state"], told["trunk"]["node"]) == ("trunk_state", "down", "node")
    task.cancel()
    await asyncio.wait({task})
