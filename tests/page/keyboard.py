"""The page by the keyboard alone: what Tab does not reach, nobody reaches here."""

from playwright.async_api import Locator, Page, expect

_MOST = 80
"""So many presses of Tab lead through any screen."""


async def reach(target: Locator, key: str = "Tab") -> None:
    """Press Tab until the target has the focus."""
    await expect(target).to_be_visible()
    page = target.page
    for _ in range(_MOST):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {target}; it stopped at {await focused(page)}")


async def press(target: Locator, key: str = "Enter", by: str = "Tab") -> None:
    """Go there by Tab or Shift+Tab, and press a key."""
    await reach(target, by)
    await target.page.keyboard.press(key)


async def enter(target: Locator, text: str) -> None:
    """Go to a field by Tab, and type in the place of what stands there."""
    await reach(target)
    await target.page.keyboard.press("Control+A")
    await target.page.keyboard.type(text)


async def confirm(page: Page, answer: str) -> None:
    """Answer a question that the page asks; it is put away then."""
    await press(page.get_by_role("dialog").get_by_role("button", name=answer, exact=True))
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def focused(page: Page) -> str:
    """What has the focus: the name of its element, which is BODY where nothing has it."""
    return str(await page.evaluate("document.activeElement.tagName"))
