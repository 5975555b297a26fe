"""Two api processes on one installation: no update is lost, no page is old, no token outlives its end."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.e2e.databases import prepared, second_api
from tests.kit.faces import FACES, Faces, faces, is_done, tokens_of
from tests.kit.product import Product, YeastarClient

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
MENU = "6201"
ROUNDS = 10


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def product(
    request: pytest.FixtureRequest, postgresql_server: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Product]:
    url = postgresql_server if request.param == "postgresql" else ""
    running = prepared(tmp_path_factory.mktemp("product"), url)
    await running.start()
    yield running
    assert await running.stop() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(product: Product) -> AsyncIterator[tuple[Faces, Faces]]:
    """The same tokens, at either process."""
    tokens = await tokens_of(product)
    async with (
        second_api(product) as port,
        faces(product.api_port, tokens) as first,
        faces(port, tokens) as second,
    ):
        yield first, second


async def menu_of(product: Product) -> dict[str, object]:
    found: list[dict[str, object]] = json.loads(await product.cli("objects", "list", "ivr", "--json"))
    return next(ivr for ivr in found if ivr["number"] == MENU)


def id_of(ivr: dict[str, object]) -> int:
    assert isinstance(ivr["id"], int)
    return ivr["id"]


async def test_writers_at_once_lose_nothing(product: Product, both: tuple[Faces, Faces]) -> None:
    """Each process changes one key of the same menu again and again; both have the last word about theirs."""
    ivr = id_of(await menu_of(product))

    async def change(at: Faces, key: str) -> None:
        client = YeastarClient(at.http, at.tokens["yeastar"])
        for number in range(ROUNDS):
            body = {"id": ivr, f"press{key}_dest": "external_num", f"press{key}_dest_value": f"{key}00{number}"}
            assert (await client.post("/openapi/v1.0/ivr/update", body))["errcode"] == 0

    before = (await both[0].http.get(f"/rest/v1/ivrs/{ivr}", headers=native(both[0]))).json()["revision"]
    await asyncio.gather(change(both[0], "5"), change(both[1], "6"), change(both[0], "7"), change(both[1], "8"))
    after = (await both[1].http.get(f"/rest/v1/ivrs/{ivr}", headers=native(both[1]))).json()
    numbers = {one["keys"]: one["route"]["to"].get("number") for one in after["options"]}
    assert {key: numbers.get(key) for key in "5678"} == {key: f"{key}00{ROUNDS - 1}" for key in "5678"}
    assert after["revision"] == before + 4 * ROUNDS


def native(at: Faces) -> dict[str, str]:
    return {"Authorization": f"Bearer {at.tokens['native']}"}


async def test_what_one_writes_the_other_shows_at_once(product: Product, both: tuple[Faces, Faces]) -> None:
    ivr = id_of(await menu_of(product))
    for number, face in enumerate(FACES * 3):
        writer, reader = both if number % 2 else both[::-1]
        for shown in FACES:
            assert is_done(await reader.listed(shown))
        assert is_done(await writer.rename(face, ivr, f"Shared {number}"))
        for shown in FACES:
            assert f"Shared {number}" in (await reader.listed(shown)).text, (face, shown)


async def test_what_ends_at_one_has_ended_at_the_other(product: Product, both: tuple[Faces, Faces]) -> None:
    tokens = await tokens_of(product)
    first = Faces(both[0].http, tokens)
    second = Faces(both[1].http, tokens)
    for face in FACES:
        assert is_done(await first.listed(face))
        assert is_done(await second.listed(face))
    assert is_done(
        await first.http.get("/openapi/v1.0/del_token", params={"access_token": tokens["yeastar"]}),
    )
    bearer = {"Authorization": f"Bearer {tokens['servetel']}"}
    assert is_done(await first.http.post("/v1/auth/logout", headers=bearer))
    assert (await second.listed("yeastar")).json()["errcode"] == 10004
    assert (await second.listed("servetel")).status_code == 401
    assert is_done(await second.listed("native"))
