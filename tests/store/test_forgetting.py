"""What is known of a telephone number goes, in whatever form it was written, and nothing of anybody else."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from switchboard.call.events import Bridged, CallEvent, DialledTarget, MenuEntered, RecordingStarted
from switchboard.call.message import MessageDraft
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.model.caller_list import CallerList
from switchboard.model.office import Office
from switchboard.model.pin_door import Door
from switchboard.store.calls.digest import CallDigest
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Message, Outbox
from switchboard.store.calls.recordings import CallRecordings
from switchboard.store.calls.wishes import Wishes
from switchboard.store.db.database import Database
from switchboard.store.db.tables import (
    blob,
    call,
    call_event,
    call_leg,
    call_object,
    call_sum,
    mailbox_message,
    outbox,
    pin_failure,
    recording,
    wish,
)
from switchboard.store.documents.repository import Repository
from switchboard.store.forgetting import Forgetting, Traces
from switchboard.store.mailboxes.blobs import Blobs, Content
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.pin_failures import PinFailures

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WHO, NATIONAL, OTHER = "+442079460199", "02079460199", "+442079460188"


def rows(id: str, caller: str, *events: CallEvent, tenant: int = 1, ended: bool = True) -> list[CallRow]:
    given = (MenuEntered(at=NOW, ivr=7, number="6000", name="Menu", revision=1, visit=1), *events)
    opened = OpenedRow(id, tenant, NOW, caller, "Zoë", "6000")
    found: list[CallRow] = [opened, *(EventRow.of(id, seq, event) for seq, event in enumerate(given))]
    recorded = any(isinstance(event, RecordingStarted) for event in events)
    return [*found, EndedRow(id, NOW, recording=f"{id}.wav" if recorded else "")] if ended else found


async def leave_message(database: Database, caller: str, sound: bytes) -> None:
    draft = MessageDraft(
        tenant=1, owner=85, sound="", caller=caller, caller_name="", called="6", call=caller, received_at=NOW
    )
    await Messages(database).put(draft, Content.of(sound), {85: None}, NOW, mailed={85})


@pytest.fixture
async def known(database: Database, neighbour: Repository, tmp_path: Path) -> Database:
    """Both people have called, and left all there is; one of them in two tenants."""
    repository = Repository(database, 1)
    await repository.create(Office(country="GB"), author="test")
    await repository.create(CallerList(name="Nuisance", numbers=(WHO,)), author="test")
    begun = RecordingStarted(at=NOW, name="mine.wav")
    to_them = Bridged(at=NOW, target=DialledTarget(kind="trunk", id=8, number=NATIONAL))
    log = CallLog(database, "here")
    await log.write([*rows("mine", WHO, begun), *rows("national", NATIONAL), *rows("out", "1000", to_them)])
    await log.write([*rows("other", OTHER), *rows("running", WHO, ended=False), *rows("theirs", WHO, tenant=2)])
    await CallLog(database, "there").write(rows("far", WHO, RecordingStarted(at=NOW, name="far.wav")))
    (tmp_path / "mine.wav").touch()
    await CallDigest(database).catch_up()
    await leave_message(database, WHO, b"mine")
    await leave_message(database, OTHER, b"others")
    async with database.read() as connection:
        first = await connection.scalar(select(call_event.c.position).where(call_event.c.call == "mine"))
    topics = [Message(1, "webhook", 1, {"position": at, "topic": "call_end"}) for at in (first, 10**9)]
    texts = [Message(1, "sms", 1, {"to": to}) for to in (NATIONAL, OTHER)]
    await Outbox(database).put([*topics, *texts], NOW)
    for to in (WHO, OTHER):
        await Wishes(database).keep(1, "client", {"from": "1000", "to": to}, NOW, NOW, 9)
        await PinFailures(database).begin(Door(1, to, "trunk:1", 10), NOW)
    return database


@pytest.fixture
def forgetting(known: Database, tmp_path: Path) -> Forgetting:
    return Forgetting(known, 1, CallRecordings(known, tmp_path, "here"), Blobs(known))


def counted(found: Traces) -> Mapping[str, int]:
    return {
        "messages": len(found.messages),
        "wishes": len(found.wishes),
        "deliveries": len(found.deliveries),
        "wrong_pins": found.wrong_pins,
    }


@pytest.mark.parametrize("number", [WHO, NATIONAL, "442079460199", "00442079460199"])
async def test_what_is_known_of_a_number_is_found_in_every_form(forgetting: Forgetting, number: str) -> None:
    found = await forgetting.traces(number)
    assert sorted(found.calls) == ["far", "mine", "national", "out"]
    assert sorted(found.recordings) == ["far.wav", "mine.wav"]
    assert counted(found) == {"messages": 1, "wishes": 1, "deliveries": 3, "wrong_pins": 1}


async def test_all_of_it_is_deleted_and_nothing_else(known: Database, forgetting: Forgetting, tmp_path: Path) -> None:
    async def left(table: Table, column: str) -> list[object]:
        async with known.read() as connection:
            return sorted(await connection.scalars(select(table.c[column])), key=str)

    sums = await left(call_sum, "times")
    await forgetting.forget(WHO, NOW)
    assert await left(call, "id") == ["far", "other", "running", "theirs"]
    assert set(await left(call_event, "call")) == {"far", "other", "running", "theirs"}
    assert await left(recording, "call") == ["far"]
    assert not (tmp_path / "mine.wav").exists()
    assert await left(mailbox_message, "caller") == [OTHER]
    assert await left(blob, "hash") == [Content.of(b"others").hash]
    assert len(await left(outbox, "id")) == 3, "to the other: a webhook, a short message and a mail"
    assert len(await left(wish, "id")) == 1
    assert WHO not in await left(pin_failure, "who") and OTHER in await left(pin_failure, "who")
    positions = await left(call, "position")
    assert set(await left(call_object, "call")) <= set(positions)
    assert set(await left(call_leg, "call")) <= set(positions)
    assert await left(call_sum, "times") == sums
    again = await forgetting.traces(WHO)
    assert (again.calls, counted(again)) == (
        ["far"],
        {"messages": 0, "wishes": 0, "deliveries": 0, "wrong_pins": 0},
    )


async def test_what_stays_is_said(forgetting: Forgetting) -> None:
    found = await forgetting.forget(WHO, NOW)
    assert (found.running, found.elsewhere) == (["running"], ["there"])
    assert [(one.kind, one.name) for one in found.objects] == [("caller_list", "Nuisance")]


async def test_a_number_that_nobody_has_leaves_all_as_it_is(known: Database, forgetting: Forgetting) -> None:
    found = await forgetting.forget("%", NOW)
    assert (found.calls, found.running, found.messages) == ([], [], [])
    async with known.read() as connection:
        assert len((await connection.execute(select(call.c.id))).all()) == 7
