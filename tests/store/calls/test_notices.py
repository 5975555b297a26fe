"""Which events webhooks are told, on every database."""

from datetime import UTC, datetime

import pytest

from switchboard.call.cause import Cause
from switchboard.call.events import (
    CallAnswered,
    CallEnded,
    CallEvent,
    EmergencyDialled,
    Held,
    Matched,
    MessageLeft,
    MessageRecording,
    SmsRequested,
    WebhookRequested,
)
from switchboard.call.record import EventRow, OpenedRow
from switchboard.model.messaging import Topic, Webhook
from switchboard.store.calls.feed import last_position
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Outbox
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
AT = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
async def log(database: Database, neighbour: Repository) -> CallLog:
    log = CallLog(database, "node-1")
    await log.write([OpenedRow("a", 1, AT, "1000", "Ann", "6200"), OpenedRow("b", 2, AT, "1", "", "2")])
    return log


ANSWERED = CallAnswered(at=AT)
ENDED = CallEnded(at=AT, by="caller", cause=Cause.NORMAL)


def row(seq: int, event: CallEvent, call_id: str = "a") -> EventRow:
    return EventRow.of(call_id, seq, event)


async def hook(repository: Repository, name: str, *events: Topic, enabled: bool = True) -> int:
    document = Webhook(name=name, url="https://a.example/", events=events, enabled=enabled)
    return (await repository.create(document, author="test")).id


async def put(database: Database, tenant: int = 1) -> list[tuple[int, object, object]]:
    """(target, topic, position) of each message, oldest first."""
    found = reversed(await Outbox(database).page(tenant, limit=99))
    return [(one.target, one.message["topic"], one.message["position"]) for one in found]


async def test_each_webhook_is_told_what_it_wants(database: Database, repository: Repository, log: CallLog) -> None:
    status = await hook(repository, "status", "call_status")
    both = await hook(repository, "both", "call_end", "option_pressed")
    await hook(repository, "none")
    await hook(repository, "off", "call_status", "call_end", enabled=False)
    chosen, dialled = Matched(at=AT, entry="1", by="option"), Matched(at=AT, entry="1000", by="extension")
    await log.write([row(0, ANSWERED), row(1, chosen), row(2, dialled), row(3, ENDED)])
    newest = await last_position(database)
    assert await put(database) == [
        (status, "call_status", newest - 3),
        (both, "option_pressed", newest - 2),
        (status, "call_status", newest),
        (both, "call_end", newest),
    ]


async def test_a_message_that_is_kept_is_told(database: Database, repository: Repository, log: CallLog) -> None:
    wanting = await hook(repository, "wanting", "message_left")
    left = MessageLeft(at=AT, owner=9, duration_ms=5000, ended_by="caller")
    await log.write([row(0, MessageRecording(at=AT, owner=9)), row(1, left)])
    assert await put(database) == [(wanting, "message_left", await last_position(database))]


async def test_what_is_written_again_is_not_told_again(
    database: Database, repository: Repository, log: CallLog
) -> None:
    await hook(repository, "all", "call_status")
    await log.write([row(0, ANSWERED)])
    await log.write([row(0, ANSWERED), row(1, Held(at=AT, side="callee"))])
    assert len(await put(database)) == 2


async def test_calls_of_another_tenant_are_not_told(
    database: Database, repository: Repository, neighbour: Repository, log: CallLog
) -> None:
    ours, theirs = await hook(repository, "ours", "call_end"), await hook(neighbour, "theirs", "call_end")
    await log.write([row(0, ENDED), row(0, ENDED, "b")])
    assert [target for target, _, _ in await put(database)] == [ours]
    assert [target for target, _, _ in await put(database, 2)] == [theirs]


async def test_the_end_of_a_call_that_its_process_lost_is_told(
    database: Database, repository: Repository, log: CallLog
) -> None:
    await hook(repository, "end", "call_end")
    await log.interrupt_open(AT)
    assert [topic for _, topic, _ in await put(database)] == ["call_end"]


async def test_the_webhook_of_an_option_is_told_of_it_once(
    database: Database, repository: Repository, log: CallLog
) -> None:
    own = await hook(repository, "own")
    wanting = await hook(repository, "wanting", "option_pressed")
    off = await hook(repository, "off", enabled=False)
    await log.write([row(0, Matched(at=AT, entry="1", by="option"))])
    for seq, webhook in enumerate((own, wanting, off, 999), start=1):
        await log.write([row(seq, WebhookRequested(at=AT, webhook=webhook, ivr=5, keys="1"))])
    newest = await last_position(database)
    assert await put(database) == [(wanting, "option_pressed", newest - 4), (own, "option_pressed", newest - 3)]


def texted(call_id: str, template: int, to: str = "+4930") -> EventRow:
    return row(0, SmsRequested(at=AT, template=template, to=to, ivr=5, keys="1"), call_id)


async def test_messages_go_to_callers_from_outside(database: Database, log: CallLog, neighbour: Repository) -> None:
    await log.write([OpenedRow("c", 1, AT, "1001", "", "6200", extension=85)])
    await log.write([texted("a", 80), texted("b", 81), texted("c", 82, "1001")])
    found = [one for tenant in (1, 2) for one in reversed(await Outbox(database).page(tenant, limit=9))]
    assert [(one.tenant, one.channel, one.target, one.message) for one in found] == [
        (1, "sms", 80, {"to": "+4930"}),
        (1, "sms", 82, {"to": ""}),
        (2, "sms", 81, {"to": "+4930"}),
    ]


async def test_an_emergency_call_is_told_to_webhooks_and_by_mail(
    database: Database, repository: Repository, log: CallLog
) -> None:
    wanting = await hook(repository, "wanting", "emergency_dialled")
    dialled = EmergencyDialled(at=AT, number="112", caller="1000", extension=85, by_mail=True)
    await log.write([row(0, dialled), row(1, dialled.model_copy(update={"by_mail": False}))])
    found = reversed(await Outbox(database).page(1, limit=9))
    alarm = {"number": "112", "caller": "1000", "at": "2026-01-02T00:00:00Z"}
    told = [(one.channel, one.target, one.message if one.channel == "alarm" else one.message["topic"]) for one in found]
    hooked = ("webhook", wanting, "emergency_dialled")
    assert told == [hooked, ("alarm", 85, alarm), hooked]


async def test_mail_about_an_emergency_call_needs_no_webhook(database: Database, log: CallLog) -> None:
    await log.write([row(0, EmergencyDialled(at=AT, number="112", caller="1000", extension=85, by_mail=True))])
    assert [one.channel for one in await Outbox(database).page(1, limit=9)] == ["alarm"]


async def test_nobody_outside_is_told_of_a_test_call(database: Database, repository: Repository, log: CallLog) -> None:
    await hook(repository, "status", "call_status", "call_end", "option_pressed")
    await log.write([OpenedRow("t", 1, AT, "1000", "Ann", "6200", test=True)])
    assert (await log.get(1, "t"))[0].test
    sms = SmsRequested(at=AT, template=7, to="+4930123", ivr=50, keys="1")
    await log.write([row(0, ANSWERED, "t"), row(1, Matched(at=AT, entry="1", by="option"), "t"), row(2, sms, "t")])
    assert await Outbox(database).page(1, limit=9) == []
