"""Extensions of Asterisk behind the product, through a trunk by address: both directions, and what can go wrong."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray

from switchboard.model.conference import Conference
from switchboard.model.destination import ToConference, ToExternalNumber, ToGroupVoicemail
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember, Ivr, Option, Route
from switchboard.model.prompt import Announcement
from switchboard.model.trunk import InboundRoute
from tests.interop.asterisk.conftest import PASSWORD, At, Phones
from tests.interop.asterisk.page import Section
from tests.kit.asterisk import Asterisk
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.phone import hears
from tests.kit.phones import talking
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import has_tone
from tests.kit.trunks import Objects, objects_of
from tests.kit.ua import Session

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

ANN_HZ, BEN_HZ, OURS_HZ, OTHER_HZ = 440, 700, 1000, 1500
MENU, ROOM, DESK = "6600", "6500", "6320"

MORE_ENDPOINTS = """
[inband](switchboard)
dtmf_mode = inband
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asterisk(product: Product, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asterisk]:
    port = reserved_port()
    section = Section("Extensions behind Asterisk", product.sip_port, port)
    async with objects_of(product) as objects:
        known = await section.create(objects, IVR_ID=await objects.id_of("6200"))
        await places(objects, int(str(known["TRUNK_ID"])))
    found = await Asterisk.start(tmp_path_factory.mktemp("asterisk"), port, section.files(PASSWORD=PASSWORD))
    yield found
    await found.close()


async def places(objects: Objects, trunk: int) -> None:
    """A menu that rings Ann, a room and a mailbox, each with a route from Asterisk."""
    rings = Option(keys="1", route=Route(to=ToExternalNumber(number="401")))
    greeting = (Announcement(name="default"),)
    await objects.create(Ivr(number=MENU, name="Ann", greeting=greeting, options=(rings,)))
    room = await objects.create(Conference(name="Room", number=ROOM))
    member = ExtensionMember(extension=await objects.id_of("1001"))
    desk = await objects.create(GroupVoicemail(name="Desk", number=DESK, members=(member,)))
    for number, to in ((ROOM, ToConference(conference=room)), (DESK, ToGroupVoicemail(group_voicemail=desk))):
        await objects.create(InboundRoute(name=number, trunks=(trunk,), pattern=number, to=to))


async def answers(phone: Baresip) -> None:
    await phone.event("CALL_INCOMING")
    await phone.command("accept")
    await phone.event("CALL_ESTABLISHED")


async def both_hear(near: Session, near_hz: float, far_hz: float) -> None:
    """`near` hears the other's tone, and lets it hear its own for a while."""
    async with talking((near.rtp, near_hz)):
        await hears(near, far_hz)
        await near.rtp.hears(len(near.rtp.audio_packets()) + 40)


async def heard(phone: Baresip) -> NDArray[np.int16]:
    """All that it heard; it is closed."""
    await phone.close()
    return phone.heard()


async def test_a_caller_at_asterisk_hears_the_menu_and_reaches_alice(
    product: Product, ours: Phones, at_asterisk: At
) -> None:
    ann, alice = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1000")
    await ann.dial("6200")
    await ann.event("CALL_ESTABLISHED")
    await ann.press("1")
    alice_side = await (await alice.rung.get()).answer()
    assert (alice_side.dialog.remote.uri.user, alice_side.dialog.remote.display_name) == ("401", "Ann")
    await both_hear(alice_side, OURS_HZ, ANN_HZ)
    await alice_side.bye()
    await ann.event("CALL_CLOSED")
    (call,) = await product.ended_calls(1)
    assert (call["caller"], call["caller_name"], call["dialled"], call["ended_by"]) == ("401", "Ann", "6200", "callee")
    assert has_tone((await heard(ann))[-RATE_HZ // 2 :], RATE_HZ, OURS_HZ)


async def test_a_key_of_our_menu_rings_an_extension_of_asterisk(
    product: Product, ours: Phones, at_asterisk: At
) -> None:
    ann, bob = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001")
    session = await bob.reaches(MENU)
    await session.rtp.press("1")
    await answers(ann)
    await both_hear(session, OURS_HZ, ANN_HZ)
    await ann.command("hangup")
    await asyncio.wait_for(session.ended.wait(), 10)
    assert has_tone((await heard(ann))[-RATE_HZ // 2 :], RATE_HZ, OURS_HZ)
