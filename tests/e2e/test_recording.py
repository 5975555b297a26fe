"""Calls are recorded where the extension or the trunk says so: both sides, whole, until an option forbids it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import httpx
import numpy as np
import numpy.typing as npt
import pytest
import pytest_asyncio
import soundfile

from switchboard.api.kit.call_ids import call_id, uid
from switchboard.call.record import CallRecord
from switchboard.model.destination import Disa, ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import DISA_PIN, Ivr, Option, Route
from switchboard.model.prompt import Announcement
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.store.people.credentials import Credentials
from tests.kit import sipp_steps as steps
from tests.kit.calls import talking
from tests.kit.phones import Phones, data_of, kinds, phones_of, rtp_ends
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd, has_tone
from tests.kit.trunks import TALKS, objects_of, outside_call
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CALLER_HZ, CALLEE_HZ = 440.0, 1000.0
RATE_HZ = 8000
Samples = npt.NDArray[np.int16]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def trunk_port(product: Product) -> int:
    """A recorded trunk whose number 5552000 is a menu: 1 is Alice, 2 too, but unrecorded, 3 asks for a PIN. Bob is
    recorded.
    """
    port = reserved_port()
    async with objects_of(product) as objects:
        alice, bob = await objects.id_of("1000"), await objects.id_of("1001")
        to = ToExtension(extension=alice)
        options = (
            Option(keys="1", route=Route(to=to)),
            Option(keys="2", route=Route(to=to, stop_recording=True)),
            Option(keys="3", route=Route(to=Disa())),
        )
        menu = Ivr(number="6500", name="Recorded", greeting=(Announcement(name="default"),), options=options)
        trunk = await objects.create(Trunk(name="recorded", host="127.0.0.1", port=port, record=True))
        entry = ToIvr(ivr=await objects.create(menu))
        await objects.create(InboundRoute(name="recorded", trunks=(trunk,), pattern="5552000", to=entry))
        await objects.repository.edit(
            Extension, bob, lambda extension: extension.model_copy(update={"record": True}), author="test"
        )
    async with product.database() as database:
        credentials = Credentials(database, product.data / "secret.key")
        await credentials.set_object_secret(DEFAULT_TENANT, Ivr.kind, entry.ivr, DISA_PIN, "975319")
    return port


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, trunk_port: int, tmp_path: Path) -> AsyncIterator[Phones]:
    """Phones of one test."""
    async with phones_of(product, tmp_path) as found:
        yield found


def hangs_up(after_ms: int) -> tuple[str, str, str]:
    """The caller is answered, stays a while and hangs up."""
    return steps.MAY_RING + steps.answered(), steps.pause(after_ms), steps.by_caller("BYE", 3)


async def talk(caller: RtpEnd, callee: RtpEnd, phones: Phones) -> None:
    """Both say their tones until all have hung up."""
    async with talking(caller, CALLER_HZ), talking(callee, CALLEE_HZ):
        await callee.hears_tone(CALLER_HZ)
        await caller.hears_tone(CALLEE_HZ)
        await phones.succeed()


def recording_of(product: Product, record: CallRecord) -> tuple[Samples, Samples]:
    """Left and right of the file that the record names."""
    assert record.recording
    samples, rate_hz = soundfile.read(product.data / "recordings" / record.recording, dtype="int16")
    assert rate_hz == RATE_HZ
    assert samples.ndim == 2
    return samples[:, 0], samples[:, 1]


def seconds_with(samples: Samples, frequency_hz: float) -> float:
    """For how long the tone is heard, in steps of 100 ms."""
    step = RATE_HZ // 10
    parts = [samples[start : start + step] for start in range(0, len(samples) - step + 1, step)]
    return sum(has_tone(part, RATE_HZ, frequency_hz) for part in parts) / 10


async def assert_recorded(product: Product, record: CallRecord, *, talk_s: float) -> None:
    """The caller's tone is on the left alone, the callee's on the right alone, and the file is as long as the call."""
    left, right = recording_of(product, record)
    assert seconds_with(left, CALLER_HZ) >= talk_s
    assert seconds_with(right, CALLEE_HZ) >= talk_s
    assert seconds_with(left, CALLEE_HZ) == 0.0
    assert seconds_with(right, CALLER_HZ) == 0.0
    assert record.answered_at is not None
    assert record.ended_at is not None
    call_s = (record.ended_at - record.answered_at).total_seconds()
    assert abs(len(left) / RATE_HZ - call_s) < 0.3


async def test_recorded_extension_calls(product: Product, phones: Phones) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        await phones.caller("1001", "1000", *hangs_up(3000), rtp_port=caller.port)
        await talk(caller, callee, phones)
    record, events = await phones.ended()
    assert [event["name"] for event in data_of(events, "recording_started")] == [record.recording]
    await assert_recorded(product, record, talk_s=1.5)


async def test_recorded_extension_is_called(product: Product, phones: Phones) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1001", *TALKS, rtp_port=callee.port)
        await phones.caller("1000", "1001", *hangs_up(3000), rtp_port=caller.port)
        await talk(caller, callee, phones)
    await assert_recorded(product, await phones.record(), talk_s=1.5)


async def test_recorded_trunk_through_a_menu(product: Product, phones: Phones, trunk_port: int) -> None:
    """From the first prompt on: what the caller hears of it is on the right."""
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        await outside_call(phones, trunk_port, "5552000", *hangs_up(5000), rtp_port=caller.port)
        await caller.hears(50)
        await caller.press("1")
        await talk(caller, callee, phones)
    record = await phones.record()
    await assert_recorded(product, record, talk_s=1.5)
    _, right = recording_of(product, record)
    assert np.abs(right[:RATE_HZ]).max() > 500


async def test_option_that_stops_recording(product: Product, phones: Phones, trunk_port: int) -> None:
    """The file ends with the menu and holds nothing of the talk."""
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        await outside_call(phones, trunk_port, "5552000", *hangs_up(4500), rtp_port=caller.port)
        await caller.hears(50)
        await caller.press("2")
        await talk(caller, callee, phones)
    record, events = await phones.ended()
    what = [kind for kind in kinds(events) if kind.startswith("recording_") or kind == "bridged"]
    assert what == ["recording_started", "recording_forbidden", "recording_stopped", "bridged"]
    left, right = recording_of(product, record)
    assert 0.8 <= len(left) / RATE_HZ < 3.0
    assert (seconds_with(left, CALLER_HZ), seconds_with(right, CALLEE_HZ)) == (0.0, 0.0)


async def test_nothing_is_recorded_while_a_pin_is_asked_for(product: Product, phones: Phones, trunk_port: int) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, _):
        await outside_call(phones, trunk_port, "5552000", *hangs_up(5000), rtp_port=caller.port)
        async with talking(caller, CALLER_HZ):
            await caller.hears(100)
            await caller.press("3")
            await phones.succeed()
    left, right = recording_of(product, await phones.record())
    assert seconds_with(left, CALLER_HZ) >= 0.8
    assert np.abs(left[-RATE_HZ:]).max() == np.abs(right[-RATE_HZ:]).max() == 0


async def test_unrecorded_call_leaves_no_file(product: Product, phones: Phones) -> None:
    directory = product.data / "recordings"
    before = set(directory.iterdir())
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1003", *TALKS, rtp_port=callee.port)
        await phones.caller("1002", "1003", *hangs_up(1500), rtp_port=caller.port)
        await talk(caller, callee, phones)
    record = await phones.record()
    assert record.recording == ""
    assert set(directory.iterdir()) == before


@pytest.mark.parametrize(("caller_codec", "callee_codec"), [("PCMA", "PCMU"), ("PCMU", "PCMA")])
async def test_codecs(product: Product, phones: Phones, caller_codec: str, callee_codec: str) -> None:
    """Recording decodes what each side of the caller's leg speaks."""
    async with rtp_ends(caller_codec, callee_codec) as (caller, callee):
        answers = (steps.respond(200, "OK", _sdp(callee_codec)), steps.ACKNOWLEDGED, steps.takes("BYE"))
        await phones.callee("1000", *answers, rtp_port=callee.port)
        await phones.caller("1001", "1000", *hangs_up(2500), rtp_port=caller.port, sdp=_sdp(caller_codec))
        await talk(caller, callee, phones)
    await assert_recorded(product, await phones.record(), talk_s=1.0)


