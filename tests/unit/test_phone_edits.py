"""What callers change by telephone, in the database and the prompt library."""

from pathlib import Path

import pytest
import soundfile
from tests.kit.sounds import samples, speech

from switchboard import errors
from switchboard.engine.port import Recorded
from switchboard.model.directory import Extension
from switchboard.model.prompt import Prompt
from switchboard.processes.phone_edits import TenantEdits
from switchboard.processes.playable import PlayableMessages
from switchboard.prompts.library import PromptLibrary
from switchboard.store.db.database import Database
from switchboard.store.documents.history import History
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

pytestmark = pytest.mark.interop

NAME = "mailbox-85-busy.wav"
BY = "phone:100"


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "prompts")


@pytest.fixture
def edits(database: Database, library: PromptLibrary, tmp_path: Path) -> TenantEdits:
    return TenantEdits(
        1,
        Repository(database, 1),
        library,
        Credentials(database, tmp_path / "key"),
        PlayableMessages(library.stem, tmp_path),
    )


def recorded(directory: Path, seconds: float) -> Recorded:
    file = directory / "call-1.wav"
    soundfile.write(file, samples(speech(seconds)), 8000, subtype="PCM_16")
    return Recorded(file, "key", duration_ms=round(seconds * 1000))


async def test_a_recording_is_the_sound_of_a_prompt_and_the_next_one_takes_its_place(
    edits: TenantEdits, library: PromptLibrary, database: Database, tmp_path: Path
) -> None:
    first = await edits.keep_prompt(NAME, recorded(tmp_path, 2), BY)
    second = await edits.keep_prompt(NAME, recorded(tmp_path, 3), BY)
    assert (second.id, second.revision, second.document.source) == (first.id, 2, "recording")
    assert (first.document.duration_ms // 1000, second.document.duration_ms // 1000) == (2, 3)
    assert library.exists(second.document.content)
    assert await Repository(database, 1).get(Prompt, first.id) == second
    assert not (tmp_path / "call-1.wav").exists()


async def test_what_is_no_sound_cannot_be_kept(edits: TenantEdits, tmp_path: Path) -> None:
    file = tmp_path / "call-1.wav"
    file.write_bytes(b"RIFF")
    with pytest.raises(errors.Unavailable):
        await edits.keep_prompt(NAME, Recorded(file, "key"), BY)
    assert not file.exists()


async def test_changes_are_revisions_by_the_phone(edits: TenantEdits, database: Database) -> None:
    ann = await Repository(database, 1).create(Extension(name="Ann", number="100"), author="test")
    changed = await edits.edit(Extension, ann.id, lambda it: it.model_copy(update={"ring_time_s": 5}), BY)
    assert (changed.revision, changed.document.ring_time_s) == (2, 5)
    (newest,) = await History(database, 1).entries(Extension, ann.id, limit=1)
    assert newest.author == BY
    with pytest.raises(errors.NotFound):
        await edits.edit(Extension, ann.id + 1, lambda it: it, BY)
