"""A telephone of one extension of the product, made of our own SIP endpoint, that is heard as it listens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self

from tests.kit.product import Product
from tests.kit.ua import Calling, Invited, Session, Telephone


@dataclass
class Phone:
    """A registered phone of one extension; `rung` are the calls that came."""

    product: Product
    number: str
    rung: "asyncio.Queue[Invited]" = field(default_factory=asyncio.Queue)

    @asynccontextmanager
    async def registered(self) -> AsyncIterator[Self]:
        self.telephone = Telephone(self.invite)
        await self.telephone.start()
        await self.telephone.register(self.number, self.product.sip_password(self.number), self.product.sip_port)
        try:
            yield self
        finally:
            await self.telephone.close()

    async def invite(self, invited: Invited) -> None:
        """A call has come. Nobody answers it yet."""
        await self.rung.put(invited)

    def calls(self, number: str) -> tuple[Calling, "asyncio.Task[int]"]:
        calling = Calling(self.telephone, self.number, self.product.sip_password(self.number))
        return calling, asyncio.create_task(calling.place(number, self.product.sip_port))

    async def reaches(self, number: str) -> Session:
        """Call whoever answers at once, such as a menu."""
        calling, placed = self.calls(number)
        assert await placed == 200
        assert calling.session is not None
        return calling.session

    async def talks_to(self, other: "Phone") -> tuple[Session, Session]:
        """Call the other phone, which answers."""
        calling, placed = self.calls(other.number)
        theirs = await (await other.rung.get()).answer()
        assert await placed == 200
        assert calling.session is not None
        return calling.session, theirs


async def hears(listener: Session, frequency_hz: float) -> None:
    """Wait until the listener hears that tone from now on."""
    listener.rtp.heard.clear()
    await listener.rtp.hears_tone(frequency_hz)
