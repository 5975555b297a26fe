"""A file that is uploaded through PortSIP's dialect is what the callers of its IVR hear."""

import io
import json
from pathlib import Path

import httpx
import numpy as np
import pytest
import soundfile

from tests.e2e.phones import phones
from tests.kit.product import Product
from tests.kit.web import web_client

pytestmark = pytest.mark.e2e

HEADER = "PortSIP-Upload-Token"


def sweep() -> bytes:
    """A second at 48 kHz."""
    seconds = np.arange(48_000) / 48_000
    memory = io.BytesIO()
    samples = 0.4 * np.sin(2 * np.pi * (300 + 600 * seconds) * seconds)
    soundfile.write(memory, samples, 48_000, format="WAV", subtype="PCM_16")
    return memory.getvalue()


async def sign_in(product: Product, http: httpx.AsyncClient) -> None:
    name, password = product.first_user()
    answer = await http.post("/auth/sign_in", json={"username": name, "password": password})
    http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


async def upload(http: httpx.AsyncClient, data: bytes) -> str:
    """In two parts; the id of the file."""
    opened = (await http.post("/blobs/uploads?filename=sweep.wav")).headers
    path, half = f"/blobs/uploads/{opened['PortSIP-Upload-ID']}", len(data) // 2
    first = await http.post(f"{path}/append", content=data[:half], headers={HEADER: opened[HEADER]})
    last = await http.post(f"{path}/complete", content=data[half:], headers={HEADER: first.headers[HEADER]})
    return str(last.json()["id"])


async def stored(product: Product) -> bytes:
    """What is sent of the prompt in PCMU."""
    prompts = json.loads(await product.cli("objects", "list", "prompt", "--json"))
    content: str = next(prompt["content"] for prompt in prompts if prompt["name"] == "sweep.wav")
    return (product.data / "prompts" / content[:2] / f"{content}.pcmu").read_bytes()


async def test_callers_hear_what_was_uploaded(tmp_path: Path) -> None:
    product = Product.prepare(tmp_path, portsip=True)
    await product.start()
    base = f"http://127.0.0.1:{product.port('portsip')}/api"
    async with web_client(base) as http, phones(product) as people:
        await sign_in(product, http)
        menu = {
            "name": "Sweep",
            "extension_number": "7300",
            "pin": "135791",
            "prompt_file_id": await upload(http, sweep()),
        }
        assert (await http.post("/ivrs", json=menu)).status_code == 201
        session = await people.call("7300")
        await session.rtp.hears_octets(await stored(product))
        await session.bye()
    assert await product.stop() == 0
