"""The page of a running product in real Chromium, seen by people of each role."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from tests.kit.product import Product, running
from tests.kit.web import web_client

Role = Literal["viewer", "editor", "admin"]
Size = tuple[int, int]
WIDE: Size = (1280, 800)
NARROW: Size = (390, 844)
BOTH_SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
PASSWORD = "a long enough password"

_STATIC = Path(__file__).parents[2] / "src" / "switchboard" / "web" / "static"
_AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
PROGRAM = "/usr/bin/chromium"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)

# A screen that is opened first after the start may take long where other tests compute: five seconds are too few.
expect.set_options(timeout=20_000)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo and the module's `SETTINGS`, if it has some."""
    assert (_STATIC / "index.html").exists(), "build the page: npm run build (in web/)"
    async with running(tmp_path_factory.mktemp("product"), getattr(request.module, "SETTINGS", "")) as found:
        await people(found)
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; Playwright's own is not fetched."""
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=PROGRAM, args=list(CHROMIUM))
        yield found
        await found.close()


@dataclass(slots=True)
class Visitor:
    """Opens the page. What its scripts complain of, and what the Content-Security-Policy blocks, fails the test."""

    product: Product
    browser: Browser

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.product.api_port}"

    @asynccontextmanager
    async def visit(
        self, path: str = "/", role: Role | None = "admin", size: Size = WIDE, language: str = "en"
    ) -> AsyncIterator[Page]:
        """The screen at `path`, by somebody of the role; None has not logged in."""
        width, height = size
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=size == NARROW,
            locale=language,
            timezone_id="UTC",
            base_url=self.base,
        )
        if role is not None:
            answer = await context.request.post(
                "/rest/v1/session", data={"name": role, "password": PASSWORD}, headers={"Origin": self.base}
            )
            assert answer.ok, await answer.text()
        page = await context.new_page()
        complaints = _complaints(page)
        await page.goto(f"/page{path}")
        try:
            yield page
        finally:
            await context.close()
        assert complaints == []


@pytest.fixture
def visitor(product: Product, browser: Browser) -> Visitor:
    return Visitor(product, browser)


@pytest.fixture
def accessible() -> Callable[[Page], Awaitable[None]]:
    """Fails when axe finds something serious in the page as it is."""
    return assert_accessible


async def assert_accessible(page: Page, *rules: str) -> None:
    """By all rules of WCAG 2.2 A and AA, or by these `rules` of axe."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_AXE.read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = await page.evaluate(
        "only => axe.run({runOnly: only, resultTypes: ['violations']})"
        ".then(found => found.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
        ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' | ')))",
        {"type": "rule", "values": rules} if rules else {"type": "tag", "values": tags},
    )
    assert found == []


def _complaints(page: Page) -> list[str]:
    """Grows by each error; answers of the API that refuse something are none."""
    found: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            found.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


async def people(product: Product) -> None:
    """Somebody of each role, by the name of the role, whose password is their own; `admin` is the first user."""
    name, printed = product.first_user()
    async with product.native() as native:
        for role in ("viewer", "editor"):
            answer = await native.post("/users", json={"name": role, "password": printed, "role": role})
            assert answer.status_code == 201, answer.text
    for one in (name, "viewer", "editor"):
        await _own_password(product, one, printed)


async def _own_password(product: Product, name: str, first: str) -> None:
    base = f"http://127.0.0.1:{product.api_port}"
    async with web_client(f"{base}/rest/v1", {"Origin": base}) as client:
        me = await client.post("/session", json={"name": name, "password": first})
        assert me.status_code == 200, me.text
        id = (await client.get("/me")).json()["id"]
        answer = await client.put(f"/users/{id}/password", json={"password": PASSWORD, "old_password": first})
        assert answer.status_code == 204, answer.text
