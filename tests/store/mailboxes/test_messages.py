"""Messages of mailboxes and their sound, on every database."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select
from tests.kit.processes import until

from switchboard import errors
from switchboard.call.message import Message, MessageDraft
from switchboard.model.directory import Extension
from switchboard.model.mailbox import MessageCounts
from switchboard.model.office import Office
from switchboard.model.voicemail import Voicemail, VoicemailOptions
from switchboard.store.db.database import Database
from switchboard.store.db.locks import MAILBOXES
from switchboard.store.db.tables import blob_chunk
from switchboard.store.db.wakeup import watch
from switchboard.store.documents.history import History
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes import tidying
from switchboard.store.mailboxes.blobs import Blobs, Content
from switchboard.store.mailboxes.changes import MailboxChanges
from switchboard.store.mailboxes.messages import Messages

pytestmark = pytest.mark.interop

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ANN, BOB = 85, 86
SHORT = Content.of(b"RIFF" * 100)
LONG = Content.of(bytes(range(256)) * 1024 + b"the end")
NO_LIMIT: dict[int, int | None] = {ANN: None}


def after(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def draft(call: str = "c1", *, tenant: int = 1, owner: int = ANN, received_at: datetime = NOW) -> MessageDraft:
    return MessageDraft(
        tenant=tenant,
        owner=owner,
        sound=f"/nowhere/{call}.wav",
        caller="+4930777",
        caller_name="Kim\0",
        called="101",
        call=call,
        received_at=received_at,
        duration_ms=5000,
    )


@pytest.fixture
def messages(database: Database) -> Messages:
    return Messages(database)


@pytest.fixture
def blobs(database: Database) -> Blobs:
    return Blobs(database)


@pytest.fixture
async def owners(repository: Repository) -> None:
    """Ann and Bob are there."""
    for key, name in ((ANN, "Ann"), (BOB, "Bob")):
        await repository.create(Extension(name=name, number=str(key)), id=key, author="test")


async def left(messages: Messages, *calls: str) -> Sequence[Message]:
    """Messages for Ann, one after the other."""
    for call in calls:
        await messages.put(draft(call), SHORT, NO_LIMIT, NOW)
    return await messages.page(1, ANN, limit=99)


async def names(messages: Messages, owner: int = ANN) -> list[str]:
    return [one.call for one in await messages.page(1, owner, limit=99)]


async def test_a_message_is_kept_as_it_was_left(messages: Messages) -> None:
    (found,) = await left(messages, "c1")
    assert found == Message(
        id=found.id,
        owner=ANN,
        heard="new",
        received_at=NOW,
        caller="+4930777",
        caller_name="Kim\ufffd",
        called="101",
        call="c1",
        sound=SHORT.hash,
        duration_ms=5000,
        interrupted=False,
        copied_from=None,
        changed_at=NOW,
        deleted_at=None,
    )
    assert await messages.get(1, ANN, found.id) == found
    assert await messages.counts(1, ANN) == MessageCounts(new=1)


async def test_a_write_that_is_repeated_changes_nothing(messages: Messages) -> None:
    (first,) = await left(messages, "c1", "c1")
    assert await messages.counts(1, ANN) == MessageCounts(new=1)
    await messages.delete(first, NOW)
    assert await left(messages, "c1") == []


async def test_copies_share_one_sound(messages: Messages, database: Database) -> None:
    await messages.put(draft(owner=70), LONG, {ANN: None, BOB: None}, NOW)
    assert await names(messages) == await names(messages, BOB) == ["c1"]
    assert await messages.counts(1, 70) == MessageCounts()
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(blob_chunk)) == 2


async def test_pages_in_the_order_of_arrival_of_one_tenant(messages: Messages, neighbour: Repository) -> None:
    found = await left(messages, "a", "b", "c")
    await messages.put(draft("elsewhere", tenant=2), SHORT, {ANN: None}, NOW)
    assert await messages.page(1, ANN, limit=2) == found[:2]
    assert await messages.page(1, ANN, limit=2, after=found[1].id) == found[2:]
    assert await messages.counts(2, ANN) == MessageCounts(new=1)
    assert await messages.tenants() in ([1, 2], [2, 1])
    with pytest.raises(errors.NotFound):
        await messages.get(2, ANN, found[0].id)
    with pytest.raises(errors.NotFound):
        await messages.get(1, BOB, found[0].id)


async def test_states_change_once_and_are_counted(messages: Messages) -> None:
    first, second = await left(messages, "a", "b")
    assert await messages.mark(first, "heard", after(1))
    assert not await messages.mark(first, "heard", after(2))
    assert await messages.counts(1, ANN) == MessageCounts(new=1, heard=1)
    assert [one.id for one in await messages.page(1, ANN, limit=9, state="heard")] == [first.id]
    assert await messages.mark(first, "new", after(3))
    assert (await messages.get(1, ANN, first.id)).changed_at == after(3)
    assert await messages.delete(second, after(4))
    assert not await messages.mark(second, "heard", after(5))
    assert await messages.counts(1, ANN) == MessageCounts(new=1)


async def test_only_one_of_two_deletes_a_message(messages: Messages) -> None:
    (found,) = await left(messages, "a")
    assert sorted(await asyncio.gather(*(messages.delete(found, NOW) for _ in range(4)))) == [False] * 3 + [True]


async def test_a_deleted_message_comes_back_as_it_was_for_a_day(messages: Messages, owners: None) -> None:
    first, second = await left(messages, "a", "b")
    await messages.mark(first, "heard", NOW)
    for one in (first, second):
        await messages.delete(one, NOW)
    assert await messages.page(1, ANN, limit=9) == []
    assert [one.state for one in await messages.page(1, ANN, limit=9, state="deleted")] == ["deleted"] * 2
    assert await messages.purge(after(23.9)) == 0
    assert await messages.restore(first, after(23.9))
    assert not await messages.restore(first, after(23.9))
    assert (await messages.get(1, ANN, first.id)).state == "heard"
    assert await messages.purge(after(24)) == 1
    assert not await messages.restore(second, after(24))


async def test_room_is_made_by_the_oldest_heard_message_and_by_no_new_one(messages: Messages) -> None:
    first, second, _ = await left(messages, "a", "b", "c")
    await messages.mark(second, "heard", NOW)
    await messages.put(draft("d"), SHORT, {ANN: 3}, NOW)
    assert await names(messages) == ["a", "c", "d"]
    await messages.put(draft("e"), SHORT, {ANN: 3}, NOW)
    assert await names(messages) == ["a", "c", "d", "e"]
    await messages.mark(first, "heard", NOW)
    await messages.put(draft("e"), SHORT, {ANN: 3}, NOW)
    assert await names(messages) == ["a", "c", "d", "e"]


async def test_who_recorded_at_once_are_all_kept(messages: Messages) -> None:
    await asyncio.gather(*(messages.put(draft(f"c{at}"), SHORT, {ANN: 2}, NOW) for at in range(5)))
    assert await messages.counts(1, ANN) == MessageCounts(new=5)


async def test_old_messages_are_deleted_where_the_mailbox_says_so(messages: Messages) -> None:
    for at in (0, 24, 48):
        to = {ANN: None, BOB: None}
        await messages.put(draft(f"c{at}", received_at=after(at)), SHORT, to, after(at))
    assert await messages.expire(1, {ANN: 1}, after(48)) == 2
    assert await names(messages) == ["c48"]
    assert await names(messages, BOB) == ["c0", "c24", "c48"]
    assert await messages.expire(2, {BOB: 1}, after(48)) == 0


async def test_tidying_goes_by_the_options_of_each_mailbox(
    messages: Messages, database: Database, repository: Repository, owners: None
) -> None:
    await repository.create(Office(voicemail=VoicemailOptions(keep_days=1)), author="test")
    forever = Extension(name="Bob", number="86", voicemail=Voicemail(keep_days=0))
    await repository.update(BOB, forever, expected_revision=None, author="test")
    for at in (0, 30):
        await messages.put(draft(f"c{at}"), SHORT, {ANN: None, BOB: None}, after(at))
    await messages.put(draft("late", received_at=after(60)), LONG, NO_LIMIT, after(60))
    await tidying.tidy(database, Blobs(database), after(48))
    assert await names(messages) == ["late"]
    assert await names(messages, BOB) == ["c0", "c30"]
    assert len(await messages.page(1, ANN, limit=9, state="deleted")) == 2
    await tidying.tidy(database, Blobs(database), after(72))
    assert await messages.page(1, ANN, limit=9, state="deleted") == []
    assert await names(messages) == ["late"]


async def test_messages_outlive_their_owner_by_thirty_days(
    messages: Messages, repository: Repository, owners: None, database: Database
) -> None:
    await left(messages, "a")
    await repository.delete(Extension, ANN, author="test")
    (gone, *_) = await History(database, 1).entries(Extension, ANN, limit=1)
    assert await messages.purge(gone.at + timedelta(days=29.9)) == 0
    assert await names(messages) == ["a"]
    assert await messages.purge(gone.at + timedelta(days=30)) == 1
    assert not await messages.has_any(1, ANN)


async def test_an_owner_who_comes_back_has_their_messages(
    messages: Messages, repository: Repository, owners: None, database: Database
) -> None:
    await left(messages, "a")
    await repository.delete(Extension, ANN, author="test")
    await repository.create(Extension(name="Ann", number="85"), id=ANN, author="test")
    assert await messages.purge(NOW + timedelta(days=3650)) == 0
    assert await messages.has_any(1, ANN)


async def test_every_change_of_a_mailbox_wakes_who_watches(messages: Messages, database: Database) -> None:
    async with asyncio.timeout(30), watch(database, MAILBOXES) as changes:
        (found,) = await left(messages, "a")
        await changes.wait()
        for change in (
            messages.mark(found, "heard", NOW),
            messages.delete(found, NOW),
            messages.restore(found, NOW),
            messages.expire(1, {ANN: 1}, after(48)),
        ):
            assert await change
            await changes.wait()


async def test_who_comes_later_learns_whose_mailboxes_have_changed(messages: Messages, database: Database) -> None:
    changes = MailboxChanges(database)
    assert await changes.after(await changes.last()) == (0, frozenset[int]())
    (found,) = await left(messages, "a")
    first, owners = await changes.after(0)
    assert owners == {ANN}
    await messages.put(draft("b"), SHORT, {ANN: None, BOB: None}, NOW)
    assert await messages.mark(found, "heard", NOW)
    assert not await messages.mark(found, "heard", NOW)
    last, owners = await changes.after(first)
    assert owners == {ANN, BOB}
    assert last == await changes.last() == first + 3
    assert await messages.expire(1, {ANN: 1, BOB: 3650}, after(48)) == 2
    assert (await changes.after(last))[1] == {ANN}


async def test_who_follows_hears_of_every_commit_of_others(messages: Messages, database: Database) -> None:
    await left(messages, "before")
    following = MailboxChanges(database).follow()
    async with asyncio.timeout(30), aclosing(following):
        heard, calls = asyncio.ensure_future(anext(following)), count()

        async def another_is_heard() -> bool:
            """When it begins to follow is its own affair."""
            await messages.put(draft(f"c{next(calls)}", owner=BOB), SHORT, {BOB: None}, NOW)
            return heard.done()

        await until(another_is_heard)
        assert await heard == {BOB}


async def test_changes_are_forgotten_after_a_day_and_their_positions_never_come_again(
    messages: Messages, database: Database
) -> None:
    changes = MailboxChanges(database)
    await left(messages, "a", "b")
    before = await changes.last()
    await tidying.tidy(database, Blobs(database), after(25))
    assert await changes.last() == 0
    await left(messages, "c")
    assert await changes.after(before) == (before + 1, frozenset({ANN}))


async def test_ids_that_cannot_be_are_not_asked_for(messages: Messages) -> None:
    for owner, id in ((ANN, 2**70), (2**70, 1), (0, 1), (ANN, -1)):
        with pytest.raises(errors.NotFound):
            await messages.get(1, owner, id)


async def test_a_copy_shares_the_sound(messages: Messages, blobs: Blobs) -> None:
    (first,) = await left(messages, "c1")
    await messages.mark(first, "heard", NOW)
    await messages.copy(first, {BOB: None}, after(1))
    await messages.copy(first, {BOB: None}, after(2))
    copy, _ = await messages.page(1, BOB, limit=9)
    expected = replace(first, id=copy.id, owner=BOB, copied_from=first.id, changed_at=after(1))
    assert copy == expected
    assert await blobs.read(copy.sound) == b"".join(SHORT.parts)
    assert await messages.counts(1, ANN) == MessageCounts(heard=1)
    with pytest.raises(errors.NotFound):
        await messages.copy(replace(first, id=first.id + 1000), {BOB: None}, NOW)
