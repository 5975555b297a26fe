"""Many writes as one, on every database."""

import asyncio
from collections.abc import Callable

import pytest
from tests.kit.past import revisions

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.destination import ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.batch import Batches, Current
from switchboard.store.documents.changes import ConfigurationCache
from switchboard.store.documents.repository import Repository
from switchboard.store.documents.writing import Batch

pytestmark = pytest.mark.interop


@pytest.fixture
def batches(database: Database) -> Batches:
    return Batches(database, 1)


def menu(number: str, name: str, *targets: int) -> Ivr:
    options = (Option(keys=str(key), route=Route(to=ToIvr(ivr=target))) for key, target in enumerate(targets))
    return Ivr(number=number, name=name, options=tuple(options))


def creating(*make: Callable[[int], Document]) -> Callable[[Current], Batch]:
    """Each is given the first free id and stored under those from there on."""

    def plan(current: Current) -> Batch:
        documents = enumerate((one(current.free_id) for one in make), current.free_id)
        return Batch(tuple(Stored(id, 1, document) for id, document in documents), (), ())

    return plan


def replacing(change: Callable[[Document], Document | None]) -> Callable[[Current], Batch]:
    """None deletes; the same document is left alone."""

    def plan(current: Current) -> Batch:
        pairs = [(stored, change(stored.document)) for stored in current.objects]
        replaced = [Stored(old.id, old.revision, new) for old, new in pairs if new not in (None, old.document)]
        return Batch((), tuple(replaced), tuple(old for old, new in pairs if new is None))

    return plan


CIRCLE = creating(lambda free: menu("6000", "A", free + 1), lambda free: menu("6001", "B", free))


async def state(batches: Batches) -> dict[str, tuple[int, str]]:
    found = (await batches.current()).objects
    return {stored.document.dialled_number() or "": (stored.revision, stored.document.name) for stored in found}


async def test_references_may_go_in_circles(batches: Batches, repository: Repository) -> None:
    await batches.rewrite(CIRCLE, author="test", note="circle")
    first = await repository.by_number("6000")
    assert first is not None
    assert [user.name for user in await repository.referrers_of(first.id)] == ["B"]
    [info] = await revisions(repository, first.id)
    assert (info.author, info.note, info.document) == ("test", "circle", first.document)


async def test_ids_go_on_above(batches: Batches, repository: Repository) -> None:
    old = await repository.create(Extension(number="1000", name="Alice"), author="test")
    await repository.delete(Extension, old.id, author="test")
    assert (await batches.current()).free_id == old.id + 1
    done = await batches.rewrite(CIRCLE, author="test")
    assert [stored.id for stored in done.created] == [old.id + 1, old.id + 2]
    assert (await repository.create(Extension(number="1000", name="Alice"), author="test")).id == old.id + 3


async def test_unique_names_may_be_exchanged(batches: Batches) -> None:
    await batches.rewrite(CIRCLE, author="test")
    other = {"A": "B", "B": "A"}
    swap = replacing(lambda document: document.model_copy(update={"name": other[document.name]}))
    await batches.rewrite(swap, author="test")
    assert await state(batches) == {"6000": (2, "B"), "6001": (2, "A")}


async def test_what_refers_to_one_another_is_deleted_together(batches: Batches, database: Database) -> None:
    cache = ConfigurationCache(database, 1)
    await batches.rewrite(CIRCLE, author="test")
    assert (await cache.current()).by_number("6000")
    await batches.rewrite(replacing(lambda document: None), author="test")
    assert await state(batches) == {}
    assert (await cache.current()).by_number("6000") is None


async def test_what_is_used_is_not_deleted(batches: Batches) -> None:
    await batches.rewrite(CIRCLE, author="test")
    with pytest.raises(errors.InUse) as refused:
        await batches.rewrite(replacing(lambda one: None if one.name == "A" else one), author="test")
    assert [user.field for user in refused.value.referrers] == ["options[0].route.to.ivr"]
    assert set(await state(batches)) == {"6000", "6001"}


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (lambda free: Extension(number="6000", name="Alice"), errors.Duplicate),
        (lambda free: menu("6002", "A"), errors.Duplicate),
        (lambda free: menu("6002", "C", 10**6), errors.Invalid),
        (
            lambda free: Ivr(number="6002", name="C", transfer_failed=Route(to=ToExtension(extension=free))),
            errors.Invalid,
        ),
    ],
    ids=["number", "name", "missing", "kind"],
)
async def test_one_that_is_wrong_leaves_nothing(
    batches: Batches, wrong: Callable[[int], Document], expected: type[Exception]
) -> None:
    with pytest.raises(expected):
        await batches.rewrite(
            creating(lambda free: menu("6000", "A"), lambda free: menu("6001", "B"), wrong), author="test"
        )
    assert await state(batches) == {}


async def test_nothing_to_write_wakes_nobody(batches: Batches, repository: Repository) -> None:
    await batches.rewrite(CIRCLE, author="test")
    before, _ = await repository.snapshot()
    await batches.rewrite(replacing(lambda document: document), author="test")
    assert (await repository.snapshot())[0] == before


async def test_writers_take_turns(batches: Batches, repository: Repository) -> None:
    """Each counts in the name what it read, so that a lost update would show."""
    created = await repository.create(Extension(number="1000", name="0"), author="test")
    count = replacing(lambda document: document.model_copy(update={"name": str(int(document.name) + 1)}))

    async def edit() -> None:
        await repository.edit(
            Extension, created.id, lambda one: one.model_copy(update={"name": str(int(one.name) + 1)}), author="test"
        )

    await asyncio.gather(*(batches.rewrite(count, author="test") for _ in range(10)), *(edit() for _ in range(10)))
    assert await state(batches) == {"1000": (21, "20")}


async def test_other_tenants_are_left_alone(batches: Batches, neighbour: Repository) -> None:
    theirs = await neighbour.create(Extension(number="1000", name="Zoe"), author="test")
    await batches.rewrite(CIRCLE, author="test")
    await batches.rewrite(replacing(lambda document: None), author="test")
    assert await neighbour.get(Extension, theirs.id) == theirs


async def test_more_than_fit_in_a_statement(batches: Batches) -> None:
    await batches.rewrite(
        creating(*(lambda free, n=n: Extension(number=str(10_000 + n), name="Alice") for n in range(2500))),
        author="test",
    )
    await batches.rewrite(replacing(lambda one: one.model_copy(update={"name": "Bob"})), author="test")
    assert len(await state(batches)) == 2500
    await batches.rewrite(replacing(lambda one: None), author="test")
    assert await state(batches) == {}
