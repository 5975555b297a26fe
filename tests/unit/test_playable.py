"""Messages as calls play them: the files are there while somebody listens, and no longer."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
import soundfile
from tests.kit.sounds import samples, speech

from switchboard import errors
from switchboard.call.message import MessageDraft
from switchboard.processes.playable import PlayableMessages, forget_playable

pytestmark = pytest.mark.unit
FORMS = ["call-1.pcm", "call-1.pcma", "call-1.pcmu"]


def draft_in(directory: Path) -> MessageDraft:
    return MessageDraft(
        tenant=1,
        owner=2,
        sound=str(directory / "call-1.wav"),
        caller="",
        caller_name="",
        called="100",
        call="call",
        received_at=datetime(2026, 3, 2, tzinfo=UTC),
    )


def recorded_in(directory: Path) -> MessageDraft:
    draft = draft_in(directory)
    soundfile.write(draft.sound, samples(speech(2)), 8000, subtype="PCM_16")
    return draft


def names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir() if path.suffix != ".wav")


async def test_a_message_is_playable_within_the_block(tmp_path: Path) -> None:
    playable = PlayableMessages(lambda content: tmp_path / "prompts" / content, tmp_path)
    async with playable.audible(recorded_in(tmp_path)) as audio:
        assert names_in(tmp_path) == FORMS
        assert playable.stem(audio.content) == tmp_path / "call-1"
        assert playable.stem("other") == tmp_path / "prompts" / "other"
        assert audio.duration_s == len((tmp_path / "call-1.pcmu").read_bytes()) / 8000
        assert 1.5 < audio.duration_s < 2.1
    await asyncio.sleep(0)
    assert names_in(tmp_path) == []
    assert playable.stem(audio.content) == tmp_path / "prompts" / audio.content


async def test_what_is_no_sound_cannot_be_played(tmp_path: Path) -> None:
    playable = PlayableMessages(lambda content: tmp_path / content, tmp_path)
    for content in (None, b"", b"RIFF"):
        if content is not None:
            Path(draft_in(tmp_path).sound).write_bytes(content)
        with pytest.raises(errors.Unavailable):
            async with playable.audible(draft_in(tmp_path)):
                pass
    assert names_in(tmp_path) == []


async def test_what_a_process_that_died_has_left_is_deleted(tmp_path: Path) -> None:
    recorded_in(tmp_path)
    for name in FORMS:
        (tmp_path / name).touch()
    forget_playable(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["call-1.wav"]
