"""The query options of lists: filter, search, orderby, skip, top and count."""

from collections.abc import Callable, Mapping

import pytest

from switchboard.api.portsip.naming import object_id, wire_id

from .support import NOTHING, ROWS, PortSip, fields

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]


async def ids(portsip: PortSip, **query: str | int) -> list[int]:
    """The ids of the items that a query gives."""
    found = await portsip.get("ivrs", **query)
    assert list(found) == ["count", "items"]
    items = found["items"]
    assert isinstance(items, list)
    return [object_id(item["id"]) or 0 for item in items]


ALL = [id for id, *_ in ROWS]
FILTERS: list[tuple[str, list[int]]] = [
    ("", ALL),
    ("name eq 'Main'", [101]),
    ("name eq 'main'", []),
    ("'Main' eq name", [101]),
    ("name ne 'Main'", ALL[1:]),
    ("name eq 'It''s late'", [103]),
    ("contains(name,'a')", [101, 102, 103, 105, 106]),
    ("contains(name, 'm')", [102]),
    ("CONTAINS( name , 'ain' ) AND startswith(name,'m')", [102]),
    ("startswith(name,'Zo')", [104]),
    ("endswith(name,'ë') eq true", [104]),
    ("endswith(name,'ë') ne true", [101, 102, 103, 105, 106]),
    ("contains(extension_number,'101')", [101]),
    ("extension_number ge '200' and extension_number lt '1001'", [105, 106]),
    ("'200' gt extension_number", [101, 103]),
    ("name gt 'main' and name le 'SALES 101'", [102, 106]),
    ("name eq 'Main' or name eq 'Zoë' and extension_number eq '1'", [101]),
    ("(name eq 'Main' or name eq 'Zoë') and extension_number eq '1001'", [104]),
    ("not name eq 'Main'", ALL[1:]),
    ("not (name eq 'Main' or contains(name,'s'))", [104]),
    ("Not nOt name eq 'Main'", [101]),
    (f"id eq '{wire_id(104)}'", [104]),
    (f"id ne '{wire_id(104)}'", [101, 102, 103, 105, 106]),
    (f"id gt '{wire_id(103)}' and id le '{wire_id(105)}'", [104, 105]),
    (f"id eq '{NOTHING}' or id eq 'x'", []),
    ("id ne 'x'", ALL),
    ("name eq null", []),
    ("name ne null and null ne extension_number", ALL),
    ("name gt null or id le null", []),
    ("true", ALL),
    ("FALSE or name eq 'Main'", [101]),
]


@pytest.mark.parametrize(("condition", "expected"), FILTERS)
async def test_filter(listed: PortSip, condition: str, expected: list[int]) -> None:
    assert await ids(listed, filter=condition) == expected
    assert (await listed.get("ivrs", filter=condition))["count"] == len(expected)


BROKEN = [
    *(
        "name",
        "name eq",
        "eq 'x'",
        "name = 'x'",
        "name EQ 'x'",
        "Name eq 'x'",
        "name eq x",
        "name eq 'x",
        'name eq "x"',
    ),
    *("name eq 5", "name eq 1.5", "name eq true", "id eq 5", "id gt 'x'", "name eq name", "'a' eq 'a'", "1 eq 1", "5"),
    *(
        "pin eq '1'",
        "language eq 'en'",
        "tolower(name) eq 'x'",
        "contains(name)",
        "contains('a',name)",
        "contains(id,'N')",
    ),
    *(
        "contains(name,5)",
        "contains(name,null)",
        "contains(name,'a'",
        "contains name,'a')",
        "contains(name,'a') eq 'a'",
    ),
    *(
        "(name eq 'a'",
        "name eq 'a')",
        "()",
        "name eq 'a' name eq 'b'",
        "name eq 'a' and",
        "or name eq 'a'",
        "not",
        "and",
    ),
    *(
        "name eq 'a' xor name eq 'b'",
        "name add 'a' eq 'b'",
        "name eq 'a'; drop",
        "$name eq 'a'",
        "name/x eq 'a'",
        "null",
    ),
    "name eq 'a\0'",
    "(" * 21 + "true" + ")" * 21,
    "not " * 21 + "true",
    " or ".join(["true"] * 51),
    "name eq '" + "x" * 2048 + "'",
]


@pytest.mark.parametrize("condition", BROKEN)
async def test_a_filter_that_is_none(listed: PortSip, condition: str) -> None:
    response = await listed.send("GET", "ivrs", query={"filter": condition})
    assert (response.status_code, fields(response)) == (400, ["filter"])


@pytest.mark.parametrize(
    ("condition", "named"),
    [
        ("tolower(name) eq 'x'", "tolower"),
        ("contains(tolower(name),'x')", "tolower"),
        ("contains(name,toupper('x'))", "toupper"),
        ("'x' eq length(name)", "length"),
        ("substringof('x',name)", "substringof"),
        ("contains(name)", "contains"),
        ("startswith(name,'a'", "startswith"),
        ("endswith(id,'x')", "endswith"),
        ("endswith(name,5)", "endswith"),
        ("contains(name,'a') eq 'a'", "contains"),
        ("f" * 500 + "(name)", "f" * 40 + " "),
    ],
)
async def test_an_error_names_the_function(listed: PortSip, condition: str, named: str) -> None:
    response = await listed.send("GET", "ivrs", query={"filter": condition})
    (error,) = response.json()["errors"]
    assert (response.status_code, error["detail"]) == (400, {"field": "filter"})
    assert named in error["message"]


async def test_filters_just_within_the_limits(listed: PortSip) -> None:
    assert await ids(listed, filter="(" * 19 + "true" + ")" * 19) == ALL
    assert await ids(listed, filter=" or ".join(["name eq 'Main'"] * 50)) == [101]
    assert await ids(listed, filter="name eq ''''") == []


