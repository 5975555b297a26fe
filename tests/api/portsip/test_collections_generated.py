"""Whatever a filter or query of a list may be: it means what it says, or is refused; and a long list."""

import operator
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.api.portsip.naming import object_id
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.store.documents.writing import Author, Batch, write
from tests.kit.examples import examples

from .support import ROWS, PortSip, Row, fields, logged_in

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

some = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
PARTS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": str.__contains__,
    "startswith": str.startswith,
    "endswith": str.endswith,
}
texts = st.sampled_from([*(name for *_, name in ROWS), "a", "s", "", "main", "ALL", "'", "200", "1", "99", "~"])
Condition = tuple[str, Callable[[Row], bool]]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def comparison(sign: str, text: str) -> Condition:
    if sign in ("eq", "ne"):
        return f"name {sign} {quoted(text)}", lambda row: COMPARE[sign](row[2], text)
    return f"name {sign} {quoted(text)}", lambda row: COMPARE[sign](row[2].casefold(), text.casefold())


def numbers(sign: str, text: str) -> Condition:
    return f"extension_number {sign} {quoted(text)}", lambda row: COMPARE[sign](
        (len(row[1]), row[1]), (len(text), text)
    )


def call(part: str, text: str) -> Condition:
    return f"{part}(name,{quoted(text)})", lambda row: PARTS[part](row[2], text)


def both(left: Condition, right: Condition) -> Condition:
    return f"({left[0]}) and ({right[0]})", lambda row: left[1](row) and right[1](row)


def either(left: Condition, right: Condition) -> Condition:
    return f"({left[0]}) or ({right[0]})", lambda row: left[1](row) or right[1](row)


def opposite(one: Condition) -> Condition:
    return f"not ({one[0]})", lambda row: not one[1](row)


leaves = (
    st.builds(comparison, st.sampled_from(sorted(COMPARE)), texts)
    | st.builds(numbers, st.sampled_from(sorted(COMPARE)), texts)
    | st.builds(call, st.sampled_from(sorted(PARTS)), texts)
)
conditions = st.recursive(
    leaves,
    lambda inner: st.builds(both, inner, inner) | st.builds(either, inner, inner) | st.builds(opposite, inner),
    max_leaves=6,
)


@some
@given(condition=conditions)
async def test_any_filter_means_what_it_says(listed: PortSip, condition: Condition) -> None:
    text, takes = condition
    response = await listed.send("GET", "ivrs", query={"filter": text})
    if response.status_code == 400:
        assert fields(response) == ["filter"]
        return
    found = [object_id(item["id"]) for item in response.json()["items"]]
    assert found == [row[0] for row in ROWS if takes(row)], text


tokens = st.sampled_from(
    [
        *("name", "id", "extension_number", "eq", "gt", "and", "or", "not", "(", ")", ",", "'a'", "''", "5", "null"),
        *("true", "contains", "startswith", "contains(name,'a')", "name eq 'a'", "%", "\0", "é", "--"),
    ]
)


@settings(some, max_examples=examples(80))
@given(
    query=st.lists(tokens, max_size=12).map(" ".join) | st.text(max_size=40),
    option=st.sampled_from(["filter", "search", "orderby", "skip", "top", "$count"]),
)
async def test_any_query(listed: PortSip, query: str, option: str) -> None:
    try:
        query.encode()
    except UnicodeEncodeError:
        query = "?"
    response = await listed.send("GET", "ivrs", query={option: query})
    if response.status_code != 200:
        assert response.status_code == 400
        assert fields(response) == [option.lstrip("$")]


async def test_ten_thousand_ivrs(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    async with logged_in(url, tmp_path) as portsip:
        made = tuple(Stored(n, 1, Ivr(name=f"Menu {n}", number=str(n))) for n in range(100_000, 110_000))
        async with portsip.services.database.write() as connection:
            await write(connection, 1, Batch(made, (), ()), Author("test", datetime.now(UTC), ""))
        found = await portsip.get("ivrs", filter="endswith(name,'99')", orderby="extension_number desc", top=1)
        assert found["count"] == 100
        items = found["items"]
        assert isinstance(items, list)
        assert [item["name"] for item in items] == ["Menu 109999"]
        assert (await portsip.get("ivrs", skip=9_990))["count"] == 10_000
