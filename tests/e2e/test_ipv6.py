"""A product that listens on both IP versions: calls over either, and from one to the other."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.destination import ToIvr
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from tests.kit.calls import talking
from tests.kit.product import Product, running
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, Calling, Invited, Session, Telephone, describe

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SIX = "::1"
EXTENSIONS = ("1000", "1001")
WITHIN_S = 15.0
CALLER_HZ, CALLEE_HZ = 440.0, 1000.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    directory: Path = tmp_path_factory.mktemp("six")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SWITCHBOARD_SIP__HOST", "::")
        async with running(directory, sip_host="::") as found:
            yield found


def described(host: str, port: int) -> bytes:
    return describe(port, f"IN IP{6 if ':' in host else 4} {host}")


class Phone:
    """A telephone at an address, which answers."""

    def __init__(self, product: Product, number: str, host: str) -> None:
        self._product = product
        self._number = number
        self._host = host
        self.telephone = Telephone(self._take, host=host)
        self.offers: asyncio.Queue[str] = asyncio.Queue()
        self.sessions: asyncio.Queue[Session] = asyncio.Queue()

    async def _take(self, invited: Invited) -> None:
        self.offers.put_nowait(invited.tx.request.body.decode())
        self.sessions.put_nowait(await invited.answer(lambda port: described(self._host, port)))

    async def register(self) -> None:
        await self.telephone.register(self._number, self._product.sip_password(self._number), self._product.sip_port)

    async def call(self, number: str) -> Session:
        password = self._product.sip_password(self._number) if self._number in EXTENSIONS else ""
        calling = Calling(self.telephone, self._number, password)
        placed = calling.place(number, self._product.sip_port, lambda port: described(self._host, port))
        assert await asyncio.wait_for(placed, WITHIN_S) == 200
        assert calling.session is not None and calling.response is not None
        version = 6 if ":" in self._host else 4
        assert f"c=IN IP{version} {self._host}\r\n".encode() in calling.response.body
        return calling.session


@pytest.mark.parametrize("host", [SIX, HOST])
async def test_a_menu_is_heard_over_either(product: Product, host: str) -> None:
    caller = Phone(product, "1001", host)
    await caller.telephone.start()
    try:
        session = await caller.call("6200")
        await session.rtp.hears(20)
        await session.bye()
        assert (await product.ended_calls())[0]["cause"] == "normal"
    finally:
        await caller.telephone.close()


@pytest.mark.parametrize(("calling", "called"), [(SIX, SIX), (SIX, HOST), (HOST, SIX)])
async def test_two_talk(product: Product, calling: str, called: str) -> None:
    caller, callee = Phone(product, "1001", calling), Phone(product, "1000", called)
    await caller.telephone.start()
    await callee.telephone.start()
    try:
        await callee.register()
        near = await caller.call("1000")
        far = await asyncio.wait_for(callee.sessions.get(), WITHIN_S)
        assert f"c=IN IP{6 if ':' in called else 4} {called}\r\n" in await callee.offers.get()
        async with talking(near.rtp, CALLER_HZ), talking(far.rtp, CALLEE_HZ):
            await near.rtp.hears_tone(CALLEE_HZ)
            await far.rtp.hears_tone(CALLER_HZ)
        await near.bye()
        await asyncio.wait_for(far.ended.wait(), WITHIN_S)
    finally:
        await caller.telephone.close()
        await callee.telephone.close()


async def test_a_trunk(product: Product) -> None:
    """In, known by its address however that is spelt, and out."""
    provider, caller = Phone(product, "4930123", SIX), Phone(product, "1001", HOST)
    await provider.telephone.start()
    await caller.telephone.start()
    try:
        async with objects_of(product) as objects:
            trunk = await objects.create(Trunk(name="six", host="[0:0::1]", port=provider.telephone.endpoint.port))
            menu = ToIvr(ivr=await objects.id_of("6200"))
            await objects.create(InboundRoute(name="six", trunks=(trunk,), pattern="5559", to=menu))
            nine = (DialPattern(pattern="9X."),)
            await objects.create(OutboundRoute(name="six", patterns=nine, trunks=(trunk,), all_extensions=True))
        await (await provider.call("5559")).bye()
        session = await caller.call("9555")
        far = await asyncio.wait_for(provider.sessions.get(), WITHIN_S)
        await far.bye()
        await asyncio.wait_for(session.ended.wait(), WITHIN_S)
    finally:
        await provider.telephone.close()
        await caller.telephone.close()
