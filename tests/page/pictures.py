"""Pictures of all screens for `docs/page.md`, of a small company that is made for it, light and dark.

python -m tests.page.pictures        # writes docs/pictures/
"""

import asyncio
import re
import tempfile
from pathlib import Path
from typing import Final, Literal

import httpx
from playwright.async_api import Browser, async_playwright

from tests.kit.product import Product, running

from .conftest import CHROMIUM, PASSWORD, PROGRAM, people
from .screens import screens

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "docs" / "pictures"
SIZE: Final = (1280, 800)
SETTLED_MS: Final = 2500


async def draw() -> None:
    """Starts a product, furnishes it, and takes the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        async with running(Path(directory)) as product, async_playwright() as playwright:
            await people(product)
            main = await furnish(product)
            browser = await playwright.chromium.launch(executable_path=PROGRAM, args=list(CHROMIUM))
            schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
            for scheme in schemes:
                await _pictures(product, browser, scheme, [*screens(), f"/menus/{main}"])
            await browser.close()


async def _pictures(product: Product, browser: Browser, scheme: Literal["light", "dark"], paths: list[str]) -> None:
    base = f"http://127.0.0.1:{product.api_port}"
    context = await browser.new_context(
        viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme=scheme, locale="en", base_url=base
    )
    await context.request.post(
        "/rest/v1/session", data={"name": "admin", "password": PASSWORD}, headers={"Origin": base}
    )
    page = await context.new_page()
    for path in paths:
        await page.goto(f"/page{path}")
        await page.wait_for_timeout(SETTLED_MS)
        await page.screenshot(path=PICTURES / f"{_name(path)}-{scheme}.png")
    await context.close()


def _name(path: str) -> str:
    return re.sub(r"/\d+$", "-one", path).strip("/").replace("/", "-") or "overview"


async def furnish(product: Product) -> int:
    """A company with a reception of several menus. Returns the id of the first menu."""
    async with product.native() as native:
        extensions = (await native.get("/extensions")).json()["items"]
        numbers = {one["number"]: one["id"] for one in extensions}
        teams = [
            await _created(native, "/ring-groups", name=name, number=number, members=list(numbers.values())[:2])
            for name, number in (("Sales team", "6600"), ("Service team", "6601"))
        ]
        leaves = [
            await _menu(native, name, str(6310 + place), [_to("extension", one) for one in numbers.values()][:3])
            for place, name in enumerate(
                ("Orders", "Invoices", "Returns", "Delivery", "Repair", "Hardware", "Software")
            )
        ]
        sales = await _menu(native, "Sales", "6301", [_to("ivr", leaf) for leaf in leaves[:4]])
        service = await _menu(native, "Service", "6302", [_to("ivr", leaf) for leaf in leaves[4:]])
        team = [_to("ring_group", one) for one in teams]
        main = await _menu(native, "Main", "6300", [_to("ivr", sales), _to("ivr", service), *team])
        hours = await _created(native, "/time-conditions", name="Office hours", open=_to("ivr", main))
        await _created(
            native, "/queues", name="Support", number="6700", agents=[{"extension": one} for one in numbers.values()]
        )
        await _created(native, "/conferences", name="Monday round", number="6800")
        trunk = await _created(native, "/trunks", name="City", host="192.0.2.10")
        await _created(native, "/inbound-routes", name="Main number", trunks=[trunk], to=_to("time_condition", hours))
        return main


async def _menu(native: httpx.AsyncClient, name: str, number: str, ways: list[dict[str, object]]) -> int:
    options = [{"keys": str(place + 1), "route": {"to": to}} for place, to in enumerate(ways)]
    greeting = [{"kind": "announcement", "name": "default"}]
    return await _created(native, "/ivrs", name=name, number=number, options=options, greeting=greeting)


def _to(kind: str, id: int) -> dict[str, object]:
    return {"kind": kind, kind: id}


async def _created(native: httpx.AsyncClient, path: str, **document: object) -> int:
    answer = await native.post(path, json=document)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


if __name__ == "__main__":
    asyncio.run(draw())
