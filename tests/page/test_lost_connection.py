"""The server is away for a while: nothing that was typed is lost, and the page goes on by itself."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.phones import phones
from tests.kit.product import Product, running

from .conftest import Visitor, people

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """One of its own, which is stopped and started again."""
    async with running(tmp_path_factory.mktemp("product")) as found:
        await people(found)
        yield found


async def test_the_server_is_started_again_while_somebody_edits_and_watches(visitor: Visitor, product: Product) -> None:
    async with product.native() as native:
        menu = (await native.post("/ivrs", json={"name": "Restarted", "number": "6350"})).json()["id"]
    async with visitor.visit(f"/menus/{menu}", "editor") as page:
        live = await page.context.new_page()
        await live.goto("/page/live")
        await expect(live.get_by_text("Nobody is calling")).to_be_visible()
        name = page.get_by_label("Name", exact=True)
        await name.fill("Typed before")
        await product.stop()

        await page.get_by_role("button", name="Save", exact=True).click()
        await product.start()
        await expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
        async with phones(product) as telephones, product.native() as native:
            assert (await native.get(f"/ivrs/{menu}")).json()["name"] == "Typed before"
            session = await telephones.call("6200")
            await expect(live.get_by_text("Bob").first).to_be_visible()
            await session.bye()
            await expect(live.get_by_text("Nobody is calling")).to_be_visible()


async def test_the_network_is_away(visitor: Visitor, product: Product) -> None:
    """What is saved meanwhile is saved once the network is back, and what is typed after that stays typed."""
    async with product.native() as native:
        menu = (await native.post("/ivrs", json={"name": "Before", "number": "6351"})).json()["id"]
    async with visitor.visit(f"/menus/{menu}", "editor") as page:
        name, save = page.get_by_label("Name", exact=True), page.get_by_role("button", name="Save", exact=True)
        away = page.get_by_role("status").filter(has_text="The server does not answer at the moment.")
        await expect(name).to_have_value("Before")
        await page.route("**/*", lambda route: route.abort())
        await name.fill("Checked")
        await expect(away).to_be_visible()
        await name.fill("Typed")
        await save.click()
        await name.fill("Typed meanwhile")
        await page.unroute_all()
        await expect(away).to_be_hidden()
        await expect(page.get_by_role("status").get_by_text("Saved", exact=True)).to_be_visible()
        await expect(name).to_have_value("Typed meanwhile")
        async with product.native() as native:
            assert (await native.get(f"/ivrs/{menu}")).json()["name"] == "Typed"
        await save.click()
        await expect(page.get_by_text("Not saved")).to_be_hidden()
    async with product.native() as native:
        assert (await native.get(f"/ivrs/{menu}")).json()["name"] == "Typed meanwhile"
