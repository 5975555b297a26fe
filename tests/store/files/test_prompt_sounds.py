"""The sounds of prompts in the database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from switchboard.clock import SystemClock
from switchboard.errors import NotFound
from switchboard.model.prompt import Prompt
from switchboard.store.db.database import Database
from switchboard.store.db.tables import draft, draft_change
from switchboard.store.documents.repository import Repository
from switchboard.store.drafts import sounds
from switchboard.store.files.prompt_sounds import YOUNG, PromptSounds
from switchboard.store.mailboxes.blobs import CHUNK, Blobs, Home

pytestmark = pytest.mark.interop

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FLAC = bytes(range(256)) * (CHUNK // 200)
A, B = "a" * 64, "b" * 64


class Clock(SystemClock):
    """Stands still until a test moves it."""

    at = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["database", "directory"])
def kept(database: Database, clock: Clock, tmp_path: Path, request: pytest.FixtureRequest) -> PromptSounds:
    home: Home = request.param
    return PromptSounds(Blobs(database, tmp_path, home), clock)


async def test_what_is_kept_is_found(kept: PromptSounds) -> None:
    for _ in range(2):
        await kept.keep(A, FLAC)
    assert await kept.fetch(A) == FLAC
    assert await kept.known([A, B]) == {A}
    with pytest.raises(NotFound):
        await kept.fetch(B)


async def test_only_what_nobody_has_kept_a_moment_ago_is_removed(kept: PromptSounds, clock: Clock) -> None:
    await kept.keep(A, FLAC)
    await kept.remove([A, B])
    assert await kept.known([A]) == {A}
    clock.at += YOUNG + timedelta(seconds=1)
    await kept.remove([A, B])
    assert await kept.known([A]) == set()
    await kept.keep(A, FLAC)
    assert await kept.fetch(A) == FLAC


async def test_messages_are_swept_and_prompts_are_not(kept: PromptSounds, database: Database, tmp_path: Path) -> None:
    await kept.keep(A, FLAC)
    assert await Blobs(database, tmp_path).sweep(NOW + timedelta(days=30)) == 0
    assert await kept.fetch(A) == FLAC


async def test_sounds_are_named_in_force_in_the_past_and_in_drafts(database: Database) -> None:
    repository = Repository(database, 1)
    created = await repository.create(Prompt(name="a", content=A, duration_ms=1), author="test")
    await repository.edit(Prompt, created.id, lambda one: one.model_copy(update={"content": B}), author="test")
    values = {"tenant": 1, "author": "", "revision": 1}
    async with database.write() as connection:
        whole = {"id": 1, "name": "", "note": "", "created_at": NOW, "changed_at": NOW, "base": 0}
        await connection.execute(insert(draft).values(**values, **whole))
        document = Prompt(name="c", content="c" * 64, duration_ms=1).model_dump(mode="json")
        change = {"draft": 1, "object": 9, "kind": "prompt", "document": document, "size": 1, "revision": 1}
        await connection.execute(insert(draft_change).values(**change, author="", at=NOW))
    assert await sounds.all_named(database) == {A, B, "c" * 64}
