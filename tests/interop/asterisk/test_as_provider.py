"""Asterisk as the provider at which the product registers: numbers called from outside, and calls out."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
import soundfile

from switchboard.model.trunk import DialPattern, OutboundRoute
from tests.interop.asterisk.conftest import PASSWORD, Ours
from tests.interop.asterisk.page import Section
from tests.interop.asterisk.talk import Watch, both_hear, prompt
from tests.kit.asterisk import Asterisk
from tests.kit.mailboxes import likeness
from tests.kit.phone import hears
from tests.kit.phones import eventually
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

CARRIER_HZ, OURS_HZ = 700, 1000
PROMPT_S = 3.0

LINE = """
[{codec}]
type = endpoint
disallow = all
allow = {codec}
aors = office
"""
CODECS = ("g722", "alaw", "ulaw")

CARRIER = """
[from-office](+)
exten => 091,1,Busy()
exten => 092,1,Congestion()
exten => 093,1,Ringing()
same => n,Wait(30)
exten => 095,1,Progress()
same => n,Playtones(700)
same => n,Wait(2)
same => n,Hangup(1)
exten => 094,1,Answer()
same => n,Playtones(700)
same => n,Wait(30)

[listens]
exten => s,1,MixMonitor(${HEARD}.wav,r(${HEARD}-heard.wav))
same => n,Wait(4)
same => n,SendDTMF(3)
same => n,Wait(0.5)

[talks]
exten => s,1,SendDTMF(1)
same => n,Playtones(700)
same => n,Wait(30)
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asterisk(product: Product, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asterisk]:
    """The product has registered there."""
    port = reserved_port()
    section = Section("Asterisk as the provider", product.sip_port, port)
    files = dict(section.files(PASSWORD=PASSWORD))
    files["pjsip.conf"] += "".join(LINE.format(codec=codec) for codec in CODECS)
    files["extensions.conf"] += CARRIER
    found = await Asterisk.start(tmp_path_factory.mktemp("asterisk"), port, files)
    async with objects_of(product) as objects:
        known = await section.create(objects, IVR_ID=await objects.id_of("6200"))
        trunk = int(str(known["TRUNK_ID"]))
        brief = DialPattern(pattern="5093", strip=1)
        await objects.create(
            OutboundRoute(name="brief", patterns=(brief,), trunks=(trunk,), all_extensions=True, ring_time_s=1)
        )
    await product.cli("credentials", "trunk", str(trunk), "--password", PASSWORD)
    await found.event("ContactStatus", AOR="office", ContactStatus="NonQualified")
    yield found
    await found.close()


async def calls_in(asterisk: Asterisk, context: str, endpoint: str = "office", **variables: object) -> None:
    """Carl, at the carrier, calls one of our numbers."""
    await asterisk.action(
        "Originate",
        Channel=f"PJSIP/5551003@{endpoint}",
        Context=context,
        Exten="s",
        Priority=1,
        CallerID="Carl <0441234>",
        Variable=",".join(f"{name}={value}" for name, value in variables.items()),
        Async="true",
    )


async def test_a_caller_from_outside_reaches_alice(product: Product, asterisk: Asterisk, ours: Ours) -> None:
    watch, alice = Watch(product), await ours("1000")
    await calls_in(asterisk, "talks")
    alice_side = await (await alice.rung.get()).answer()
    assert (alice_side.dialog.remote.uri.user, alice_side.dialog.remote.display_name) == ("0441234", "Carl")
    await hears(alice_side, CARRIER_HZ)
    await alice_side.bye()
    call = await watch.ended()
    assert (call["caller"], call["dialled"], call["dtmf_methods"]) == ("0441234", "5551003", ["rfc4733"])
    await asterisk.has_no_channel()


async def test_the_menu_sounds_right_in_every_codec(product: Product, asterisk: Asterisk, tmp_path: Path) -> None:
    """Three callers at once, who press a key at the end."""
    watch = Watch(product)
    for codec in CODECS:
        await calls_in(asterisk, "listens", codec, HEARD=tmp_path / codec)
    for _ in CODECS:
        await asterisk.event("Hangup", Context="listens")
    stored = await prompt(product, "welcome.wav", PROMPT_S)
    for codec in CODECS:
        heard, rate_hz = soundfile.read(tmp_path / f"{codec}-heard.wav", dtype="int16")
        assert rate_hz == 8000
        correlation, level_db = likeness(stored, heard.astype(np.float64))
        assert correlation > 0.95, codec
        assert abs(level_db) < 1, codec
    assert (await watch.ended())["dtmf_methods"] == ["rfc4733"]
    assert await watch.data("key_pressed") == [{"digit": "3", "method": "rfc4733"}]


async def test_a_call_out_shows_the_number_of_the_route(asterisk: Asterisk, ours: Ours) -> None:
    bob = await ours("1001")
    session = await bob.reaches("094")
    channel = await asterisk.event("Newchannel", Exten="094")
    assert channel["CallerIDNum"] == "5551000"
    await both_hear(session, OURS_HZ, CARRIER_HZ)
    await session.bye()
    await asterisk.has_no_channel()


@pytest.mark.parametrize(
    ("number", "status", "outcome"),
    [
        ("091", 486, {"outcome": "busy", "status": 486}),
        ("092", 500, {"outcome": "failed", "status": 503}),
        ("5093", 480, {"outcome": "no-answer", "status": 0}),
    ],
    ids=["busy", "congestion", "silence"],
)
async def test_a_call_out_in_vain(
    product: Product, asterisk: Asterisk, ours: Ours, number: str, status: int, outcome: dict[str, object]
) -> None:
    watch, bob = Watch(product), await ours("1001")
    _, placed = bob.calls(number)
    assert await asyncio.wait_for(placed, 10) == status
    assert await watch.data("dial_ended") == [outcome]
    await asterisk.has_no_channel()


async def test_what_the_provider_says_before_it_refuses_is_heard(
    product: Product, asterisk: Asterisk, ours: Ours
) -> None:
    watch, bob = Watch(product), await ours("1001")
    calling, placed = bob.calls("095")
    await eventually(lambda: calling.audio is not None)
    assert calling.audio is not None
    await calling.audio.hears_tone(CARRIER_HZ)
    assert await asyncio.wait_for(placed, 10) == 480
    assert (await watch.ended())["answered_at"] is None
    assert await watch.data("dial_ended") == [{"outcome": "unreachable", "status": 404}]
    await asterisk.has_no_channel()
