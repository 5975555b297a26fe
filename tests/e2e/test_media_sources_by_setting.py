"""What settings permit of sources of audio: phones at private addresses anywhere, and what a trusted proxy says."""

import asyncio
import socket
import struct
from pathlib import Path

import pytest

from tests.kit import sipp_steps as steps
from tests.kit.phones import audio_of, phones_of
from tests.kit.product import running
from tests.kit.ua import Calling, Invited, Telephone, describe

pytestmark = [pytest.mark.e2e]

ELSEWHERE = "127.0.0.66"
BEHIND_NAT = "IN IP4 127.0.0.77"
PACKETS = 10


async def is_heard(remote: tuple[str, int]) -> bool:
    """Whether one who sends from elsewhere gets the audio of the call."""
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((ELSEWHERE, 0))
        sock.setblocking(False)
        for sequence in range(PACKETS):
            sock.sendto(struct.pack("!BBHII", 0x80, 0, sequence, sequence * 160, 7) + b"\xff" * 160, remote)
        try:
            return len(await asyncio.wait_for(loop.sock_recv(sock, 2048), 2.0)) > 12
        except TimeoutError:
            return False


async def not_called(invited: Invited) -> None:
    raise AssertionError(invited.uri)


async def test_a_phone_at_a_private_address_may_be_anywhere(tmp_path: Path) -> None:
    async with running(tmp_path, "any_source_behind_nat = true") as product:
        telephone = Telephone(not_called)
        await telephone.start()
        caller = Calling(telephone, "1001", product.sip_password("1001"))
        assert await caller.place("6200", product.sip_port, lambda port: describe(port, BEHIND_NAT)) == 200
        session = caller.session
        assert session is not None and session.rtp.remote is not None
        assert await is_heard(session.rtp.remote)
        await session.bye()
        await telephone.close()
        assert f" media-source-changed source={ELSEWHERE} " in (product.data / "security.log").read_text()


async def test_a_trusted_proxy_says_where_the_phone_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCHBOARD_SIP__TRUSTED_PROXIES", '["127.0.0.1/32"]')
    async with running(tmp_path) as product, phones_of(product, tmp_path) as phones:
        via = f"Via: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK-phone;received={ELSEWHERE};rport=5060"
        then = (steps.MAY_RING + steps.answered(), steps.pause(4000), steps.by_caller("BYE", 3))
        sdp = steps.sdp().replace("c=IN IP4 [local_ip]", f"c={BEHIND_NAT}")
        caller = await phones.caller("1001", "6200", *then, via=via, sdp=sdp)
        assert await is_heard(await audio_of(caller))
        await phones.succeed()
