"""The sounds of messages, on every database and in each home."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from switchboard import errors
from switchboard.model.mailbox import MessageCounts
from switchboard.store.db.database import Database
from switchboard.store.db.tables import blob_chunk
from switchboard.store.mailboxes.blobs import CHUNK, Blobs, Home
from switchboard.store.mailboxes.messages import Messages

from .test_messages import ANN, LONG, NO_LIMIT, NOW, SHORT, after, draft, left, owners

__all__ = ["owners"]
pytestmark = pytest.mark.interop
HOMES: tuple[Home, ...] = ("database", "directory")


@pytest.fixture(params=HOMES)
def blobs(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Blobs:
    return Blobs(database, tmp_path / "sounds", request.param)


@pytest.fixture
def messages(database: Database, blobs: Blobs) -> Messages:
    return Messages(database, blobs)


async def test_sound_comes_back_in_parts(messages: Messages, blobs: Blobs) -> None:
    assert [len(part) for part in LONG.parts] == [CHUNK, 7]
    await messages.put(draft(), LONG, NO_LIMIT, NOW)
    assert await blobs.size(LONG.hash) == CHUNK + 7
    assert [await blobs.part(LONG.hash, number) for number in (0, 1)] == LONG.parts
    for missing in (blobs.part(LONG.hash, 2), blobs.part("0" * 64, 0), blobs.size("0" * 64)):
        with pytest.raises(errors.NotFound):
            await missing


async def test_a_sound_stays_where_it_was_stored_first(database: Database, tmp_path: Path) -> None:
    """Who changes the setting moves nothing, and can read all."""
    for home in HOMES:
        await Messages(database, Blobs(database, tmp_path, home)).put(draft(home), SHORT, NO_LIMIT, NOW)
    await Messages(database, Blobs(database, tmp_path, "directory")).put(draft("long"), LONG, NO_LIMIT, NOW)
    assert [path.stem for path in tmp_path.rglob("*.wav")] == [LONG.hash]
    for reader in (Blobs(database, tmp_path, home) for home in HOMES):
        assert await reader.read(SHORT.hash) == b"".join(SHORT.parts)
        assert await reader.read(LONG.hash) == b"".join(LONG.parts)


async def test_a_file_that_is_gone_is_written_again(database: Database, tmp_path: Path) -> None:
    blobs = Blobs(database, tmp_path, "directory")
    await Messages(database, blobs).put(draft("a"), SHORT, NO_LIMIT, NOW)
    for path in tmp_path.rglob("*.wav"):
        path.unlink()
    with pytest.raises(errors.NotFound):
        await blobs.read(SHORT.hash)
    await Messages(database, blobs).put(draft("b"), SHORT, NO_LIMIT, NOW)
    assert await blobs.read(SHORT.hash) == b"".join(SHORT.parts)


async def test_sounds_go_a_day_after_their_last_message(messages: Messages, blobs: Blobs, owners: None) -> None:
    first, _ = await left(messages, "a", "b")
    assert await blobs.sweep(after(1000)) == 0
    await messages.delete(first, after(1000))
    await messages.purge(after(1024))
    assert await blobs.sweep(after(2000)) == 0
    (second,) = await messages.page(1, ANN, limit=9)
    await messages.delete(second, after(2000))
    await messages.purge(after(2024))
    assert await blobs.sweep(after(2047)) == 0
    await messages.put(draft("again"), SHORT, NO_LIMIT, after(2048))
    assert await blobs.sweep(after(3000)) == 0
    assert await blobs.part(SHORT.hash, 0) == SHORT.parts[0]


async def test_a_sound_that_nothing_refers_to_goes_with_its_parts(
    messages: Messages, blobs: Blobs, owners: None, database: Database, tmp_path: Path
) -> None:
    (found,) = await left(messages, "a")
    await messages.delete(found, NOW)
    await messages.purge(after(24))
    assert await blobs.sweep(after(48)) == 1
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(blob_chunk)) == 0
    assert list(tmp_path.rglob("*.wav")) == []


async def test_sweeping_while_the_same_sound_is_stored_again_loses_nothing(
    messages: Messages, blobs: Blobs, owners: None
) -> None:
    (found,) = await left(messages, "a")
    await messages.delete(found, NOW)
    await messages.purge(after(24))
    puts = (messages.put(draft(f"c{at}"), SHORT, NO_LIMIT, after(48)) for at in range(8))
    sweeps = (blobs.sweep(after(48)) for _ in range(8))
    await asyncio.gather(*(one for pair in zip(puts, sweeps, strict=True) for one in pair))
    assert await messages.counts(1, ANN) == MessageCounts(new=8)
    assert await blobs.part(SHORT.hash, 0) == SHORT.parts[0]
