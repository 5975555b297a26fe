"""Who is told that a trunk is in another state, and that nobody is forgotten while the database is away."""

import asyncio
from datetime import UTC, datetime

import pytest
from tests.kit.processes import until

from switchboard.clock import SystemClock
from switchboard.errors import Unavailable
from switchboard.model.messaging import Webhook
from switchboard.status import TrunkState, TrunkStatus
from switchboard.store.calls import trunk_news
from switchboard.store.calls.outbox import Delivery, Message, Outbox
from switchboard.store.calls.trunk_news import TrunkNews, TrunkNotice
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def status(state: TrunkState) -> TrunkStatus:
    return TrunkStatus(
        trunk=7,
        name="line",
        state=state,
        since=NOON,
        reason="no-answer",
        last_status=None,
        incoming_calls=0,
        outgoing_calls=0,
        hops=(),
    )


async def hook(database: Database, name: str, **members: object) -> int:
    document = Webhook.model_validate({"name": name, "url": "http://localhost/", **members})
    return (await Repository(database, 1).create(document, author="test")).id


async def told(news: TrunkNews, database: Database, count: int) -> list[Delivery]:
    """The messages in the outbox, once there are so many."""
    task = asyncio.create_task(news.run())
    outbox = Outbox(database)

    async def are_there() -> bool:
        return len(await outbox.page(1, limit=10)) >= count

    await until(are_there)
    task.cancel()
    await asyncio.wait({task})
    return await outbox.page(1, limit=10)


async def test_webhooks_that_want_it_are_told(database: Database) -> None:
    wanting = await hook(database, "wants", events=("trunk_state",))
    await hook(database, "does not", events=("call_end",))
    await hook(database, "off", events=("trunk_state",), enabled=False)
    news = TrunkNews(database, SystemClock(), "node")
    news.tell(1, status("down"))
    (message,) = await told(news, database, 1)
    assert (message.channel, message.target) == ("webhook", wanting)
    notice = TrunkNotice.model_validate(message.message)
    assert (notice.name, notice.state, notice.reason, notice.node) == ("line", "down", "no-answer", "node")


async def test_the_last_state_is_told_when_the_database_is_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hook(database, "wants", events=("trunk_state",))
    monkeypatch.setattr(trunk_news, "RETRY_S", 0.01)
    put, tries = Outbox.put, []

    async def is_away(self: Outbox, messages: list[Message], now: datetime) -> None:
        tries.append(messages)
        if len(tries) < 3:
            raise Unavailable("the database is away")
        await put(self, messages, now)

    monkeypatch.setattr(Outbox, "put", is_away)
    news = TrunkNews(database, SystemClock(), "node")
    news.tell(1, status("down"))
    news.tell(1, status("up"))
    (message,) = await told(news, database, 1)
    assert message.message["state"] == "up"
