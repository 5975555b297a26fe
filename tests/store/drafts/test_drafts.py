"""Drafts and publications, on every database."""

import asyncio
from collections.abc import Callable

import pytest

from switchboard import errors
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.drafts.draft import Drafted, draft_configuration
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.batch import Batches, Current
from switchboard.store.documents.changes import ConfigurationCache
from switchboard.store.documents.repository import Repository
from switchboard.store.documents.writing import Batch
from switchboard.store.drafts.drafts import Change, Drafts, DraftWritten
from switchboard.store.drafts.publications import Publications
from switchboard.store.drafts.rows import Draft

pytestmark = pytest.mark.interop

ANN = Extension(number="1000", name="Ann")


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(database, 1)


@pytest.fixture
def publications(database: Database) -> Publications:
    return Publications(database, 1)


def any_revision(revision: int) -> None:
    assert revision > 0


async def publish(publications: Publications, draft: Draft) -> int:
    return (await publications.publish(draft.id, author="b", note="", check=any_revision)).id


async def test_a_new_object_keeps_the_id_that_was_reserved(
    database: Database, drafts: Drafts, publications: Publications, repository: Repository
) -> None:
    draft = await drafts.begin("D", "", author="a")
    first = await drafts.add(draft, ANN, author="a")
    menu = Ivr(name="M", number="6200", options=(Option(keys="1", route=Route(to=ToExtension(extension=first.id))),))
    second = await drafts.add(await drafts.get(draft.id), menu, author="a")

    def add_one(current: Current) -> Batch:
        return Batch((Stored(current.free_id, 1, Extension(number="1001", name="Bo")),), (), ())

    others = [
        (await repository.create(Extension(number="1002", name="Cy"), author="c")).id,
        (await Batches(database, 1).rewrite(add_one, author="c")).created[0].id,
    ]
    assert len({first.id, second.id, *others}) == 4
    before = await ConfigurationCache(database, 1).current()
    would_be = draft_configuration(before, (await drafts.opened(draft.id)).drafted)
    await publish(publications, draft)
    after = await ConfigurationCache(database, 1).current()
    for id in (first.id, second.id):
        assert after.get(Extension if id == first.id else Ivr, id) is not None
    assert [one.document for one in would_be.all(Ivr)] == [one.document for one in after.all(Ivr)]


async def test_two_who_write_a_draft_at_once(drafts: Drafts) -> None:
    draft = await drafts.begin("D", "", author="a")
    outcomes = await asyncio.gather(
        *(drafts.add(draft, Extension(number=str(number), name="A"), author="a") for number in range(3)),
        return_exceptions=True,
    )
    assert [isinstance(one, DraftWritten) for one in outcomes].count(True) == 2
    assert (await drafts.get(draft.id)).changes == 1


async def test_a_publication_that_is_refused_writes_nothing(
    drafts: Drafts, publications: Publications, repository: Repository
) -> None:
    draft = await drafts.begin("D", "", author="a")
    for name in ("Ann", "Bo"):
        await drafts.add(await drafts.get(draft.id), Extension(number="1000", name=name), author="a")
    with pytest.raises(errors.Duplicate):
        await publish(publications, draft)
    assert (await repository.page(Extension)).total == 0
    assert (await drafts.get(draft.id)).changes == 2
    assert await publications.page(limit=9) == []


async def test_publishing_beside_other_writers(
    drafts: Drafts, publications: Publications, repository: Repository
) -> None:
    """Each of them writes another field, and all that was written is there."""
    ann = await repository.create(ANN, author="a")
    draft = await drafts.begin("D", "", author="a")
    new = Drafted(ann.id, "extension", 0, ann, ANN.model_copy(update={"email": "a@example.com"}), "a", draft.created_at)
    await drafts.write(draft, Change((new,), (), above=1))

    def changed(**members: object) -> Callable[[Extension], Extension]:
        return lambda old: old.model_copy(update=members)

    await asyncio.gather(
        publish(publications, draft),
        repository.edit(Extension, ann.id, changed(ring_time_s=44), author="c"),
        repository.edit(Extension, ann.id, changed(mobile="0171"), author="c"),
    )
    written = (await repository.get(Extension, ann.id)).document
    assert (written.email, written.ring_time_s, written.mobile) == ("a@example.com", 44, "0171")


async def test_undo_brings_back_deleted_objects_and_their_references(
    drafts: Drafts, publications: Publications, repository: Repository
) -> None:
    ann = await repository.create(ANN, author="a")
    menu = Ivr(name="M", number="6200", options=(Option(keys="1", route=Route(to=ToExtension(extension=ann.id))),))
    stored = await repository.create(menu, author="a")
    draft = await drafts.begin("D", "", author="a")
    for one in (ann, stored):
        gone = Drafted(one.id, one.document.kind, 0, one, None, "a", draft.created_at)
        await drafts.write(await drafts.get(draft.id), Change((gone,), (), above=1))
    published = await publish(publications, draft)
    assert (await repository.page(Ivr)).total == 0
    await publications.undo(published, author="b", note="")
    assert (await repository.get(Ivr, stored.id)) == Stored(stored.id, 3, menu)
    assert [one.id for one in await repository.referrers_of(ann.id)] == [stored.id]
    with pytest.raises(errors.Overtaken) as refused:
        await publications.undo(published, author="b", note="")
    assert [one.name for one in refused.value.objects] == ["Ann", "M"]


async def test_what_is_not_of_the_tenant(
    database: Database, drafts: Drafts, publications: Publications, neighbour: Repository
) -> None:
    draft = await drafts.begin("D", "", author="a")
    await drafts.add(draft, ANN, author="a")
    theirs, their_publications = Drafts(database, 2), Publications(database, 2)
    for id in (draft.id, 2**70, 0):
        with pytest.raises(errors.NotFound):
            await theirs.opened(id)
        with pytest.raises(errors.NotFound):
            await publish(their_publications, Draft(id, "", "", "", draft.created_at, draft.created_at, 0, 0, 0))
    published = await publish(publications, draft)
    with pytest.raises(errors.NotFound):
        await their_publications.undo(published, author="b", note="")
    assert (await neighbour.page(Extension)).total == 0
