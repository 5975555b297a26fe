"""Real telephones pick up calls that ring at another one, and park callers: who hears whom."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import numpy as np
import pytest
import pytest_asyncio

from tests.e2e.phones import WITHIN_S, ends
from tests.kit.calls import hear_one_another
from tests.kit.phone import Phone
from tests.kit.product import Product
from tests.kit.ua import Calling, Invited, Session

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ALICE, BOB, CAROL = "1000", "1001", "1002"


class Desk(Phone):
    """A phone that says that it rings."""

    async def invite(self, invited: Invited) -> None:
        invited.ring()
        await super().invite(invited)

    async def reaches(self, number: str) -> Session:
        """Call a number that answers."""
        calling, placed = self.calls(number)
        assert await asyncio.wait_for(placed, WITHIN_S) == 200
        assert calling.session is not None
        return calling.session

    async def next(self) -> Invited:
        return await asyncio.wait_for(self.rung.get(), WITHIN_S)


@dataclass
class Floor:
    product: Product
    alice: Desk
    bob: Desk
    carol: Desk

    async def talk(self) -> tuple[Session, Session]:
        """Bob calls Alice, who answers: his side and hers."""
        calling, placed = self.bob.calls(ALICE)
        alice = await (await self.alice.next()).answer()
        assert await placed == 200
        assert calling.session is not None
        return calling.session, alice


@pytest_asyncio.fixture(loop_scope="module")
async def floor(product: Product) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        desks = [await stack.enter_async_context(Desk(product, number).registered()) for number in (ALICE, BOB, CAROL)]
        yield Floor(product, *desks)


async def test_a_call_that_rings_is_picked_up(floor: Floor) -> None:
    calling, placed = floor.bob.calls(ALICE)
    rung = await floor.alice.next()
    carol = await floor.carol.reaches(f"*04{ALICE}")
    assert not await rung.unless_cancelled(WITHIN_S)
    assert await asyncio.wait_for(placed, WITHIN_S) == 200
    assert calling.session is not None
    await hear_one_another(calling.session.rtp, carol.rtp)
    await carol.bye()
    await ends(calling.session)


async def test_a_phone_names_what_it_picks_up(floor: Floor) -> None:
    calling, placed = floor.bob.calls(ALICE)
    rung = await floor.alice.next()
    picking = Calling(floor.carol.telephone, CAROL, floor.product.sip_password(CAROL))
    assert await picking.place(ALICE, floor.product.sip_port, replaces=rung.named) == 200
    assert not await rung.unless_cancelled(WITHIN_S)
    assert await asyncio.wait_for(placed, WITHIN_S) == 200
    assert calling.session is not None and picking.session is not None
    await hear_one_another(calling.session.rtp, picking.session.rtp)
    await calling.session.bye()
    await ends(picking.session)


async def test_a_caller_is_parked_and_somebody_talks_to_him(floor: Floor) -> None:
    bob, alice = await floor.talk()
    assert await alice.refer("6001") == 202
    await ends(alice)
    bob.rtp.heard.clear()
    await bob.rtp.hears(100)
    assert float(np.std(bob.rtp.samples(last=50))) > 300  # music
    async with floor.product.native() as native:
        (parked,) = (await native.get("/parked-calls")).json()["items"]
        assert (parked["slot"], parked["caller"]) == ("6001", BOB)
        carol = await floor.carol.reaches("6001")
        await hear_one_another(bob.rtp, carol.rtp)
        assert (await native.get("/parked-calls")).json()["items"] == []
    await carol.bye()
    await ends(bob)


async def test_who_parks_by_the_code_is_called_and_told_the_slot(floor: Floor) -> None:
    bob, alice = await floor.talk()
    assert await alice.refer("*5") == 202
    await ends(alice)
    told = await floor.alice.next()
    assert told.tx.request.from_.uri.user == "6000"
    listening = await told.answer()
    await listening.rtp.hears(100)
    assert float(np.std(listening.rtp.samples(last=50))) > 300  # words
    await listening.bye()
    await bob.bye()


async def test_a_caller_is_parked_by_an_attended_transfer(floor: Floor) -> None:
    bob, alice = await floor.talk()
    asking = await floor.alice.reaches("*056007")
    await asking.rtp.hears(50)
    assert await alice.hand_over(asking.named) == 202
    await ends(alice)
    await ends(asking)
    carol = await floor.carol.reaches("6007")
    await hear_one_another(bob.rtp, carol.rtp)
    await bob.bye()
    await ends(carol)


async def test_nobody_is_parked_where_somebody_is_and_the_talk_goes_on(floor: Floor) -> None:
    first, alice = await floor.talk()
    assert await alice.refer("6002") == 202
    await ends(alice)
    second, alice = await floor.talk()
    await hear_one_another(second.rtp, alice.rtp)
    assert await alice.refer("6002") == 603
    await hear_one_another(second.rtp, alice.rtp)
    for session in (first, second):
        await session.bye()
    await ends(alice)
