"""Messages of the running product, as its API gives them, and whether they sound like what was said."""

import io
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import numpy as np
import soundfile
from numpy.typing import NDArray

from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.web import web_client

RATE_HZ = 8000


@asynccontextmanager
async def listener_of(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the native API that may hear messages."""
    made = await product.cli("credentials", "new", "--dialect", "native", "--right", "messages", "--json")
    headers = {"Authorization": f"Bearer {json.loads(made)['token']}"}
    base = f"http://127.0.0.1:{product.api_port}/rest/v1"
    async with web_client(base, headers) as http:
        yield http


async def message_in(http: httpx.AsyncClient, owner: int) -> Mapping[str, Any]:
    """The only message of a mailbox, once it is there."""
    found: list[Mapping[str, Any]] = []

    async def is_there() -> bool:
        answer = await http.get(f"/mailboxes/{owner}/messages")
        found[:] = answer.json()["items"] if answer.status_code == 200 else []
        return bool(found)

    await until(is_there)
    (message,) = found
    return message


async def sound_of(http: httpx.AsyncClient, owner: int, message: Mapping[str, Any]) -> NDArray[np.float64]:
    answer = await http.get(f"/mailboxes/{owner}/messages/{message['id']}/audio")
    heard, rate_hz = soundfile.read(io.BytesIO(answer.content), dtype="int16")
    assert rate_hz == RATE_HZ
    return np.asarray(heard, dtype=np.float64)


def likeness(spoken: NDArray[np.float64], heard: NDArray[np.float64]) -> tuple[float, float]:
    """How much of what was spoken is heard in one piece (1: all), and how loud (dB, to the original)."""
    size = 1 << (len(spoken) + len(heard)).bit_length()
    products = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(spoken, size)), size)[: len(heard)]
    piece = heard[int(np.argmax(products)) :][: len(spoken)]
    part = spoken[: len(piece)]
    correlation = float(np.dot(part, piece) / np.sqrt(np.dot(part, part) * np.dot(piece, piece)))
    return correlation, 10 * float(np.log10(np.dot(piece, piece) / np.dot(part, part)))
