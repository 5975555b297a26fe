"""Pages of objects: cursors, search, filters, order, and what they cost."""

from collections.abc import Callable

import pytest
import pytest_asyncio

from switchboard.model.directory import Extension

from ..support import shared
from .support import Native, places, problem

pytestmark = [pytest.mark.api, shared]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def listed(shared_native: Native) -> Native:
    """With some more people."""
    for number, name in (("9", "Zoë"), ("10", "Émile"), ("0010", "ann b")):
        await shared_native.repository.create(Extension(number=number, name=name), author="test")
    return shared_native


async def numbers(listed: Native, query: str) -> list[str]:
    """Over all pages of two."""
    found: list[str] = []
    cursor = ""
    while True:
        answer = await listed.viewer.get(f"/extensions?limit=2{query}{cursor}")
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= 2
        found += [item["number"] for item in page["items"]]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1000", "1001", "9", "10", "0010"]),
        ("&sort=-id", ["0010", "10", "9", "1001", "1000"]),
        ("&sort=number", ["9", "10", "0010", "1000", "1001"]),
        ("&sort=-number", ["1001", "1000", "0010", "10", "9"]),
        ("&sort=name", ["0010", "1000", "1001", "9", "10"]),
        ("&sort=-name", ["10", "9", "1001", "1000", "0010"]),
        ("&search=ANN", ["1000", "0010"]),
        ("&search=01", ["1001", "0010"]),
        ("&search=10&sort=-number", ["1001", "1000", "0010", "10"]),
        ("&number=10", ["10"]),
        ("&name=ann%20b", ["0010"]),
        ("&name=ANN%20B", []),
        ("&search=%00", []),
    ],
)
async def test_what_is_listed(listed: Native, query: str, expected: list[str]) -> None:
    assert await numbers(listed, query) == expected


async def test_the_total_is_counted_when_asked_for(listed: Native) -> None:
    assert "total" not in (await listed.viewer.get("/extensions?limit=1")).json()
    page = (await listed.viewer.get("/extensions?limit=1&total=true&search=ann")).json()
    assert (page["total"], len(page["items"])) == (2, 1)


async def test_items_are_whole_objects(listed: Native) -> None:
    (item,) = (await listed.viewer.get("/ivrs")).json()["items"]
    assert item == (await listed.viewer.get(f"/ivrs/{item['id']}")).json()


@pytest.mark.parametrize(
    "path", ["/extensions?total=true&search=1&limit=1", "/changes?limit=1", "/calls", "/ivrs/50/revisions"]
)
async def test_a_page_takes_three_statements_at_most(
    listed: Native, statements: Callable[[], list[str]], path: str
) -> None:
    statements()
    answer = await listed.viewer.get(path)
    assert len(statements()) <= 3
    if following := answer.json()["next"]:
        await listed.viewer.get(f"{path}&cursor={following}")
        assert len(statements()) <= 3


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=x", "limit"),
        ("limit=1&limit=2", "limit"),
        ("sort=description", "sort"),
        ("sort=", "sort"),
        ("total=maybe", "total"),
        ("serach=x", "serach"),
        ("search=" + "x" * 256, "search"),
        ("cursor=", "cursor"),
        ("cursor=x", "cursor"),
        ("cursor=%FF", "cursor"),
        ("cursor=bnVsbA", "cursor"),
        ("cursor=WyJpZCIsdHJ1ZV0", "cursor"),
        ("cursor=WyJpZCIsIjEiXQ", "cursor"),
        ("cursor=WyJpZCIsOTk5OTk5OTk5OTk5OTk5OTk5OTldfQ", "cursor"),
        ("cursor=" + "x" * 1001, "cursor"),
    ],
)
async def test_parameters_that_are_refused(listed: Native, query: str, parameter: str) -> None:
    refused = problem(await listed.viewer.get(f"/extensions?{query}"), 422, "invalid")
    assert parameter in [place for place, _ in places(refused)]


async def test_a_cursor_is_good_for_its_own_list(listed: Native) -> None:
    following = (await listed.viewer.get("/extensions?limit=1&sort=name")).json()["next"]
    for path in (
        "/extensions?sort=number",
        "/extensions",
        "/changes?limit=5",
        "/calls?limit=5",
        "/ivrs/50/revisions?limit=1",
    ):
        separator = "&" if "?" in path else "?"
        problem(await listed.viewer.get(f"{path}{separator}cursor={following}"), 422, "invalid")


async def test_a_query_string_can_be_too_long(listed: Native) -> None:
    problem(await listed.viewer.get("/extensions?" + "x" * 5000), 414, "query-too-long")
