"""A caller whom a menu sends to a phone that only rings hears the ringing tone of the tenant's country."""

import socket
from pathlib import Path

import pytest

from switchboard.model.destination import ToExtension
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.office import OFFICE, Office
from switchboard.prompts.library import PromptLibrary
from tests.kit.calls import calling, register
from tests.kit.product import Product
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

NUMBER = "6330"
PACKET = 160


async def ringing(directory: Path, country: str) -> bytes:
    """One period in PCMU."""
    library = PromptLibrary(directory / "tones")
    encoded = (await library.tones(country))["ringback"]
    return Path(f"{library.stem(encoded.content)}.pcmu").read_bytes()


async def give_menu(product: Product) -> None:
    async with objects_of(product) as objects:
        option = Option(keys="1", route=Route(to=ToExtension(extension=await objects.id_of("1000"))))
        await objects.create(Ivr(number=NUMBER, name="Ringing", options=(option,), response_timeout_s=10))


async def set_country(product: Product, country: str) -> None:
    async with objects_of(product) as objects:
        office = await objects.repository.find_by_name(Office, OFFICE)
        if office is None:
            await objects.create(Office(tone_country=country))
        else:
            changed = office.document.model_copy(update={"tone_country": country})
            await objects.repository.edit(Office, office.id, lambda _: changed, author="test")


async def test_the_country_can_change_while_the_product_runs(product: Product, tmp_path: Path) -> None:
    await give_menu(product)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        await register(product, tmp_path, "1000", deaf.getsockname()[1])
        for country in ("GB", "FR"):
            await set_country(product, country)
            tone = await ringing(tmp_path, country)
            async with calling(product, tmp_path, NUMBER, hold_ms=len(tone) // 8 + 3_000) as caller:
                await caller.rtp.hears(10)
                await caller.rtp.press("1")
                await caller.rtp.hears_octets((tone * 2)[: len(tone) + 30 * PACKET])
                await caller.sipp.succeeds()
