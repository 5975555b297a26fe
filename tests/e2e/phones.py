"""Telephones around the product in these tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from switchboard.sip.transaction import Timers
from tests.kit.companies import Company
from tests.kit.product import Product
from tests.kit.ua import HOST, Calling, Invited, Session, Telephone

WITHIN_S = 20.0
IMPATIENT = Timers(t1_s=0.1, t2_s=0.2)
CALLER, CALLEE = "1001", "1000"


@dataclass(frozen=True, slots=True)
class Phones:
    """Bob's telephone, who calls, and Alice's, who answers whatever comes: `answered` has her side of it.

    They are of a company, or else of the demo.
    """

    product: Product
    company: Company | None
    caller: Telephone
    callee: Telephone
    answered: "asyncio.Queue[Session]"

    @property
    def domain(self) -> str:
        return self.company.domain if self.company else HOST

    def password(self, number: str) -> str:
        return self.company.passwords[number] if self.company else self.product.sip_password(number)

    async def register(self) -> None:
        """Alice's telephone."""
        await self.callee.register(CALLEE, self.password(CALLEE), self.product.sip_port, self.domain)

    async def try_to_call(self, number: str) -> Calling:
        """Bob calls; how that ended stands in the result."""
        calling = Calling(self.caller, CALLER, self.password(CALLER), self.domain)
        await asyncio.wait_for(calling.place(number, self.product.sip_port), WITHIN_S)
        return calling

    async def call(self, number: str) -> Session:
        """Bob calls and is answered."""
        calling = await self.try_to_call(number)
        assert calling.session is not None, calling.response
        return calling.session

    async def reach_alice(self, session: Session) -> Session:
        """Bob presses 1 in the first menu: Alice's side."""
        await session.rtp.press("1")
        return await asyncio.wait_for(self.answered.get(), WITHIN_S)


@asynccontextmanager
async def phones(product: Product, company: Company | None = None) -> AsyncIterator[Phones]:
    answered: asyncio.Queue[Session] = asyncio.Queue()

    async def answer(invited: Invited) -> None:
        invited.ring()
        answered.put_nowait(await invited.answer())

    caller, callee = Telephone(answer, IMPATIENT), Telephone(answer, IMPATIENT)
    await caller.start()
    await callee.start()
    try:
        yield Phones(product, company, caller, callee, answered)
    finally:
        await caller.close()
        await callee.close()


@asynccontextmanager
async def phones_at(company: Company) -> AsyncIterator[Phones]:
    """Bob's and Alice's telephones there; hers is registered."""
    async with phones(company.product, company) as found:
        await found.register()
        yield found


async def ends(session: Session) -> None:
    """Wait until the other side hangs up."""
    await asyncio.wait_for(session.ended.wait(), WITHIN_S)
