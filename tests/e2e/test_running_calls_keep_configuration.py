"""A call keeps the configuration that it began with; the very next one has what was written meanwhile."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
import soundfile

from tests.e2e.phones import ends, phones
from tests.kit.product import Product, YeastarClient
from tests.kit.rtp import RtpEnd

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

RATE_HZ = 16000
NUMBER = "6301"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(product: Product) -> AsyncIterator[YeastarClient]:
    client = await product.yeastar()
    yield client
    await client.close()


async def upload(product: Product, directory: Path, name: str, from_hz: float) -> None:
    """A sweep of one second."""
    seconds = np.arange(RATE_HZ) / RATE_HZ
    soundfile.write(directory / name, 0.4 * np.sin(2 * np.pi * (from_hz + 200 * seconds) * seconds), RATE_HZ)
    await product.cli("prompts", "upload", str(directory / name))


async def stored_prompts(product: Product) -> dict[str, bytes]:
    """PCMU of each prompt, by name."""
    prompts = json.loads(await product.cli("objects", "list", "prompt", "--json"))
    return {
        prompt["name"]: (product.data / "prompts" / prompt["content"][:2] / f"{prompt['content']}.pcmu").read_bytes()
        for prompt in prompts
    }


async def hears_prompt(rtp: RtpEnd, prompt: bytes) -> None:
    """Wait until the whole of it was heard, and forget what was heard."""
    await rtp.hears_octets(prompt)
    rtp.heard.clear()


async def revisions_met(product: Product, call: object) -> list[object]:
    """Which revision of its menu a call met at each visit."""
    details = [event["data"] for event in await product.events(str(call)) if event["type"] == "menu_entered"]
    return [data["revision"] for data in details if isinstance(data, dict)]


async def test_a_changed_menu_is_for_the_next_call(product: Product, client: YeastarClient, tmp_path: Path) -> None:
    await upload(product, tmp_path, "old.wav", 300)
    await upload(product, tmp_path, "new.wav", 900)
    prompts = await stored_prompts(product)
    menu = {
        "number": NUMBER,
        "name": "Changing",
        "prompt": "old.wav",
        "prompt_repeat": 1,
        "resp_timeout": 10,
        "digit_timeout": 3,
        "dial_ext_option": "disable",
    }
    created = await client.post("/ivr/create", menu)
    assert created["errcode"] == 0
    again = {"id": created["id"], "press1_dest": "ivr", "press1_dest_value": str(created["id"])}
    assert (await client.post("/ivr/update", again))["errcode"] == 0
    async with phones(product) as people:
        running = await people.call(NUMBER)
        await hears_prompt(running.rtp, prompts["old.wav"])
        changed = await client.post(
            "/ivr/update", {"id": created["id"], "prompt": "new.wav", "press1_dest": "end_call"}
        )
        assert changed["errcode"] == 0
        following = await people.call(NUMBER)
        await running.rtp.press("1")
        await hears_prompt(running.rtp, prompts["old.wav"])
        await hears_prompt(following.rtp, prompts["new.wav"])
        await running.bye()
        await following.rtp.press("1")
        await ends(following)
    next_call, running_call = await product.ended_calls(2)
    assert await revisions_met(product, next_call["id"]) == [3]
    assert await revisions_met(product, running_call["id"]) == [2, 2]
