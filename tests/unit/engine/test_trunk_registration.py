"""When a registration at a trunk that failed is tried again; on virtual time."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

import pytest

from switchboard.engine.builtin.context import TrunkAccount
from switchboard.engine.builtin.trunk_registration import TrunkRegistration
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.message import Request
from switchboard.sip.uri import NameAddr, SipUri

pytestmark = pytest.mark.unit

TRUNK = Trunk(name="provider", type="register", host="sip.provider.invalid", username="4420")
KNOWN = TrunkAccount("4420", "secret")
UNUSED = cast(SipEndpoint, None)
"""Nothing is sent while the trunk has no address."""


@dataclass
class Nowhere:
    """A trunk whose name has no address; when that was asked, in seconds."""

    asked_s: list[float] = field(default_factory=list)
    account: TrunkAccount | None = KNOWN
    database_away: bool = False

    async def hops(self) -> list[NextHop]:
        self.asked_s.append(asyncio.get_running_loop().time())
        return []

    async def look_up(self) -> TrunkAccount | None:
        if self.database_away:
            raise Unavailable("the database is away")
        return self.account

    async def keep_for(self, duration_s: float) -> None:
        registration = TrunkRegistration(UNUSED, TRUNK, self.hops, self.look_up)
        task = asyncio.create_task(registration.keep())
        await asyncio.sleep(duration_s)
        task.cancel()
        await asyncio.wait({task})


@pytest.mark.parametrize("database_away", [False, True])
@pytest.mark.parametrize("account", [KNOWN, None])
def test_a_name_without_address_is_asked_ever_more_rarely(account: TrunkAccount | None, database_away: bool) -> None:
    nowhere = Nowhere(account=account, database_away=database_away)
    run_virtual(nowhere.keep_for(4000.0))
    assert nowhere.asked_s == [0, 30, 90, 210, 450, 930, 1890, 2850, 3810]


def test_another_password_is_tried_soon_and_then_rarely_again() -> None:
    nowhere = Nowhere()

    async def change_password() -> None:
        keeping = asyncio.create_task(nowhere.keep_for(300.0))
        await asyncio.sleep(100.5)
        nowhere.account = TrunkAccount("4420", "another")
        await keeping

    run_virtual(change_password())
    assert nowhere.asked_s == [0, 30, 90, 101, 131, 191]


class Wire:
    """An endpoint that keeps the request that it is to send."""

    def __init__(self) -> None:
        self.sent: list[Request] = []

    def contact(self, hop: NextHop, user: str) -> NameAddr:
        return NameAddr(SipUri(user=user, host=hop.host))

    def request(self, request: Request, hop: NextHop) -> None:
        self.sent.append(request)
        raise Unavailable("it is not sent")


@pytest.mark.parametrize("username", ["4420", "a b", "x>;q=<1", "me@provider", "ü"])
def test_a_user_name_is_one_user_in_the_headers(username: str) -> None:
    wire, trunk = Wire(), TRUNK.model_copy(update={"username": username})

    async def hops() -> list[NextHop]:
        return [NextHop("udp", "192.0.2.1", 5060)]

    async def nobody() -> None:
        return None

    run_virtual(TrunkRegistration(cast(SipEndpoint, wire), trunk, hops, nobody).refresh())
    (request,) = wire.sent
    assert (request.from_.uri.user, request.to.uri.user) == (username, username)
    assert request.from_.tag and request.from_.uri.host == "sip.provider.invalid"