def _sdp(codec: str) -> str:
    payload_type = {"PCMU": 0, "PCMA": 8}[codec]
    return steps.sdp(media=f"{payload_type} 101", rtpmap=f"a=rtpmap:{payload_type} {codec}/8000")


@asynccontextmanager
async def servetel(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the dialect that may hear recordings."""
    options = ("--dialect", "servetel", "--permanent", "--right", "recordings", "--json")
    minted = json.loads(await product.cli("credentials", "new", *options))
    async with web_client(f"http://127.0.0.1:{product.api_port}", {"Authorization": minted["token"]}) as client:
        yield client


@asynccontextmanager
async def portsip(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    """The first user, who may hear recordings now."""
    name, password = product.first_user()
    await product.cli("users", "rights", name, "recordings")
    async with web_client(f"http://127.0.0.1:{product.api_port}") as client:
        signed_in = await client.post("/api/auth/sign_in", json={"username": name, "password": password})
        client.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
        yield client


async def test_a_recorded_call_is_heard_through_every_dialect_until_it_is_destroyed(
    product: Product, phones: Phones
) -> None:
    async with rtp_ends("PCMU", "PCMU") as (caller, callee):
        await phones.callee("1000", *TALKS, rtp_port=callee.port)
        await phones.caller("1001", "1000", *hangs_up(3000), rtp_port=caller.port)
        await talk(caller, callee, phones)
    record = await phones.record()
    yeastar = await product.yeastar()
    assert (await yeastar.get("/recording/list"))["errcode"] == 10005
    await product.cli("credentials", "rights", product.api_client()[0], "recordings")

    asked = {"caller": "1001", "callee": "1000", "uid": uid(record.id)}
    found = (await yeastar.get("/recording/search", **asked))["data"]
    assert isinstance(found, list)
    (row,) = found
    assert call_id(record.id) in row["file"] and row["call_type"] == "Internal"
    link = (await yeastar.get("/recording/download", file=row["file"]))["download_resource_url"]
    base = f"http://127.0.0.1:{product.api_port}"
    async with web_client(base) as anybody, servetel(product) as other, portsip(product) as third:
        path = f"{link}?access_token={yeastar.token}"
        sound = (await anybody.get(path)).content
        assert len(sound) == row["size"]
        samples, _ = soundfile.read(BytesIO(sound), dtype="int16")
        assert seconds_with(samples[:, 0], CALLER_HZ) >= 1.5
        assert seconds_with(samples[:, 1], CALLEE_HZ) >= 1.5
        part = await anybody.get(path, headers={"Range": "bytes=1000-1999"})
        assert (part.status_code, part.content) == (206, sound[1000:2000])

        records = (await other.get("/v1/call/records", params={"call_id": call_id(record.id)})).json()["results"]
        url = next(one["recording_url"] for one in records if one["call_id"] == call_id(record.id))
        assert (await anybody.get(url)).content == sound

        (one,) = [
            one
            for one in (await third.get("/api/recordings")).json()["items"]
            if one["started_at"] >= f"{record.started_at:%Y-%m-%dT%H:%M:%SZ}"
        ]
        (file,) = (await third.get(f"/api/recordings/{one['id']}")).json()["items"]
        assert (await anybody.get(file["file_url"])).content == sound
        assert (await third.post(f"/api/recordings/{one['id']}/destroy")).status_code == 204
        assert (await anybody.get(path)).json()["errcode"] == 10004
        assert [(await anybody.get(gone)).status_code for gone in (url, file["file_url"])] == [404, 404]
    assert not (product.data / "recordings" / record.recording).exists()
    await yeastar.close()
