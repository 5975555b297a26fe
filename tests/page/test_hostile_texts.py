"""Whatever somebody writes, the page shows as text: names and texts of all kinds, callers, files, addresses, errors."""

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.e2e.phones import Phones, phones
from tests.kit.ports import HOST
from tests.kit.product import Product
from tests.kit.ua import Calling

from .conftest import PASSWORD, Visitor
from .hostile import EVIL, Hostile, created, referring
from .screens import screens

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

NAME = EVIL[:60]
CALLER = "<img src=//evil.example onerror=alert(1)> Eve"
SETTLED = "#screen [aria-busy=true]"
OWN_SCREENS = Path(__file__).parents[2] / "web" / "src" / "shell" / "linkTo.ts"
MADE = """() => [...document.querySelectorAll(
    'img:not([src^="data:"]):not([src^="blob:"]), script:not([src]), iframe, object, embed, [onerror], [onload], ' +
    'base, a[href^="javascript:" i]')].map(one => one.outerHTML)"""
"""What no screen of ours has."""
SHOWN = """() => document.body.textContent + [...document.querySelectorAll('input, textarea, [aria-label]')]
    .map(one => one.value + ' ' + one.ariaLabel).join(' ')"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def objects(product: Product) -> list[Hostile]:
    """One of each kind, what is kept beside objects, and a prompt whose file has such a name."""
    async with product.native() as native:
        found = [await _prompt(native)]
        kinds = (await native.get("/kinds")).json()
        paths = (await native.get("/openapi.json")).json()["paths"]
        extensions = [one["id"] for one in (await native.get("/extensions")).json()["items"]]
        trunk = (await native.post("/trunks", json={"name": "Carrier", "host": "192.0.2.9"})).json()["id"]
        ids = {85: extensions[0], 86: extensions[1], 90: found[0].id, 60: trunk}
        for place, info in enumerate(one for one in kinds["kinds"] if one["made_from"] == "document"):
            content = paths[info["path"]]["post"]["requestBody"]["content"]
            example = referring(content["application/json"]["example"], ids)
            if "number" in example:
                example["number"] = str(7100 + place)
            found.append(await created(native, info, kinds["schemas"], example))
        await _beside(native, next(one for one in found if one.kind == "ivr"))
    return found


async def _prompt(native: httpx.AsyncClient) -> Hostile:
    """Of a file, whose name becomes its own."""
    sound = b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0@\x1f\0\0\x80>\0\0\2\0\x10\0data" + b"\0\x40\0\0" + bytes(16384)
    answer = await native.post("/prompts", files={"file": (f"{NAME}.wav", sound, "audio/wav")})
    assert answer.status_code == 201, answer.text
    prompt = answer.json()
    changed = await native.patch(f"/prompts/{prompt['id']}", json={"text": EVIL})
    assert changed.status_code == 200, changed.text
    return Hostile("prompt", "/prompts", prompt["id"], {("name",): prompt["name"], ("text",): EVIL})


async def _beside(native: httpx.AsyncClient, menu: Hostile) -> None:
    """Tokens, drafts and publications. Users have names without such signs."""
    await _post(native, "/users", 422, name=NAME, password=PASSWORD, role="viewer")
    await _post(native, "/tokens", name=NAME, role="viewer")
    for number in (1, 2):
        draft = (await _post(native, "/drafts", name=NAME, note=EVIL))["id"]
        changed = await native.patch(f"/drafts/{draft}{menu.path}/{menu.id}", json={"description": f"{EVIL}{number}"})
        assert changed.status_code == 200, changed.text
        if number == 1:
            await _post(native, f"/drafts/{draft}/publish", 200, note=EVIL)


async def _post(native: httpx.AsyncClient, path: str, status: int = 201, **body: object) -> dict[str, Any]:
    answer = await native.post(path, json=body)
    assert answer.status_code == status, answer.text
    return dict(answer.json())


@dataclass(slots=True)
class Looking:
    """Somebody who looks at screens; `caught` is what a script, or the browser for it, has done there."""

    page: Page
    base: str
    caught: list[str] = field(default_factory=list)

    async def at(self, path: str) -> str:
        """All that the screen shows. Fails for an element that somebody's text has become."""
        await self.page.evaluate("path => history.pushState(null, '', path)", f"/page{path}")
        await expect(self.page.locator("#screen h1").first).to_be_visible()
        return await self.shown()

    async def shown(self) -> str:
        await expect(self.page.locator(SETTLED)).to_have_count(0)
        assert await self.page.evaluate(MADE) == []
        assert self.caught == []
        return str(await self.page.evaluate(SHOWN))

    async def shows(self, text: str) -> None:
        """Waits for it."""
        await expect(self.page.get_by_text(text).first).to_be_visible()
        await self.shown()


