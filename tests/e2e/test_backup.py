"""A restored backup answers the same call: the caller hears the prompt, and the message that was left is there."""

from pathlib import Path

import pytest
import soundfile

from switchboard.model.destination import ToGroupVoicemail
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.prompt import CustomPrompt, Prompt
from tests.e2e.phones import ends, phones
from tests.kit.mailboxes import listener_of, message_in, sound_of
from tests.kit.product import Product
from tests.kit.sounds import samples, tone
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, PROMPT_HZ, BEEP_HZ = "6330", 700.0, 1000.0


async def configure(product: Product, directory: Path) -> int:
    """A menu with a sound of its own, whose key 1 leads to a mailbox; returns the mailbox."""
    soundfile.write(directory / "hello.wav", samples(tone(3, PROMPT_HZ)), 8000)
    await product.cli("prompts", "upload", str(directory / "hello.wav"))
    async with objects_of(product) as objects:
        (prompt,) = (one for one in (await objects.repository.page(Prompt)).items if one.document.name == "hello.wav")
        owner = await objects.create(GroupVoicemail(name="desk", number="6331"))
        option = Option(keys="1", route=Route(to=ToGroupVoicemail(group_voicemail=owner)))
        menu = Ivr(number=MENU, name="Restored", greeting=(CustomPrompt(prompt=prompt.id),), options=(option,))
        await objects.create(menu)
    return owner


async def test_a_restored_backup_answers_the_same_call(product: Product, tmp_path: Path) -> None:
    owner, file = await configure(product, tmp_path), tmp_path / "backup.tar.gz"
    async with phones(product) as people, listener_of(product) as http:
        session = await people.call(MENU)
        await session.rtp.hears_tone(PROMPT_HZ)
        await session.rtp.press("1")
        await session.rtp.hears(len(session.rtp.audio_packets()) + 50)
        await session.rtp.press("#")  # skips the greeting of the mailbox
        await session.rtp.hears_tone(BEEP_HZ)
        await session.rtp.hears(len(session.rtp.audio_packets()) + 30)
        await session.rtp.speak(3.0)
        await session.rtp.press("#")
        await ends(session)
        left = await sound_of(http, owner, await message_in(http, owner))
        assert "secret" in await product.cli("backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert "product runs" in await product.complaint("restore", "--replace", str(file))

    (tmp_path / "new").mkdir()
    restored = Product.prepare(tmp_path / "new")
    assert "restored the backup" in await restored.cli("restore", str(file))
    await restored.start()
    try:
        assert "Credentials" not in " ".join(restored.output)
        restored.output += product.output
        async with phones(restored) as people, listener_of(restored) as http:
            session = await people.call(MENU)
            await session.rtp.hears_tone(PROMPT_HZ)
            await session.bye()
            assert (await sound_of(http, owner, await message_in(http, owner)) == left).all()
    finally:
        assert await restored.stop() == 0
