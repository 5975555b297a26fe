"""A caller hears the product's own announcements in the language of the menu."""

from pathlib import Path

import pytest

from switchboard.model.ivr import Ivr
from switchboard.model.language import Language
from switchboard.model.prompt import Announcement
from switchboard.prompts.library import PromptLibrary
from tests.kit.calls import calling
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

NUMBER = "6320"


async def spoken(directory: Path, language: Language) -> bytes:
    """PCMU of the menu's greeting."""
    library = PromptLibrary(directory / "announcements")
    encoded = (await library.announcements(language))["no-such-extension"]
    return Path(f"{library.stem(encoded.content)}.pcmu").read_bytes()


async def is_ready(product: Product, language: Language) -> bool:
    """Whether the product has said that its calls speak that language."""
    return any("announcements ready" in line and f"language={language}" in line for line in product.output)


async def assert_hears(product: Product, directory: Path, language: Language) -> None:
    """The whole greeting in that language."""
    prompt = await spoken(directory, language)
    async with calling(product, directory, NUMBER) as caller:
        await caller.rtp.hears_octets(prompt)
        await caller.sipp.succeeds()


async def test_a_menu_speaks_its_language_a_moment_after_the_change_and_after_a_restart(
    product: Product, tmp_path: Path
) -> None:
    greeting = (Announcement(name="no-such-extension"),)
    async with objects_of(product) as objects:
        menu = Ivr(number=NUMBER, name="French", language="fr-CA", greeting=greeting, response_timeout_s=10)
        id = await objects.create(menu)
    await until(lambda: is_ready(product, "fr"))
    await assert_hears(product, tmp_path, "fr")
    async with objects_of(product) as objects:
        await objects.repository.edit(Ivr, id, lambda ivr: ivr.model_copy(update={"language": "de"}), author="test")
    assert await product.stop() == 0
    await product.start()
    await assert_hears(product, tmp_path, "de")
    assert not await is_ready(product, "pl")
