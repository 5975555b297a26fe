"""Former versions of objects go after a while; what is in force, and what drafts began with, stays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from switchboard.errors import NotFound
from switchboard.model.directory import Extension
from switchboard.store.db.database import Database
from switchboard.store.db.last_change import last_change
from switchboard.store.db.tables import change, draft, draft_change, publication, revision
from switchboard.store.documents import old_revisions
from switchboard.store.documents.history import History
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


async def dated(database: Database, id: int, *days: int) -> None:
    """The versions of an object are of these days."""
    async with database.write() as connection:
        for number, at in enumerate(days, 1):
            one = (revision.c.object == id) & (revision.c.revision == number)
            await connection.execute(update(revision).where(one).values(at=day(at)))


def named(name: str) -> Callable[[Extension], Extension]:
    return lambda old: old.model_copy(update={"name": name})


async def kept(database: Database, id: int) -> list[int]:
    async with database.read() as connection:
        query = select(revision.c.revision).where(revision.c.object == id).order_by(revision.c.revision)
        return list(await connection.scalars(query))


@pytest.fixture
async def ann(repository: Repository) -> int:
    """Of four versions."""
    created = await repository.create(Extension(number="1000", name="A"), author="test")
    for name in "BCD":
        await repository.edit(Extension, created.id, named(name), author="test")
    return created.id


async def test_a_version_goes_when_it_has_not_been_in_force_for_a_while(
    database: Database, ann: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_revisions, "AT_ONCE", 1)
    await dated(database, ann, 0, 1, 2, 20)
    newest = await last_change(database, 1)
    assert await old_revisions.expire(database, 1, day(10)) == 2
    assert await kept(database, ann) == [3, 4], "the third was in force until day 20"
    assert await old_revisions.expire(database, 1, day(30)) == 1
    assert await kept(database, ann) == [4]
    assert await last_change(database, 1) == newest
    async with database.read() as connection:
        assert list(await connection.scalars(select(change.c.revision).where(change.c.object == ann))) == [4]


async def test_a_deleted_object_goes_as_a_whole(database: Database, repository: Repository, ann: int) -> None:
    await repository.delete(Extension, ann, author="test")
    await dated(database, ann, 0, 1, 2, 3, 20)
    await old_revisions.expire(database, 1, day(10))
    assert await kept(database, ann) == [4, 5]
    newest = await last_change(database, 1)
    await old_revisions.expire(database, 1, day(30))
    assert await kept(database, ann) == []
    assert await last_change(database, 1) == newest
    with pytest.raises(NotFound):
        await History(database, 1).entries(Extension, ann, limit=9)
    assert (await repository.create(Extension(number="1000", name="A"), author="test")).id > ann


async def test_what_a_draft_began_with_stays(database: Database, ann: int) -> None:
    await dated(database, ann, 0, 1, 2, 3)
    async with database.write() as connection:
        whole = {"tenant": 1, "name": "", "note": "", "author": "", "created_at": START, "changed_at": START}
        await connection.execute(insert(draft).values(id=1, base=0, revision=1, **whole))
        one = {"draft": 1, "object": ann, "kind": "extension", "base_revision": 2, "document": None, "size": 1}
        await connection.execute(insert(draft_change).values(revision=1, author="", at=START, **one))
    await old_revisions.expire(database, 1, day(10))
    assert await kept(database, ann) == [2, 4]


async def test_publications_that_cannot_be_undone_go(database: Database, neighbour: Repository) -> None:
    values = {"name": "", "note": "", "author": ""}
    async with database.write() as connection:
        for id, of, at in ((1, 1, 0), (2, 1, 20), (3, 2, 0)):
            await connection.execute(insert(publication).values(id=id, tenant=of, at=day(at), **values))
    await old_revisions.expire(database, 1, day(10))
    async with database.read() as connection:
        assert set(await connection.scalars(select(publication.c.id))) == {2, 3}
