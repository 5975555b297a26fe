"""A greeting that is recorded by telephone is what the next caller hears of the running product."""

import json

import numpy as np
import pytest

from switchboard.model.ivr import PROMPT_PIN, Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.people.credentials import Credentials
from tests.e2e.phones import ends, phones
from tests.e2e.test_pin_door import enter
from tests.e2e.test_voicemail import TONE_HZ
from tests.kit.mailboxes import likeness
from tests.kit.product import Product
from tests.kit.rtp import decode
from tests.kit.sounds import samples, speech
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, PASSWORD = "6397", "4711"
WORDS_S = 3.0


async def editable_menu(product: Product) -> None:
    async with objects_of(product) as objects:
        id = await objects.create(Ivr(number=MENU, name="In", feature_codes=("edit_prompt",)))
    async with product.database() as database:
        credentials = Credentials(database, product.data / "secret.key")
        await credentials.set_object_secret(DEFAULT_TENANT, Ivr.kind, id, PROMPT_PIN, PASSWORD)


async def recorded(product: Product) -> bytes:
    """What is sent of the new greeting in PCMU."""
    prompts = json.loads(await product.cli("objects", "list", "prompt", "--json"))
    content: str
    (content,) = [prompt["content"] for prompt in prompts if prompt["name"].startswith(f"IVR {MENU} ")]
    return (product.data / "prompts" / content[:2] / f"{content}.pcmu").read_bytes()


async def test_the_next_caller_hears_what_was_recorded(product: Product) -> None:
    await editable_menu(product)
    async with phones(product) as people:
        session = await people.call(MENU)
        await enter(session, "#9", f"{PASSWORD}#", "1", "#")
        await session.rtp.hears_tone(TONE_HZ)
        await session.rtp.hears(len(session.rtp.audio_packets()) + 30)
        await session.rtp.speak(WORDS_S)
        await session.rtp.press("#")
        await enter(session, "1")
        await ends(session)
        greeting = await recorded(product)
        assert (
            likeness(samples(speech(WORDS_S)).astype(np.float64), decode("PCMU", greeting).astype(np.float64))[0] > 0.95
        )
        session = await people.call(MENU)
        await session.rtp.hears_octets(greeting)
        await session.bye()
