"""What a write costs, on every database."""

from collections.abc import Callable

import pytest

from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.batch import Batches, Current
from switchboard.store.documents.repository import Repository
from switchboard.store.documents.writing import Batch

pytestmark = pytest.mark.interop
Statements = Callable[[], list[str]]


def taken(statements: Statements) -> int:
    """Those on the rows of tables: locks and NOTIFY of PostgreSQL left out."""
    return sum(not one.startswith(("SELECT pg_advisory", "NOTIFY", "SET")) for one in statements())


def menu(number: str, to: int) -> Ivr:
    option = Option(keys="1", route=Route(to=ToExtension(extension=to)))
    return Ivr(name=f"Menu {number}", number=number, options=(option,))


async def test_statements_of_single_writes(repository: Repository, statements: Statements) -> None:
    """Duplicates and targets are asked for once each, and the office where a number is written, which may not be one
    for emergencies; then the object, its references, its history and the feed.
    """
    phone = await repository.create(Extension(name="Ann", number="1000"), author="test")
    statements()
    stored = await repository.create(menu("6000", phone.id), author="test")
    assert taken(statements) == 7
    await repository.edit(Ivr, stored.id, lambda old: old.model_copy(update={"name": "Other"}), author="test")
    assert taken(statements) == 9
    await repository.update(phone.id, Extension(name="Bea", number="1000"), expected_revision=1, author="test")
    assert taken(statements) == 7
    await repository.delete(Ivr, stored.id, author="test")
    assert taken(statements) == 6


async def test_a_hundred_objects_take_no_more_statements_than_two(database: Database, statements: Statements) -> None:
    repository, batches = Repository(database, 1), Batches(database, 1)
    for number in range(100):
        await repository.create(Extension(name="Ann", number=str(1000 + number)), author="test")
    counts = []
    for wanted in (2, 100):

        def renamed(current: Current, wanted: int = wanted) -> Batch:
            new = {"name": f"One of {wanted}"}
            changed = (
                Stored(old.id, old.revision, old.document.model_copy(update=new)) for old in current.objects[:wanted]
            )
            return Batch((), tuple(changed), ())

        statements()
        await batches.rewrite(renamed, author="test")
        counts.append(taken(statements))
    assert counts[0] == counts[1]
