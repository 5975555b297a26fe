"""ivr/list, search, get and query."""

import pytest

from switchboard.model.ivr import Ivr

from ..support import Api, fields, put, shared

pytestmark = pytest.mark.api


async def ids(api: Api, endpoint: str = "ivr/list", **parameters: str | int) -> list[int]:
    reply = await api.get(endpoint, **parameters)
    assert list(reply) == ["errcode", "errmsg", "total_number", "data"], reply
    data = reply["data"]
    assert isinstance(data, list)
    return [item["id"] for item in data]


@pytest.fixture
async def many(api: Api) -> Api:
    for id in range(100, 130):
        await put(api.repository, id, Ivr(number=str(7130 - id), name=f"Menu {id} 100%"))
    return api


async def test_without_paging_everything_comes_in_the_order_of_ids(many: Api) -> None:
    assert await ids(many) == [50, *range(100, 130)]


async def test_pages(many: Api) -> None:
    assert await ids(many, page=2, page_size=10) == [*range(109, 119)]
    assert await ids(many, page=2) == [*range(119, 130)]
    assert len(await ids(many, page_size=3)) == 3
    reply = await many.get("ivr/list", page=9, page_size=10)
    assert (reply["total_number"], reply["data"]) == (31, [])


async def test_order(many: Api) -> None:
    assert (await ids(many, sort_by="number", page_size=2)) == [50, 129]
    assert (await ids(many, sort_by="number", order_by="desc", page_size=2)) == [100, 101]
    assert (await ids(many, sort_by="name", order_by="desc", page_size=2)) == [50, 129]
    assert (await ids(many, order_by="desc", page_size=2)) == [129, 128]


async def test_search_finds_parts_of_numbers_and_names(many: Api) -> None:
    assert await ids(many, "ivr/search", search_value="6250") == [50]
    assert await ids(many, "ivr/search", search_value="mENU 12") == [*range(120, 130)]
    assert len(await ids(many, "ivr/search", search_value="100%")) == 30
    assert await ids(many, "ivr/search", search_value="100%0") == []
    assert len(await ids(many, "ivr/search")) == 31
    assert await ids(many, "ivr/search", search_value="menu", page=3, page_size=10, order_by="desc") == [
        *range(109, 99, -1)
    ]


@shared
@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("page", "0", "min"),
        ("page", "x", "numeric"),
        ("page", "1_0", "numeric"),
        ("page", "9" * 20, "max"),
        ("page_size", "-1", "min"),
        ("page_size", "10001", "max"),
        ("sort_by", "colour", "oneof"),
        ("order_by", "ASC", "oneof"),
        ("search_value", "x" * 256, "max"),
        ("search_value", "\x00", "format"),
    ],
)
async def test_bad_parameters(shared_api: Api, name: str, value: str, rule: str) -> None:
    reply = await shared_api.get("ivr/search", **{name: value})
    assert (reply["errcode"], fields(reply)) == (40002, [(name, rule)])


async def test_empty_parameters_are_as_good_as_not_sent(api: Api) -> None:
    assert await ids(api, "ivr/search", page="", page_size="", sort_by="", order_by="", search_value="") == [50]


async def test_query_gives_several_in_the_order_asked(many: Api) -> None:
    reply = await many.get("ivr/query", ids="101,50, 101,999,85")
    data = reply["data"]
    assert isinstance(data, list)
    assert data == [await many.shown(101), await many.shown(50)]


async def test_query_of_nothing(api: Api) -> None:
    assert await api.get("ivr/query", ids="999,85") == {"errcode": 60001, "errmsg": "DATA NOT FOUND"}
    for text, rule in (("", "required"), ("1,,2", "numeric"), ("a", "numeric")):
        reply = await api.get("ivr/query", ids=text)
        assert (reply["errcode"], fields(reply)) == (40002, [("ids", rule)])
