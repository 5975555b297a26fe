"""Query options on items in memory, which must mean what they mean in the store."""

import pytest

from switchboard.api.portsip.collection import Asked
from switchboard.api.portsip.naming import FILE, OBJECT, encode
from switchboard.api.portsip.odata import Properties, Property, parse_filter, parse_orderby, parse_search
from switchboard.api.portsip.selection import Item, select

pytestmark = pytest.mark.unit

PROPERTIES: Properties = {"id": Property("id"), "name": Property("name"), "size": Property("size", "integer")}
ITEMS: list[Item] = [
    {"id": encode(FILE, 2), "name": "beta", "size": 3},
    {"id": encode(FILE, 1), "name": "Alpha", "size": None},
    {"id": encode(OBJECT, 9), "name": None, "size": 1},
    {"id": encode(FILE, 10), "name": "Ärger", "size": 2},
]


def sizes(condition: str = "", search: str = "", order: str = "", skip: int = 0, top: int = 100) -> list[object]:
    """The sizes of those that are found."""
    where = parse_filter(condition, PROPERTIES) if condition else parse_search(search) if search else None
    orders = tuple((one.field, down) for one, down in parse_orderby(order, PROPERTIES)) if order else ()
    return [one["size"] for one in select(ITEMS, Asked(where, orders, skip, top), ("name",))[1]]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("size eq 3", [3]),
        ("size eq null", [None]),
        ("size ne null", [1, 3, 2]),
        ("size ne 3", [1, None, 2]),
        ("size gt 1", [3, 2]),
        ("not size gt 1", [1, None]),
        ("name lt 'b'", [None]),
        ("startswith(name,'A')", [None]),
        ("not startswith(name,'A')", [3, 2]),
        ("not contains(name,'x') and size gt 0", [3, 2]),
        ("contains(name,'x') or size eq 1", [1]),
        ("false or not false", [1, None, 3, 2]),
        (f"id gt '{encode(FILE, 1)}'", [3, 2]),
        (f"id eq '{encode(FILE, 1)}'", [None]),
        ("id gt 'none'", []),
    ],
)
def test_filters(condition: str, expected: list[object]) -> None:
    assert sizes(condition) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", [1, None, 3, 2]),
        ("id desc", [2, 3, None, 1]),
        ("size", [1, 2, 3, None]),
        ("size desc", [3, 2, 1, None]),
        ("name", [None, 3, 2, 1]),
        ("name desc, id", [2, 3, None, 1]),
    ],
)
def test_orders_put_what_is_null_last(order: str, expected: list[object]) -> None:
    assert sizes(order=order) == expected


def test_search_minds_no_case() -> None:
    assert sizes(search="ALPHA or ärg") == [None, 2]
    assert sizes(search="none") == []


def test_pages() -> None:
    assert sizes(skip=1, top=2) == [None, 3]
    assert sizes(skip=2**31) == []
    assert select(ITEMS, Asked(None, (), 3, 1), ())[0] == 4
