"""Callers leave messages with the running product: what they said is what can be heard, whatever fails meanwhile."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember
from switchboard.model.voicemail import Voicemail
from tests.e2e.databases import is_healthy, prepared
from tests.e2e.phones import CALLER, Phones, ends, phones
from tests.kit.mailboxes import RATE_HZ, likeness, listener_of, message_in, sound_of
from tests.kit.postgresql import postgresql
from tests.kit.processes import kill, until
from tests.kit.product import Product
from tests.kit.punctual import Stage
from tests.kit.sounds import samples, speech
from tests.kit.trunks import objects_of
from tests.kit.ua import Session

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

DESK = "6320"
TONE_HZ = 1000.0
WORDS_S = 3.0
SPOKEN = samples(speech(WORDS_S)).astype(np.float64)


async def mailbox_in(product: Product, number: str = DESK, **options: object) -> int:
    """A group's, which any phone reaches by the number. Bob is its only member."""
    voicemail = Voicemail.model_validate(options)
    async with objects_of(product) as objects:
        bob = ExtensionMember(extension=await objects.id_of(CALLER))
        group = GroupVoicemail(name=f"Desk {number}", number=number, members=(bob,), voicemail=voicemail)
        return await objects.create(group)


async def at_the_tone(people: Phones, number: str = DESK) -> Session:
    """Bob calls the mailbox, skips the greeting, and has heard the tone."""
    session = await people.call(number)
    await session.rtp.hears(20)
    await session.rtp.press("#")
    await session.rtp.hears_tone(TONE_HZ)
    await session.rtp.hears(len(session.rtp.audio_packets()) + 30)
    return session


async def test_a_message_sounds_as_it_was_spoken(product: Product) -> None:
    numbers = iter((DESK, "6321", "6322"))
    async with phones(product) as people, listener_of(product) as http:

        async def left() -> NDArray[np.float64]:
            number = next(numbers)
            owner = await mailbox_in(product, number)
            session = await at_the_tone(people, number)
            await session.rtp.speak(WORDS_S)
            await session.rtp.press("#")
            await ends(session)
            message = await message_in(http, owner)
            assert (message["caller"], message["called"], message["interrupted"]) == (CALLER, number, False)
            heard = await sound_of(http, owner, message)
            assert message["duration_ms"] == len(heard) * 1000 // RATE_HZ
            return heard

        # Words that this process sends late are late in the message, with a gap before them.
        heard = await Stage().punctual(left, lambda heard: likeness(SPOKEN, heard)[0] > 0.98)
        assert abs(len(heard) / RATE_HZ - WORDS_S) < 1.6  # half a second before the words, and a second after them
        correlation, level_db = likeness(SPOKEN, heard)
        assert correlation > 0.98
        assert abs(level_db) < 0.5
    assert not list((product.data / "takes").iterdir())
    assert not list((product.data / "drafts").iterdir())


async def test_a_caller_hears_the_message_and_hangs_up(product: Product) -> None:
    owner = await mailbox_in(product, "6322", review=True)
    async with phones(product) as people, listener_of(product) as http:
        session = await at_the_tone(people, "6322")
        await session.rtp.speak(WORDS_S)
        await session.rtp.press("#")
        await session.rtp.hears(len(session.rtp.audio_packets()) + 50)
        await session.rtp.press("2")
        before = len(session.rtp.audio_packets())
        await session.rtp.hears(before + round((WORDS_S + 1) * 50))
        played = session.rtp.samples(last=len(session.rtp.audio_packets()) - before).astype(np.float64)
        correlation, _ = likeness(SPOKEN, played)
        assert correlation > 0.9
        await session.bye()
        assert (await message_in(http, owner))["caller"] == CALLER
    assert not list((product.data / "takes").iterdir())


async def test_a_member_of_the_group_hears_the_message_and_deletes_it(product: Product) -> None:
    owner = await mailbox_in(product, "6323")
    async with phones(product) as people, listener_of(product) as http:
        leaving = await at_the_tone(people, "6323")
        await leaving.rtp.speak(WORDS_S)
        await leaving.rtp.press("#")
        await ends(leaving)
        message = await message_in(http, owner)

        async def counts() -> Mapping[str, Any]:
            found: Mapping[str, Any] = (await http.get(f"/mailboxes/{owner}")).json()
            return found

        async def is_heard() -> bool:
            return bool((await counts())["heard"] == 1)

        async def is_deleted() -> bool:
            return bool((await counts())["heard"] == 0)

        session = await people.call("*26323")
        await session.rtp.hears(20)
        await session.rtp.press("5")  # skips the words
        before = len(session.rtp.audio_packets())
        await session.rtp.hears(before + round((WORDS_S + 1.5) * 50))
        played = session.rtp.samples(last=len(session.rtp.audio_packets()) - before).astype(np.float64)
        correlation, _ = likeness(SPOKEN, played)
        assert correlation > 0.9
        await until(is_heard)
        await session.rtp.press("7")
        await until(is_deleted)
        await session.bye()
        assert (await http.get(f"/mailboxes/{owner}/messages/{message['id']}")).json()["state"] == "deleted"
    assert not list((product.data / "takes").iterdir())


async def test_what_was_said_until_the_calls_process_died_is_a_message(product: Product) -> None:
    owner = await mailbox_in(product, "6321")
    async with phones(product) as people, listener_of(product) as http:
        session = await at_the_tone(people, "6321")
        speaking = asyncio.create_task(session.rtp.speak(20))
        await session.rtp.hears(len(session.rtp.audio_packets()) + 200)
        await kill(product, "calls")
        speaking.cancel()
        message = await message_in(http, owner)
        assert message["interrupted"]
        heard = await sound_of(http, owner, message)
        assert 2.5 < len(heard) / RATE_HZ < 6
        correlation, level_db = likeness(samples(speech(20)).astype(np.float64)[: len(heard)], heard)
        assert correlation > 0.95
        assert abs(level_db) < 1
    (call,) = await product.ended_calls(1)
    assert call["state"] == "interrupted"


async def test_a_message_that_was_left_while_the_database_was_away(tmp_path: Path) -> None:
    with postgresql() as server:
        product = prepared(tmp_path, server.url)
        await product.start()
        owner = await mailbox_in(product)
        async with phones(product) as people, listener_of(product) as http:
            session = await at_the_tone(people)
            await asyncio.to_thread(server.stop)
            await session.rtp.speak(WORDS_S)
            await session.bye()
            await ends(session)
            drafts = product.data / "drafts"
            await until(lambda: _holds(drafts, '"complete":true'))
            await asyncio.to_thread(server.start)
            await until(lambda: is_healthy(product.api_port))
            message = await message_in(http, owner)
            correlation, _ = likeness(SPOKEN, await sound_of(http, owner, message))
            assert correlation > 0.98
            (call,) = await product.ended_calls(1)
            events = await product.events(str(call["id"]))
            (began,) = [event for event in events if event["type"] == "message_recording"]
            assert datetime.fromisoformat(message["received_at"]) == datetime.fromisoformat(str(began["at"]))
        assert await product.stop() == 0


async def _holds(directory: Path, text: str) -> bool:
    return any(text in path.read_text() for path in directory.glob("*.json"))