SEARCHES: list[tuple[str, list[int]]] = [
    ("", ALL),
    ("  ", ALL),
    ("MAIN", [101, 102]),
    ("101", [101, 106]),
    ("101 or 102", [101, 102, 106]),
    ("sales and 101", [106]),
    ("main OR sales AND support", [101, 102, 105]),
    ("main desk", [102]),
    ("ZOË", [104]),
    ("%", []),
    ("'", [103]),
    ("or", [105]),
    ("x" * 300, []),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES)
async def test_search(listed: PortSip, words: str, expected: list[int]) -> None:
    assert await ids(listed, search=words) == expected


async def test_search_and_filter_both_hold(listed: PortSip) -> None:
    assert await ids(listed, search="sales", filter="contains(name,'101')") == [106]


async def test_a_search_of_too_much(listed: PortSip) -> None:
    for words in (" or ".join(["a"] * 21), "x" * 2049):
        response = await listed.send("GET", "ivrs", query={"search": words})
        assert (response.status_code, fields(response)) == (400, ["search"])


ORDERS: list[tuple[str, list[int]]] = [
    ("", ALL),
    ("id desc", ALL[::-1]),
    ("name", [103, 101, 102, 106, 105, 104]),
    ("name asc", [103, 101, 102, 106, 105, 104]),
    ("name DESC", [104, 105, 106, 102, 101, 103]),
    ("extension_number", [103, 101, 105, 106, 104, 102]),
    ("extension_number desc, name", [102, 104, 106, 105, 101, 103]),
    (" name , id desc ", [103, 101, 102, 106, 105, 104]),
]


@pytest.mark.parametrize(("order", "expected"), ORDERS)
async def test_orderby(listed: PortSip, order: str, expected: list[int]) -> None:
    assert await ids(listed, orderby=order) == expected


@pytest.mark.parametrize(
    "order", ["pin", "Name", "name up", "name asc desc", "name,", ",", "name,name desc", "name;id", "name" + " " * 2048]
)
async def test_an_order_that_is_none(listed: PortSip, order: str) -> None:
    response = await listed.send("GET", "ivrs", query={"orderby": order})
    assert (response.status_code, fields(response)) == (400, ["orderby"])


async def test_pages(listed: PortSip) -> None:
    page = await listed.get("ivrs", skip=1, top=2, filter="contains(name,'a')", orderby="name desc")
    assert page["count"] == 5
    assert await ids(listed, skip=1, top=2, filter="contains(name,'a')", orderby="name desc") == [106, 102]
    assert (await listed.get("ivrs", skip=100))["items"] == []
    assert await ids(listed, skip=2**31 - 1) == []
    assert await ids(listed, top=100, skip=0) == ALL


@pytest.mark.parametrize("name", ["skip", "top", "count"])
async def test_numbers_that_are_none(listed: PortSip, name: str) -> None:
    values: dict[str, list[str]] = {"skip": ["-1", str(2**31)], "top": ["0", "101", "-1"], "count": ["1", "TRUE"]}
    for value in [*values[name], "", "x", "1.0", "٣", " 1", "1e1", "9" * 30]:
        response = await listed.send("GET", "ivrs", query={name: value})
        assert (response.status_code, fields(response)) == (400, [name]), value


async def test_count_is_always_there(listed: PortSip) -> None:
    for value in ("true", "false"):
        assert (await listed.get("ivrs", count=value))["count"] == len(ROWS)


async def test_both_spellings_of_which_the_plain_one_wins(listed: PortSip) -> None:
    dollars: Mapping[str, str | int] = {
        "$filter": "contains(name,'a')",
        "$orderby": "id desc",
        "$skip": 1,
        "$top": 2,
        "$count": "true",
        "$search": "s",
    }
    assert await ids(listed, **dollars) == [105, 103]
    assert await ids(listed, top=1, **{"$top": 5}) == [101]
    response = await listed.http.get(
        "/api/ivrs?top=1&top=2", headers={"Authorization": f"Bearer {listed.tokens['admin']}"}
    )
    assert (response.status_code, fields(response)) == (400, ["top"])


async def test_other_options_of_odata_are_refused_and_other_parameters_ignored(listed: PortSip) -> None:
    for name in ("$select", "$expand", "$apply", "$"):
        response = await listed.send("GET", "ivrs", query={name: "name"})
        assert (response.status_code, fields(response)) == (400, [name])
    assert await ids(listed, _=1, limit=1) == ALL


@pytest.mark.parametrize(
    "path", ["ivrs", "holidays", "providers", "users", "ring_groups", "call_queues", "inbound_rules", "files"]
)
async def test_a_page_costs_at_most_four_statements(
    listed: PortSip, path: str, statements: Callable[[], list[str]]
) -> None:
    """The token's is one of them, looked up beside SQLAlchemy on SQLite; what the objects refer to may take one."""
    condition = "contains(name,'a') or name eq 'x'"
    await listed.get(path, filter=condition, search="a or b", orderby="name desc", top=2)
    assert 1 <= len(statements()) <= 3


async def test_a_page_that_was_asked_for_takes_no_statement_until_something_is_written(
    listed: PortSip, statements: Callable[[], list[str]]
) -> None:
    before = await listed.get("ivrs", filter="contains(name,'x')", top=7)
    statements()
    assert await listed.get("ivrs", _=1, top=7, **{"$filter": "contains(name,'x')"}) == before
    assert not statements()
    id = await listed.create({"name": "xyz", "extension_number": "7001", "pin": "135791"})
    assert (await listed.get("ivrs", filter="contains(name,'x')", top=7))["count"] == 1
    await listed.destroy(id)
    assert await listed.get("ivrs", filter="contains(name,'x')", top=7) == before
