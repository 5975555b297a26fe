"""History, and writers at once, on every database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from switchboard import errors
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))


class Noon:
    """A clock in another zone that stands still."""

    def now(self) -> datetime:
        return NOON

    def monotonic_s(self) -> float:
        return 0.0


@pytest.fixture
async def other(database_url: str, database: Database) -> AsyncIterator[Repository]:
    """The same tenant as another process sees it."""
    second = Database(database_url)
    await second.connect()
    yield Repository(second, 1)
    await second.close()


async def test_every_write_is_in_the_history_also_after_the_end(database: Database) -> None:
    repository = Repository(database, 1, Noon())
    first, second = Extension(name="A", number="1000"), Extension(name="B", number="1000")
    key = (await repository.create(first, author="ann", note="new")).id
    await repository.update(key, second, expected_revision=1, author="bea", note="Umbenannt \0 é")
    await repository.delete(Extension, key, author="cid")
    history = await repository.revisions(key)
    assert [(one.revision, one.author, one.document) for one in history] == [
        (1, "ann", first),
        (2, "bea", second),
        (3, "cid", None),
    ]
    assert [one.note for one in history] == ["new", "Umbenannt \ufffd é", ""]
    assert all(one.at == NOON and one.at.tzinfo is UTC for one in history)


async def test_a_deleted_id_can_come_back_and_its_history_goes_on(repository: Repository) -> None:
    document = Extension(name="A", number="1000")
    await repository.create(document, author="test", key=9)
    await repository.delete(Extension, 9, author="test")
    assert (await repository.create(document, author="test", key=9)).revision == 3
    assert [one.revision for one in await repository.revisions(9)] == [1, 2, 3]


async def test_partial_updates_never_lose_one_another(repository: Repository, other: Repository) -> None:
    key = (await repository.create(Extension(name="A", number="1000", ring_time_s=1), author="test")).id

    def one_more(old: Extension) -> Extension:
        return old.model_copy(update={"ring_time_s": old.ring_time_s + 1})

    await asyncio.gather(*(one.edit(Extension, key, one_more, author="test") for one in [repository, other] * 10))
    stored = await repository.get(Extension, key)
    assert (stored.document.ring_time_s, stored.revision) == (21, 21)


async def test_of_two_updates_based_on_one_revision_one_wins(repository: Repository, other: Repository) -> None:
    key = (await repository.create(Extension(name="A", number="1000"), author="test")).id
    outcomes = await asyncio.gather(
        *(
            one.update(key, Extension(name=name, number="1000"), expected_revision=1, author="test")
            for one, name in ((repository, "B"), (other, "C"))
        ),
        return_exceptions=True,
    )
    assert {type(outcome) for outcome in outcomes} == {Stored, errors.RevisionConflict}


async def test_of_two_that_take_one_number_at_once_one_wins(repository: Repository, other: Repository) -> None:
    outcomes = await asyncio.gather(
        *(one.create(Extension(name="A", number="1000"), author="test") for one in [repository, other] * 5),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, Stored) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, errors.Duplicate) for outcome in outcomes) == 9


async def test_a_reference_and_the_deletion_of_its_target_exclude_one_another(
    repository: Repository, other: Repository
) -> None:
    key = (await repository.create(Extension(name="A", number="1000"), author="test")).id
    group = ExtensionGroup(name="G", members=(key,))
    outcomes = await asyncio.gather(
        repository.create(group, author="test"),
        other.delete(Extension, key, author="test"),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, errors.SwitchboardError) for outcome in outcomes) == 1
    _, everything = await repository.snapshot()
    assert len(everything) in (0, 2)


async def test_many_writers_in_two_processes_all_get_their_turn(repository: Repository, other: Repository) -> None:
    writers = [
        one.create(Extension(name="A", number=str(1000 + index)), author="test")
        for index, one in enumerate([repository, other] * 25)
    ]
    ids = [stored.id for stored in await asyncio.gather(*writers)]
    assert len(set(ids)) == 50
    assert (await other.page(Extension)).total == 50
