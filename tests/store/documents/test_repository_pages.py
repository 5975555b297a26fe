"""Lists: searching, sorting and paging, on every database."""

from collections.abc import Callable

import pytest

from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.store.documents.repository import Repository, Sort

pytestmark = pytest.mark.interop
PEOPLE = (
    ("200", "Bob"),
    ("1000", "alice"),
    ("30", "Émile 100%"),
    ("31", "under_score"),
    ("32", "back\\slash"),
    ("33", "STRASSE"),
    ("0034", "ΣΊΣΥΦΟΣ"),
)


@pytest.fixture
async def directory(repository: Repository) -> Repository:
    for number, name in PEOPLE:
        await repository.create(Extension(number=number, name=name), author="test")
    await repository.create(ExtensionGroup(name="Bob's group"), author="test")
    return repository


async def found(repository: Repository, search: str) -> set[str]:
    page = await repository.page(Extension, search=search)
    assert page.total == len(page.items)
    return {stored.document.number for stored in page.items}


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("bob", {"200"}),
        ("ALICE", {"1000"}),
        ("00", {"200", "1000", "0034", "30"}),
        ("%", {"30"}),
        ("_", {"31"}),
        ("\\", {"32"}),
        ("é", {"30"}),
        ("E\u0301mile", {"30"}),
        ("straße", {"33"}),
        ("σίσυφος", {"0034"}),
        ("nobody", set()),
        ("/", set()),
        ("\0", set()),
        ("\ud800", set()),
        ("x" * 100_000, set()),
        ("'; DROP TABLE object; --", set()),
    ],
)
async def test_search_ignores_case_and_knows_no_wildcards(
    directory: Repository, search: str, expected: set[str]
) -> None:
    assert await found(directory, search) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("id", ["200", "1000", "30", "31", "32", "33", "0034"]),
        ("number", ["30", "31", "32", "33", "200", "0034", "1000"]),
        ("name", ["1000", "32", "200", "33", "31", "30", "0034"]),
    ],
)
async def test_sorting_either_way(directory: Repository, sort: Sort, expected: list[str]) -> None:
    forward = await directory.page(Extension, sort=sort)
    backward = await directory.page(Extension, sort=sort, descending=True)
    assert [stored.document.number for stored in forward.items] == expected
    assert [stored.document.number for stored in backward.items] == expected[::-1]


async def test_a_page_is_a_part_and_the_total_is_all(directory: Repository) -> None:
    whole = (await directory.page(Extension)).items
    page = await directory.page(Extension, offset=2, limit=3)
    assert page.items == whole[2:5]
    assert page.total == len(PEOPLE)
    assert (await directory.page(Extension, offset=100, limit=5)).items == ()
    assert (await directory.page(Extension, limit=0)).items == ()
    assert (await directory.page(Extension, offset=10**30, limit=10**30)).total == len(PEOPLE)
    assert (await directory.page(Extension, offset=-5)).items == whole


async def test_objects_without_a_number_can_be_sorted_by_it(directory: Repository) -> None:
    await directory.create(ExtensionGroup(name="A group"), author="test")
    page = await directory.page(ExtensionGroup, sort="number")
    assert [stored.document.name for stored in page.items] == ["Bob's group", "A group"]


async def test_a_page_takes_two_statements(directory: Repository, statements: Callable[[], list[str]]) -> None:
    statements()
    await directory.page(Extension, search="a", sort="name", offset=1, limit=2)
    assert len(statements()) <= 2