@asynccontextmanager
async def looking(visitor: Visitor) -> AsyncIterator[Looking]:
    async with visitor.visit("/") as page:
        found = Looking(page, visitor.base)
        page.on("dialog", lambda dialog: found.caught.append(dialog.message))
        page.on("popup", lambda popup: found.caught.append(popup.url))
        page.on("request", lambda request: _foreign(found, request.url))
        yield found


def _foreign(looking: Looking, url: str) -> None:
    if not url.startswith((looking.base, "blob:", "data:")):
        looking.caught.append(url)


def screen_of(one: Hostile) -> str:
    own = dict(re.findall(r'^  (\w+): "(/[\w-]+)"', OWN_SCREENS.read_text(), re.M))
    return f"{own.get(one.kind, f'/objects{one.path}')}/{one.id}"


async def test_names_and_texts_of_every_kind_stay_text(visitor: Visitor, objects: list[Hostile]) -> None:
    async with looking(visitor) as somebody:
        for one in objects:
            for path in {screen_of(one), f"/objects{one.path}/{one.id}"}:
                shown = await somebody.at(path)
                assert one.texts.get(("name",), "") in shown, path
                for tab in await somebody.page.get_by_role("tab").all():
                    await tab.click()
                    await somebody.shown()
        for path in (*screens(), "/drafts/2", "/changes/publications/1", "/calls?caller=%3Cimg%20src%3Dx%3E"):
            await somebody.at(path)
        assert NAME in await somebody.at("/tokens")
        await somebody.at("/menus")
        await somebody.page.keyboard.press("Control+k")
        await somebody.page.keyboard.type(EVIL[:20])
        await expect(somebody.page.get_by_role("option").first).to_be_visible()
        await somebody.shown()


async def test_addresses_and_answers_that_repeat_what_was_sent_stay_text(visitor: Visitor) -> None:
    async with looking(visitor) as somebody:
        for path in (
            f"/{EVIL}",
            f"/try?dialled={EVIL}",
            f"/insight?days={EVIL}",
            f"/objects/{EVIL}/1",
            f"/calls/{EVIL}",
        ):
            await somebody.page.goto(f"/page{path.replace('%', '').replace('//', '%2F%2F')}")
            await expect(somebody.page.locator("#screen")).to_be_visible()
            await somebody.shown()
        await somebody.at("/people")
        await somebody.page.get_by_role("button", name="Spreadsheet").click()
        table = {"name": EVIL, "mimeType": "text/csv", "buffer": f"number;{NAME}\n1;2\n".encode()}
        await somebody.page.get_by_label("File to take in (CSV)").set_input_files(table)  # type: ignore[arg-type]
        await somebody.shows(NAME)


async def test_the_name_of_a_caller_stays_text(visitor: Visitor, product: Product, objects: list[Hostile]) -> None:
    """While he calls, and in the record; in the table for a spreadsheet no name is a formula."""
    async with phones(product) as telephones, looking(visitor) as somebody:
        calling = await call_from_outside(product, telephones)
        await somebody.at("/live")
        await somebody.shows(CALLER)
        await calling.leave()
        await product.ended_calls()
        await somebody.at("/calls")
        await somebody.shows(CALLER)
        await somebody.page.get_by_role("link", name="Eve").first.click()
        await somebody.shows(CALLER)
    async with product.native() as native:
        for path in ("/calls.csv", *(f"{one.path}/csv" for one in objects)):
            answer = await native.get(path)
            if answer.status_code != 404:
                assert answer.headers["content-disposition"].startswith("attachment;")
                assert answer.headers["content-type"] == "text/csv; charset=utf-8"
                rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
                assert not [cell for row in rows for cell in row if cell.startswith(("=", "@"))], path


async def call_from_outside(product: Product, telephones: Phones) -> Calling:
    """Somebody calls the first menu through a trunk that is believed who calls."""
    trunk: dict[str, Any] = {
        "name": "Outside",
        "host": HOST,
        "port": telephones.caller.contact("x").uri.port,
        "trust_identity": True,
    }
    async with product.native() as native:
        id = (await _post(native, "/trunks", **trunk))["id"]
        (menu,) = (await native.get("/ivrs?number=6200")).json()["items"]
        await _post(native, "/inbound-routes", name="In", trunks=[id], to={"kind": "ivr", "ivr": menu["id"]})
    calling = Calling(telephones.caller, "4930123456", "")
    calling.more = [("P-Asserted-Identity", f'"{CALLER}" <sip:4930123456@{HOST}>')]
    assert await asyncio.wait_for(calling.place("4930999", product.sip_port), 20) == 200
    return calling
