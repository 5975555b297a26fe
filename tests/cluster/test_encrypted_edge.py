"""A phone over TLS at the edge, whose audio rtpengine decrypts: it registers, calls and is called by either node."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.authority import Authority
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.calls import talking
from tests.kit.cluster import Cluster, cluster
from tests.kit.openssl import speaks
from tests.kit.postgresql import Postgresql
from tests.kit.rtp import has_tone
from tests.kit.rtpengine import Rtpengine, rtpengine
from tests.kit.ua import Session

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, BOB, ALICE = "6200", "1001", "1000"
TO_ALICE = "1"
ALICE_HZ, BOB_HZ = 440, 1000
WITHIN_S = 60.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def media(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Rtpengine]:
    async with rtpengine(tmp_path_factory.mktemp("rtpengine")) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(
    server: Postgresql,
    authority: Authority,
    tls_port: int,
    media: Rtpengine,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Cluster]:
    directory: Path = tmp_path_factory.mktemp("cluster")
    (directory / "edge").mkdir()
    pair = authority.sign("127.0.0.1")
    for name in ("certificate.pem", "key.pem"):
        shutil.copy(pair, directory / "edge" / name)
    edge = ("--tls", "--tls-port", str(tls_port), "--rtpengine", media.address)
    async with cluster(directory, server.url, *edge) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def alice(site: Cluster, authority: Authority, tls_port: int, tmp_path: Path) -> AsyncIterator[Baresip]:
    """Hers takes and offers encrypted audio alone."""
    phone = await Baresip.start(
        *(tmp_path, ALICE, site.password(ALICE), tls_port), tone_hz=ALICE_HZ, tls_ca=authority.ca, encrypts=True
    )
    yield phone
    await phone.close()


async def they_talk(alice: Baresip, bob: Session) -> None:
    """He hears her, and once she is gone it is seen that she heard him."""
    await alice.gets_audio()
    async with talking(bob.rtp, BOB_HZ):
        await bob.rtp.hears_tone(ALICE_HZ)
        await bob.rtp.hears(len(bob.rtp.audio_packets()) + 50)
    await alice.command("hangup")
    await asyncio.wait_for(bob.ended.wait(), WITHIN_S)


async def test_an_encrypted_phone_calls_a_plain_one(site: Cluster, alice: Baresip, media: Rtpengine) -> None:
    answered: asyncio.Queue[Session] = asyncio.Queue()
    async with site.telephone(answered=answered) as bob:
        await bob.register(BOB, site.password(BOB), site.port)
        await alice.dial(BOB)
        await alice.event("CALL_ESTABLISHED", WITHIN_S)
        await they_talk(alice, await asyncio.wait_for(answered.get(), WITHIN_S))
    await alice.close()
    assert has_tone(alice.heard()[-RATE_HZ // 4 :], RATE_HZ, BOB_HZ)
    await media.has_no_calls()


@pytest.mark.parametrize("node", ["a", "b"])
async def test_an_encrypted_phone_is_called_by_each_node(
    site: Cluster, alice: Baresip, media: Rtpengine, node: str
) -> None:
    async with site.telephone() as bob:
        session = await site.call_at(node, bob, BOB, MENU)
        await session.rtp.press(TO_ALICE)
        await alice.event("CALL_INCOMING", WITHIN_S)
        await alice.command("accept")
        await alice.event("CALL_ESTABLISHED", WITHIN_S)
        await they_talk(alice, session)
    await alice.close()
    assert has_tone(alice.heard()[-RATE_HZ // 4 :], RATE_HZ, BOB_HZ)
    await media.has_no_calls()


async def test_nothing_is_kept_of_calls_that_come_to_nothing(
    site: Cluster, authority: Authority, tls_port: int, media: Rtpengine, tmp_path: Path
) -> None:
    """Otherwise strangers would take all ports: rtpengine waits an hour for an answer."""
    stranger = await Baresip.start(
        *(tmp_path, ALICE, "wrong", tls_port), register=False, tls_ca=authority.ca, encrypts=True
    )
    try:
        await stranger.dial(MENU)
        await stranger.event("CALL_CLOSED", WITHIN_S)
        await media.has_no_calls()
    finally:
        await stranger.close()


async def test_old_versions_of_tls_are_refused(site: Cluster, authority: Authority, tls_port: int) -> None:
    spoken = [await speaks(tls_port, authority.ca, version) for version in ("tls1", "tls1_1", "tls1_2", "tls1_3")]
    assert spoken == [False, False, True, True]
