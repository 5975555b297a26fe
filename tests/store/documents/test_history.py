"""Who changed what, on every database."""

import pytest

from switchboard import errors
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.store.db.database import Database
from switchboard.store.documents.history import History
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop


@pytest.fixture
def history(database: Database) -> History:
    return History(database, 1)


@pytest.fixture
async def ann(repository: Repository) -> int:
    """Created, updated, deleted."""
    id = (await repository.create(Extension(number="1", name="Ann"), author="a", note="n")).id
    await repository.update(id, Extension(number="2", name="Ann"), expected_revision=1, author="b")
    await repository.delete(Extension, id, author="c")
    return id


async def test_entries_come_newest_first_in_pages(history: History, ann: int) -> None:
    found = await history.entries(Extension, ann, limit=2)
    assert [(entry.revision, entry.author, entry.document is None) for entry in found] == [
        (3, "c", True),
        (2, "b", False),
    ]
    (first,) = await history.entries(Extension, ann, limit=2, before=2)
    assert (first.revision, first.author, first.note) == (1, "a", "n")
    assert first.document == Extension(number="1", name="Ann")
    assert await history.entries(Extension, ann, limit=2, before=1) == []


async def test_one_entry(history: History, ann: int) -> None:
    assert (await history.entry(Extension, ann, 2)).document == Extension(number="2", name="Ann")
    with pytest.raises(errors.NotFound):
        await history.entry(Extension, ann, 4)


async def test_of_another_family_or_tenant_there_is_none(history: History, database: Database, ann: int) -> None:
    for where, family, id in (
        (history, ExtensionGroup, ann),
        (History(database, 2), Extension, ann),
        (history, Extension, ann + 1),
        (history, Extension, 2**70),
    ):
        with pytest.raises(errors.NotFound):
            await where.entries(family, id, limit=9)
        with pytest.raises(errors.NotFound):
            await where.entry(family, id, 1)
    assert await History(database, 2).changes(limit=9) == []


async def test_changes_come_newest_first_in_pages(history: History, repository: Repository, ann: int) -> None:
    group = (await repository.create(ExtensionGroup(name="Sales"), author="d")).id
    found = await history.changes(limit=2)
    assert [(one.kind, one.id, one.action, one.author, one.name) for one in found] == [
        ("extension_group", group, "created", "d", "Sales"),
        ("extension", ann, "deleted", "c", "Ann"),
    ]
    rest = await history.changes(limit=9, before=found[-1].seq)
    assert [(one.revision, one.action, one.note) for one in rest] == [(2, "updated", ""), (1, "created", "n")]


async def test_deleting_can_depend_on_the_revision(repository: Repository) -> None:
    id = (await repository.create(Extension(number="1", name="Ann"), author="a")).id
    with pytest.raises(errors.RevisionConflict):
        await repository.delete(Extension, id, author="a", expected_revision=2)
    await repository.delete(Extension, id, author="a", expected_revision=1)
