"""Pages that go on after the last object, on every database."""

from collections.abc import Callable

import pytest

from switchboard.model.base import Document
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import Ivr
from switchboard.store.db.database import Database
from switchboard.store.documents.listing import Listing, Position, Wanted, fits
from switchboard.store.documents.repository import Repository, Sort

pytestmark = pytest.mark.interop
PEOPLE = [("9", "émile"), ("1000", "Ann"), ("10", "Zoë"), ("200", "ann"), ("0200", "Ann"), ("1001", "100%_Bo")]


@pytest.fixture
def listing(database: Database) -> Listing:
    return Listing(database, 1)


@pytest.fixture
async def people(repository: Repository) -> None:
    for number, name in PEOPLE:
        await repository.create(Extension(number=number, name=name), author="test")


async def all_pages(listing: Listing, family: type[Document], wanted: Wanted, limit: int) -> list[str]:
    found: list[str] = []
    after: Position | None = None
    while True:
        page = await listing.slice(family, wanted, limit=limit, after=after)
        assert len(page.items) <= limit
        found += [stored.document.dialled_number() or stored.document.name for stored in page.items]
        if page.last is None:
            return found
        assert fits(page.last, wanted.sort)
        after = page.last


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("limit", [1, 2, 5, 6, 100])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("id", ["9", "1000", "10", "200", "0200", "1001"]),
        ("number", ["9", "10", "200", "0200", "1000", "1001"]),
        ("name", ["1001", "1000", "200", "0200", "10", "9"]),
    ],
)
async def test_every_order_both_ways(listing: Listing, sort: Sort, expected: list[str], limit: int) -> None:
    assert await all_pages(listing, Extension, Wanted(sort=sort), limit) == expected
    descending = Wanted(sort=sort, descending=True)
    assert await all_pages(listing, Extension, descending, limit) == expected[::-1]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(search="ANN"), ["1000", "200", "0200"]),
        (Wanted(search="200"), ["200", "0200"]),
        (Wanted(search="%_"), ["1001"]),
        (Wanted(name="Ann"), ["1000", "0200"]),
        (Wanted(number="200"), ["200"]),
        (Wanted(number="200", name="Zoë"), []),
        (Wanted(search="\0"), []),
        (Wanted(name="\ud800"), []),
        (Wanted(search="x" * 1000), []),
    ],
)
async def test_what_is_wanted(listing: Listing, wanted: Wanted, expected: list[str]) -> None:
    assert await all_pages(listing, Extension, wanted, 2) == expected
    assert (await listing.slice(Extension, wanted, limit=1, total=True)).total == len(expected)


@pytest.mark.usefixtures("people")
async def test_a_page_is_two_statements_with_its_total_and_one_while_its_objects_are_kept(
    listing: Listing, statements: Callable[[], list[str]]
) -> None:
    first = await listing.slice(Extension, Wanted(), limit=2)
    assert (len(statements()), first.total) == (2, None)
    second = await listing.slice(Extension, Wanted(), limit=2, after=first.last, total=True)
    assert (len(statements()), second.total) == (2, 6)
    assert await listing.slice(Extension, Wanted(), limit=2) == first
    assert len(statements()) == 1


@pytest.mark.usefixtures("people")
async def test_writes_in_between_move_nothing(listing: Listing, repository: Repository) -> None:
    page = await listing.slice(Extension, Wanted(sort="number"), limit=2)
    await repository.delete(Extension, page.items[0].id, author="test")
    await repository.delete(Extension, page.items[1].id, author="test")
    await repository.create(Extension(number="1", name="New"), author="test")
    page = await listing.slice(Extension, Wanted(sort="number"), limit=2, after=page.last)
    assert [stored.document.number for stored in page.items] == ["200", "0200"]


async def test_only_this_family_of_this_tenant(listing: Listing, repository: Repository, neighbour: Repository) -> None:
    await repository.create(ExtensionGroup(name="B"), author="test")
    await repository.create(ExtensionGroup(name="A"), author="test")
    await repository.create(Ivr(number="1", name="A"), author="test")
    await neighbour.create(ExtensionGroup(name="C"), author="test")
    assert await all_pages(listing, ExtensionGroup, Wanted(sort="number"), 1) == ["B", "A"]
    assert await all_pages(listing, ExtensionGroup, Wanted(sort="name"), 1) == ["A", "B"]


@pytest.mark.parametrize(
    ("position", "sort", "expected"),
    [
        ((5,), "id", True),
        ((True,), "id", False),
        ((2**63,), "id", False),
        ((-1,), "id", False),
        (("5",), "id", False),
        ((), "id", False),
        ((5, 6), "id", False),
        ((2, "10", 5), "number", True),
        ((2, "\0", 5), "number", False),
        (("a", 5), "name", True),
        (("\ud800", 5), "name", False),
    ],
)
def test_positions_from_outside_are_checked(position: tuple[object, ...], sort: Sort, expected: bool) -> None:
    assert fits(position, sort) is expected
