"""History, and writers at once, on every database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.kit.past import revisions

from switchboard import errors
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import Ivr
from switchboard.model.office import OFFICE, Office
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Edited, Repository

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
    id = (await repository.create(first, author="ann", note="new")).id
    await repository.update(id, second, expected_revision=1, author="bea", note="Umbenannt \0 é")
    await repository.delete(Extension, id, author="cid")
    history = await revisions(repository, id)
    assert [(one.revision, one.author, one.document) for one in history] == [
        (1, "ann", first),
        (2, "bea", second),
        (3, "cid", None),
    ]
    assert [one.note for one in history] == ["new", "Umbenannt \ufffd é", ""]
    assert all(one.at == NOON and one.at.tzinfo is UTC for one in history)


async def test_a_deleted_id_can_come_back_and_its_history_goes_on(repository: Repository) -> None:
    document = Extension(name="A", number="1000")
    await repository.create(document, author="test", id=9)
    await repository.delete(Extension, 9, author="test")
    assert (await repository.create(document, author="test", id=9)).revision == 3
    assert [one.revision for one in await revisions(repository, 9)] == [1, 2, 3]


async def test_partial_updates_never_lose_one_another(repository: Repository, other: Repository) -> None:
    id = (await repository.create(Extension(name="A", number="1000", ring_time_s=1), author="test")).id

    def one_more(old: Extension) -> Extension:
        return old.model_copy(update={"ring_time_s": old.ring_time_s + 1})

    await asyncio.gather(*(one.edit(Extension, id, one_more, author="test") for one in [repository, other] * 10))
    stored = await repository.get(Extension, id)
    assert (stored.document.ring_time_s, stored.revision) == (21, 21)


async def test_edits_that_load_something_never_lose_one_another(repository: Repository, other: Repository) -> None:
    """Each counts up what the others have written, though all begin with the same."""
    group = (await repository.create(ExtensionGroup(name="G"), author="test")).id
    before = asyncio.Barrier(10)

    async def add(one: Repository, number: str) -> None:
        first = True

        async def change(old: Stored[ExtensionGroup]) -> Edited[ExtensionGroup]:
            nonlocal first
            if first:
                first = False
                await before.wait()
            member = await one.by_number(number)
            assert member is not None
            return Edited(old.document.model_copy(update={"members": (*old.document.members, member.id)}))

        await one.edit_loading(ExtensionGroup, group, change, author="test")

    numbers = [str(1000 + index) for index in range(10)]
    ids = {(await repository.create(Extension(name="A", number=number), author="test")).id for number in numbers}
    await asyncio.gather(*(add((repository, other)[index % 2], number) for index, number in enumerate(numbers)))
    stored = await repository.get(ExtensionGroup, group)
    assert (set(stored.document.members), stored.revision) == (ids, 11)


async def test_an_edit_that_others_always_overtake_gives_up(repository: Repository, other: Repository) -> None:
    id = (await repository.create(Extension(name="A", number="1000", ring_time_s=1), author="test")).id
    begun = 0

    async def overtaken(old: Stored[Extension]) -> Edited[Extension]:
        nonlocal begun
        begun += 1
        await other.edit(Extension, id, lambda one: one.model_copy(update={"ring_time_s": begun}), author="other")
        return Edited(old.document.model_copy(update={"name": "B"}))

    with pytest.raises(errors.Unavailable):
        await repository.edit_loading(Extension, id, overtaken, author="test")
    stored = await repository.get(Extension, id)
    assert (begun, stored.document.name, stored.document.ring_time_s) == (100, "A", 100)


async def test_a_conflict_that_the_change_finds_is_the_clients(repository: Repository) -> None:
    id = (await repository.create(Extension(name="A", number="1000"), author="test")).id

    async def refused(old: Stored[Extension]) -> Edited[Extension]:
        raise errors.RevisionConflict(7, old.revision)

    with pytest.raises(errors.RevisionConflict):
        await repository.edit_loading(Extension, id, refused, author="test")


async def test_an_edit_that_has_nothing_to_say_leaves_no_trace(repository: Repository) -> None:
    stored = await repository.create(Extension(name="A", number="1000"), author="test")

    async def nothing(old: Stored[Extension]) -> None:
        assert old == stored

    assert await repository.edit_loading(Extension, stored.id, nothing, author="test") == stored
    assert len(await revisions(repository, stored.id)) == 1


async def test_one_name_edited_by_many_at_once_is_one_object(repository: Repository, other: Repository) -> None:
    def one_more(old: Office | None) -> Office:
        return Office(region=(old or Office()).region + "x")

    await asyncio.gather(*(one.edit_named(Office, OFFICE, one_more, author="test") for one in [repository, other] * 5))
    (office,) = (await repository.page(Office)).items
    assert (office.document.region, office.revision) == ("x" * 10, 10)


async def test_numbers_given_out_at_once_differ(repository: Repository, other: Repository) -> None:
    def menu(number: str) -> Ivr:
        return Ivr(name=f"Menu {number}", number=number)

    created = [one.create_numbered(7000, menu, author="test") for one in [repository, other] * 5]
    found = {stored.document.number for stored in await asyncio.gather(*created)}
    assert found == {str(number) for number in range(7000, 7010)}


async def test_of_two_updates_based_on_one_revision_one_wins(repository: Repository, other: Repository) -> None:
    id = (await repository.create(Extension(name="A", number="1000"), author="test")).id
    outcomes = await asyncio.gather(
        *(
            one.update(id, Extension(name=name, number="1000"), expected_revision=1, author="test")
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
    id = (await repository.create(Extension(name="A", number="1000"), author="test")).id
    group = ExtensionGroup(name="G", members=(id,))
    outcomes = await asyncio.gather(
        repository.create(group, author="test"),
        other.delete(Extension, id, author="test"),
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
