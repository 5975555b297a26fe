"""Conditions and orders, on every database, against the same in Python."""

from collections.abc import Callable

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from switchboard import errors
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.store.documents.criteria import Compare, Criterion, Every, Holds, Not, Operator, Part, Search, Some
from switchboard.store.documents.repository import Repository, Sort

pytestmark = pytest.mark.interop
PEOPLE = (("200", "Bob"), ("1000", "alice"), ("30", "Émile 100%"), ("31", "un_der"), ("32", "back\\bob"), ("33", "bob"))


@pytest.fixture
async def directory(repository: Repository) -> Repository:
    for number, name in PEOPLE:
        await repository.create(Extension(number=number, name=name), author="test")
    for name in ("Bob", "Zed"):
        await repository.create(ExtensionGroup(name=name), author="test")
    return repository


async def found(repository: Repository, where: Criterion) -> set[str]:
    page = await repository.page(Extension, where=where)
    assert page.total == len(page.items)
    return {stored.document.number for stored in page.items}


COMPARISONS: list[tuple[str, Operator, str, set[str]]] = [
    ("name", "eq", "bob", {"33"}),
    ("name", "ne", "bob", {"200", "1000", "30", "31", "32"}),
    ("name", "gt", "BOB", {"30", "31"}),
    ("name", "ge", "BOB", {"30", "31", "200", "33"}),
    ("name", "lt", "bob", {"1000", "32"}),
    ("name", "le", "bob", {"1000", "32", "200", "33"}),
    ("number", "eq", "30", {"30"}),
    ("number", "ne", "30", {"200", "1000", "31", "32", "33"}),
    ("number", "gt", "33", {"200", "1000"}),
    ("number", "ge", "33", {"33", "200", "1000"}),
    ("number", "lt", "200", {"30", "31", "32", "33"}),
    ("number", "le", "200", {"30", "31", "32", "33", "200"}),
]


@pytest.mark.parametrize(("field", "operator", "value", "expected"), COMPARISONS)
async def test_comparisons(
    directory: Repository, field: str, operator: Operator, value: str, expected: set[str]
) -> None:
    assert await found(directory, Compare(field, operator, value)) == expected


PARTS: list[tuple[Part, str, set[str]]] = [
    ("contains", "bob", {"32", "33"}),
    ("contains", "%", {"30"}),
    ("contains", "_", {"31"}),
    ("contains", "\\", {"32"}),
    ("contains", "", {"200", "1000", "30", "31", "32", "33"}),
    ("startswith", "B", {"200"}),
    ("startswith", "É", {"30"}),
    ("startswith", "bob and more", set()),
    ("endswith", "bob", {"32", "33"}),
    ("endswith", "Bob", {"200"}),
    ("endswith", "a very long text that nobody has", set()),
]


@pytest.mark.parametrize(("part", "text", "expected"), PARTS)
async def test_parts_of_texts_mind_the_case(directory: Repository, part: Part, text: str, expected: set[str]) -> None:
    assert await found(directory, Holds("name", part, text)) == expected


@pytest.mark.parametrize(("text", "expected"), [("BOB", {"200", "32", "33"}), ("30", {"30"}), ("%", {"30"})])
async def test_search_does_not(directory: Repository, text: str, expected: set[str]) -> None:
    assert await found(directory, Search(text)) == expected


async def test_connectives(directory: Repository) -> None:
    bob, short = Holds("name", "contains", "ob"), Compare("number", "lt", "100")
    assert await found(directory, Every((bob, short))) == {"32", "33"}
    assert await found(directory, Some((bob, Compare("number", "eq", "30")))) == {"200", "32", "33", "30"}
    assert await found(directory, Not(Every((bob, short)))) == {"200", "1000", "30", "31"}
    everybody = {number for number, _ in PEOPLE}
    assert await found(directory, Every()) == await found(directory, Not(Some())) == everybody
    assert await found(directory, Some()) == await found(directory, Not(Every())) == set()


NULLS: list[tuple[Criterion, bool]] = [
    (Compare("number", "eq", None), True),
    (Compare("number", "ne", None), False),
    (Not(Compare("number", "eq", None)), False),
    (Compare("number", "eq", "1"), False),
    (Compare("number", "ne", "1"), True),
    (Not(Compare("number", "eq", "1")), True),
    (Compare("number", "gt", "1"), False),
    (Not(Compare("number", "gt", "1")), True),
    (Compare("name", "gt", None), False),
    (Not(Compare("name", "le", None)), True),
    (Holds("number", "contains", "1"), False),
    (Not(Holds("number", "contains", "1")), False),
    (Holds("number", "startswith", ""), False),
    (Some((Holds("number", "endswith", "1"), Compare("name", "ne", None))), True),
]


@pytest.mark.parametrize(("where", "expected"), NULLS)
async def test_null(directory: Repository, where: Criterion, expected: bool) -> None:
    """Groups have no number."""
    page = await directory.page(ExtensionGroup, where=where)
    assert [stored.document.name for stored in page.items] == (["Bob", "Zed"] if expected else [])


ORDERS: list[tuple[list[tuple[Sort, bool]], Callable[[tuple[str, str]], tuple[int | str, ...]]]] = [
    ([("number", False)], lambda one: (int(one[0]),)),
    ([("number", True)], lambda one: (-int(one[0]),)),
    ([("name", False), ("number", True)], lambda one: (one[1].casefold(), -int(one[0]))),
    ([("name", False), ("number", False)], lambda one: (one[1].casefold(), int(one[0]))),
]


@pytest.mark.parametrize(("orders", "key"), ORDERS)
async def test_orders(
    directory: Repository, orders: list[tuple[Sort, bool]], key: Callable[[tuple[str, str]], tuple[int | str, ...]]
) -> None:
    page = await directory.page(Extension, orders=orders)
    got = [(stored.document.number, stored.document.name) for stored in page.items]
    assert got == sorted(PEOPLE, key=key)


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
async def test_what_nothing_can_hold(directory: Repository, text: str) -> None:
    conditions: list[Criterion] = [Compare("name", "eq", text), Holds("name", "contains", text)]
    for where in conditions:
        with pytest.raises(errors.Invalid):
            await directory.page(Extension, where=where)
    assert await found(directory, Search(text)) == set()


async def test_a_page_is_two_statements_and_one_while_its_objects_are_kept(directory: Repository) -> None:
    seen: list[str] = []

    def note(connection: Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            seen.append(statement)

    where = Some((Holds("name", "contains", "o"), Search("a")))
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for statements in (2, 3):
            page = await directory.page(Extension, where=where, orders=[("name", False)], limit=1)
            assert (page.total, len(page.items), len(seen)) == (4, 1, statements)
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_several_numbers(directory: Repository) -> None:
    some = await directory.by_numbers(["30", "200", "none", "\0"])
    assert sorted(stored.document.name for stored in some) == ["Bob", "Émile 100%"]
    assert await directory.by_numbers([]) == []
