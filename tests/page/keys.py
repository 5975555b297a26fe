"""The page without a pointer: by Tab, arrows, Enter and Escape alone, as somebody who has no mouse uses it."""

from playwright.async_api import Locator, Page, expect

FURTHEST = 120
"""So many presses of Tab reach everything on a screen."""


_BEFORE = """element => !document.activeElement.contains(element)
    && !!(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""


async def reach(target: Locator) -> None:
    """Press Tab, or back by Shift, until `target` has the focus. It fails for what Tab does not lead to."""
    await expect(target).to_be_visible()
    keyboard = target.page.keyboard
    key = "Shift+Tab" if await target.evaluate(_BEFORE) else "Tab"
    for _ in range(FURTHEST):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await keyboard.press(key)
    raise AssertionError(f"Tab does not lead to {target}")


async def press(target: Locator, key: str = "Enter") -> None:
    """Reach it and press a key there."""
    await expect(target).to_be_enabled()
    await reach(target)
    await target.page.keyboard.press(key)


async def write(target: Locator, text: str) -> None:
    """Reach a field and write `text` in place of what it has."""
    await reach(target)
    await target.page.keyboard.press("Control+a")
    await target.page.keyboard.type(text)


async def pick(target: Locator, text: str) -> None:
    """Choose from a list that opens while one types; while it is open, it has the label of its field."""
    field = target.and_(target.page.get_by_role("combobox"))
    await write(field, text)
    await expect(field.page.locator("[role=option]").first).to_be_visible()
    await field.page.keyboard.press("Enter")
    await expect(field).to_have_attribute("aria-expanded", "false")


async def choose(target: Locator, option: str) -> None:
    """Choose from a closed list by the first letters of an option, as the browser does it."""
    await reach(target)
    await target.page.keyboard.type(option)
    await expect(target.locator("option:checked")).to_have_text(option)


async def turn_to(page: Page, tab: str) -> None:
    """Go to a tab of an object by the arrow keys."""
    wanted = page.get_by_role("tab", name=tab, exact=True)
    await reach(page.get_by_role("tab", selected=True))
    for _ in range(await page.get_by_role("tab").count()):
        if await wanted.get_attribute("aria-selected") == "true":
            return
        await page.keyboard.press("ArrowRight")
    raise AssertionError(f"arrows do not lead to the tab {tab}")


async def go_to(page: Page, screen: str) -> None:
    """By the navigation, which a narrow page opens first."""
    entry = page.get_by_role("navigation").get_by_role("link", name=screen, exact=True)
    await expect(page.locator("#screen :is(h1, h2)").first).to_be_visible()
    if not await entry.is_visible():
        await press(page.get_by_role("button", name="Navigation"))
    await press(entry)


async def press_until(page: Page, key: str, reached: Locator) -> None:
    """Press a key until something is there."""
    for _ in range(FURTHEST):
        if await reached.count() > 0:
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {reached}")


async def confirm(page: Page, answer: str) -> None:
    """Answer a question that the page asks; it is put away then."""
    await press(page.get_by_role("dialog").get_by_role("button", name=answer, exact=True))
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def focus_stays(page: Page) -> None:
    """Something has the focus, in a moment at the latest: it is given away after what had it has gone."""
    await expect(page.locator(":focus")).to_have_count(1)
