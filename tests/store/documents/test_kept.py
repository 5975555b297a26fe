"""Objects that are kept as they were read are never old, and not too many."""

import pytest

from switchboard.model.directory import ExtensionGroup
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.kept import KeptObjects
from switchboard.store.documents.objects import Counted, places
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.api


async def names(repository: Repository) -> list[str]:
    page = await repository.page(ExtensionGroup, limit=10)
    return [stored.document.name for stored in page.items]


async def test_what_is_written_is_read_at_once(repository: Repository) -> None:
    group = await repository.create(ExtensionGroup(name="A"), author="test")
    assert await names(repository) == ["A"]
    await repository.update(group.id, ExtensionGroup(name="B"), expected_revision=1, author="test")
    assert await names(repository) == ["B"]
    await repository.delete(ExtensionGroup, group.id, author="test")
    assert await names(repository) == []
    await repository.create(ExtensionGroup(name="C"), id=group.id, author="test")
    assert await names(repository) == ["C"]


async def test_an_object_that_stays_is_made_once(repository: Repository) -> None:
    await repository.create(ExtensionGroup(name="A"), author="test")
    (first,) = (await repository.page(ExtensionGroup, limit=10)).items
    await repository.create(ExtensionGroup(name="B"), author="test")
    again, _ = (await repository.page(ExtensionGroup, limit=10)).items
    assert again is first


async def test_those_read_longest_ago_make_room(repository: Repository, database: Database) -> None:
    for name in "ABC":
        await repository.create(ExtensionGroup(name=name), author="test")
    kept = KeptObjects(limit=2)
    query = places(1, ExtensionGroup).order_by("id")

    async def read(first: int, count: int) -> tuple[Stored[ExtensionGroup], ...]:
        counted = Counted.of(None, query.offset(first).limit(count))
        return (await database.reading(lambda reader: kept.counted(ExtensionGroup, counted, reader)))[1]

    a, b, c = await read(0, 3)
    assert await read(1, 2) == (b, c)
    (again,) = await read(0, 1)
    assert again is not a  # it had made room, and now takes that of B
    assert (await read(2, 1))[0] is c
    assert (await read(1, 1))[0] is not b
