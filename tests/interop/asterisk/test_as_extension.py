"""Asterisk as an extension of the product: its telephones are agents, have a lamp and send callers on."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.model.queue import Queue, QueueAgent
from tests.interop.asterisk.conftest import PASSWORD, At, Ours
from tests.interop.asterisk.page import Section
from tests.interop.asterisk.talk import Watch, answers, both_hear, ends, has_heard, reaches
from tests.kit.asterisk import Asterisk
from tests.kit.baresip import Baresip
from tests.kit.phone import hears
from tests.kit.phones import talking
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import voice_messages

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

NUMBER, QUEUE = "1003", "6400"
ANN_HZ, OURS_HZ, OTHER_HZ = 440, 1000, 1500

SENDS = """
[sends]
exten => s,1,Transfer(PJSIP/sip:1001@127.0.0.1:{port})
same => n,Wait(10)
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asterisk(product: Product, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asterisk]:
    """It has registered; its only telephone may log in as the agent of a queue, and has to accept calls."""
    port = reserved_port()
    section = Section("Asterisk as an extension", product.sip_port, port)
    files = dict(section.files(SIP_PASSWORD=product.sip_password(NUMBER), PASSWORD=PASSWORD))
    files["extensions.conf"] += SENDS.format(port=product.sip_port)
    async with objects_of(product) as objects:
        seat = QueueAgent(extension=await objects.id_of(NUMBER), login="by_code")
        await objects.create(Queue(name="Support", number=QUEUE, agents=(seat,), ring_time_s=60, accept_key="1"))
    found = await Asterisk.start(tmp_path_factory.mktemp("asterisk"), port, files)
    await found.event("Registry", Status="Registered")
    yield found
    await found.close()


async def test_an_agent_at_asterisk(product: Product, ours: Ours, at_asterisk: At) -> None:
    """He logs in by code, is rung, accepts by key, and talks."""
    ann, bob = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001")
    await ann.dial("*7")
    await ann.event("CALL_ESTABLISHED")
    await ann.event("CALL_CLOSED")
    watch = Watch(product)
    session = await bob.reaches(QUEUE)
    await answers(ann)
    await ann.press("1")
    await both_hear(session, OURS_HZ, ANN_HZ)
    await ann.command("hangup")
    await ends(session)
    assert [one["outcome"] for one in await watch.data("queue_offer_ended")] == ["answered"]
    assert await has_heard(ann, OURS_HZ)


async def test_asterisk_sends_a_caller_on(product: Product, asterisk: Asterisk, ours: Ours, at_asterisk: At) -> None:
    """By REFER to us, as its application Transfer does; it is told that this went well."""
    watch, ann, alice, bob = Watch(product), await at_asterisk("401"), await ours("1000"), await ours("1001")
    asterisk.seen.clear()
    session = await reaches(alice, NUMBER, ann)
    channel = await asterisk.event("Newchannel", Exten=NUMBER)
    await asterisk.action("Redirect", Channel=channel["Channel"], Context="sends", Exten="s", Priority=1)
    bob_side = await (await bob.rung.get()).answer()
    async with talking((session.rtp, OURS_HZ), (bob_side.rtp, OTHER_HZ)):
        await hears(session, OTHER_HZ)
        await hears(bob_side, OURS_HZ)
    await session.bye()
    await ends(bob_side)
    assert [one["to"] for one in await watch.data("transferred")] == ["1001"]


async def test_the_lamp_of_a_telephone_at_asterisk(ours: Ours, at_asterisk: At) -> None:
    """Bob leaves a message for 1003: Asterisk is told by us, and its telephone by Asterisk."""
    ann, bob = await at_asterisk("401", lamp=True), await ours("1001")
    assert await _shown(ann) == "0/0"
    session = await bob.reaches(f"*12{NUMBER}")
    await session.rtp.hears(20)
    await session.rtp.press("#")
    await session.rtp.hears_tone(1000)
    await session.rtp.hears(len(session.rtp.audio_packets()) + 30)
    await session.rtp.speak(3)
    await session.bye()
    assert await _shown(ann) == "1/0"


async def _shown(phone: Baresip) -> str:
    """What the lamp shows next."""
    return voice_messages((await phone.event("MWI_NOTIFY"))["param"])
