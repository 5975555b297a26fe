"""What the tests with Asterisk ask of telephones and of the product."""

import asyncio
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from switchboard.model.prompt import Prompt
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.phone import Phone, hears
from tests.kit.phones import talking
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.rtp import decode, has_tone
from tests.kit.trunks import objects_of
from tests.kit.ua import Session

WITHIN_S = 12.0
HEARD_PACKETS = 60


async def answers(phone: Baresip) -> None:
    """Take the call that comes."""
    await phone.event("CALL_INCOMING")
    await phone.command("accept")
    await phone.event("CALL_ESTABLISHED")


async def reaches(caller: Phone, number: str, callee: Baresip) -> Session:
    """Call the telephone, which answers: the caller's side."""
    calling, placed = caller.calls(number)
    await answers(callee)
    assert await placed == 200
    assert calling.session is not None
    return calling.session


async def both_hear(near: Session, near_hz: float, far_hz: float) -> None:
    """`near` hears the other's tone, and lets it hear its own for a while."""
    async with talking((near.rtp, near_hz)):
        await hears(near, far_hz)
        await near.rtp.hears(len(near.rtp.audio_packets()) + HEARD_PACKETS)


async def keys_pass(one: Baresip, other: Baresip) -> None:
    """Each presses a key, which the other gets."""
    await asyncio.gather(one.gets_audio(), other.gets_audio())
    for presses, gets in ((one, other), (other, one)):
        await presses.press("5")
        await gets.event("CALL_DTMF_END")


async def ends(session: Session) -> None:
    """Wait until the other side hangs up."""
    await asyncio.wait_for(session.ended.wait(), WITHIN_S)


async def has_heard(phone: Baresip, frequency_hz: float, rate_hz: int = RATE_HZ) -> bool:
    """Whether the telephone, which is closed now, heard that tone for 200 ms."""
    await phone.close()
    heard, size = phone.heard(), rate_hz // 5
    parts = [heard[start : start + size] for start in range(0, len(heard) - size + 1, size // 4)]
    found = any(has_tone(part, rate_hz, frequency_hz) for part in parts)
    if not found:
        print(f"{phone.number} heard {len(heard) / rate_hz:.1f} s:", *(round(float(np.std(part))) for part in parts))
    return found


class Watch:
    """Sees what the product does in calls that began after this was made."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._since = datetime.now(UTC)

    async def ended(self) -> dict[str, object]:
        """The last call, which must be over or end soon."""
        return (await self._product.ended_calls(1, self._since))[0]

    async def data(self, kind: str) -> list[dict[str, object]]:
        """What the events of that kind in the last call say, once it is over."""
        events = await self._product.events(str((await self.ended())["id"]))
        return [dict(event["data"]) for event in events if event["type"] == kind]  # type: ignore[call-overload]

    async def happens(self, kind: str) -> None:
        """Wait for an event of that kind in a call."""

        async def happened() -> bool:
            calls = [call for call in await self._product.calls() if began(call) >= self._since]
            return kind in [event["type"] for call in calls for event in await self._product.events(str(call["id"]))]

        await until(happened)


def began(call: dict[str, object]) -> datetime:
    return datetime.fromisoformat(str(call["started_at"]))


async def prompt(product: Product, name: str, duration_s: float) -> NDArray[np.float64]:
    """The beginning of one of the product's prompts, as A-law gives it back."""
    async with objects_of(product) as objects:
        found = await objects.repository.page(Prompt, search=name)
    content = found.items[0].document.content
    stored = (product.data / "prompts" / content[:2] / f"{content}.pcma").read_bytes()
    return decode("PCMA", stored)[: round(duration_s * RATE_HZ)].astype(np.float64)
