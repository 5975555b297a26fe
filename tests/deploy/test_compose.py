"""The compose file at work, with its own commands, settings, volumes, secrets and privileges: phones register at the
edge, one calls the menu and presses a key, and the other one rings."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.compose import NODES, stack
from tests.kit.own_network import own_network
from tests.kit.ua import Calling, Invited, Session, Telephone

pytestmark = pytest.mark.e2e

MACHINE, DESK = "127.0.0.10", "127.0.0.20"
"""Where all services are, and a softphone; and a phone of its own."""
SIP_PORT = 5060
ALICE, BOB, MENU, KEY_OF_ALICE = "1000", "1001", "6200", "1"
WITHIN_S = 120.0


@pytest.fixture
def network() -> Iterator[None]:
    """The ports of the compose file, of which nobody else has any."""
    if not permitted():
        pytest.skip("namespaces of one's own need root, and a machine that permits them")
    with own_network():
        yield


def permitted() -> bool:
    """Whether a container within a container, say, may have namespaces."""
    tried = subprocess.run(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], capture_output=True, check=False)
    return os.geteuid() == 0 and tried.returncode == 0


async def test_a_key_in_the_menu_reaches_a_phone(tmp_path: Path, network: None) -> None:
    answered: asyncio.Queue[Session] = asyncio.Queue()

    async def answer(invited: Invited) -> None:
        invited.ring()
        answered.put_nowait(await invited.answer())

    async with stack(tmp_path, MACHINE) as site:
        desk = Telephone(answer, host=DESK, server=MACHINE)
        softphone = Telephone(answer, host=MACHINE)
        await desk.start()
        await softphone.start()
        try:
            await desk.register(ALICE, site.password(ALICE), SIP_PORT)
            await softphone.register(BOB, site.password(BOB), SIP_PORT)
            async with asyncio.timeout(WITHIN_S):
                await key_reaches(softphone, BOB, site.password(BOB), answered)
        finally:
            await softphone.close()
            await desk.close()
        assert not [line for node in NODES for line in site.running[node].printed if "Traceback" in line]


async def key_reaches(telephone: Telephone, user: str, password: str, answered: "asyncio.Queue[Session]") -> None:
    session = await menu_of(telephone, user, password)
    await session.press_by_info(KEY_OF_ALICE)
    callee = await answered.get()
    await session.bye()
    await callee.ended.wait()


async def menu_of(telephone: Telephone, user: str, password: str) -> Session:
    """Calls again while the edge takes a busy node for a dead one: it waits for none longer than two seconds."""
    while True:
        calling = Calling(telephone, user, password)
        await calling.place(MENU, SIP_PORT)
        if calling.session is not None:
            return calling.session
