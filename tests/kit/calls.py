"""Calls between SIPp and the product, as most tests place them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import PAYLOAD_TYPES, RtpEnd
from tests.kit.sipp import Sipp

LOW_HZ, HIGH_HZ = 440.0, 1000.0
RTPMAPS = {"PCMU": "PCMU/8000", "PCMA": "PCMA/8000", "G722": "G722/8000"}


async def register(product: Product, directory: Path, number: str, contact_port: int, params: str = "") -> None:
    """A phone of extension `number` registers a contact on loopback."""
    phone = await Sipp.start(
        directory,
        "register",
        product.sip_port,
        local_port=reserved_port(),
        user=number,
        password=product.sip_password(number),
        contact_port=contact_port,
        contact_params=params,
    )
    await phone.succeeds()


@dataclass(slots=True)
class Party:
    """A SIPp process and the RTP end that its SDP names."""

    sipp: Sipp
    rtp: RtpEnd


@contextlib.asynccontextmanager
async def answering(
    product: Product, directory: Path, port: int, *, codec: str = "PCMU", scenario: str = "answer", tcp: bool = False
) -> AsyncIterator[Party]:
    """A phone at `port` that answers one call."""
    async with _party(product, directory, scenario, port, codec, tcp, {}) as party:
        yield party


@contextlib.asynccontextmanager
async def calling(
    product: Product,
    directory: Path,
    number: str,
    *,
    user: str = "1001",
    codec: str = "PCMU",
    scenario: str = "call",
    tcp: bool = False,
    hold_ms: int = 4000,
    **keys: object,
) -> AsyncIterator[Party]:
    """Extension `user` calls `number`, stays for `hold_ms` after the answer and hangs up."""
    keys |= {"user": user, "password": product.sip_password(user), "number": number, "hold_ms": hold_ms}
    async with _party(product, directory, scenario, reserved_port(), codec, tcp, keys) as party:
        yield party


@contextlib.asynccontextmanager
async def _party(
    product: Product, directory: Path, scenario: str, port: int, codec: str, tcp: bool, keys: dict[str, object]
) -> AsyncIterator[Party]:
    rtp = await RtpEnd.open(codec)
    keys = {"rtp_port": rtp.port, "payload_type": PAYLOAD_TYPES[codec], "rtpmap": RTPMAPS[codec], **keys}
    sipp = await Sipp.start(directory, scenario, product.sip_port, local_port=port, tcp=tcp, **keys)
    try:
        yield Party(sipp, rtp)
    except BaseException as error:
        error.add_note(sipp.report())
        error.add_note("\n".join(product.output[-20:]))
        raise
    finally:
        await sipp.kill()
        rtp.close()


@contextlib.asynccontextmanager
async def talking(end: RtpEnd, frequency_hz: float) -> AsyncIterator[None]:
    """`end` sends a tone meanwhile."""
    task = asyncio.create_task(end.talk(frequency_hz))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def hear_one_another(one: RtpEnd, other: RtpEnd) -> None:
    """Each says a tone of its own, which the other one hears from now on."""
    for end in (one, other):
        end.heard.clear()
    async with talking(one, LOW_HZ), talking(other, HIGH_HZ):
        await one.hears_tone(HIGH_HZ)
        await other.hears_tone(LOW_HZ)
