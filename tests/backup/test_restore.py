"""A restored installation has what the backed up one had, on either database, and does nothing a second time."""

import io
import json
import shutil
import wave
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.engine import make_url

from switchboard import unix_socket
from switchboard.backup import copying
from switchboard.backup.archive import BadArchive
from switchboard.backup.making import make
from switchboard.backup.restoring import STOPPED, restore
from switchboard.call.events import RecordingStarted
from switchboard.call.message import MessageDraft
from switchboard.call.record import EventRow, OpenedRow
from switchboard.config import Settings
from switchboard.model.directory import Extension
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Message, Outbox
from switchboard.store.calls.recordings import CallRecordings
from switchboard.store.calls.wishes import Wishes
from switchboard.store.db.database import Database
from switchboard.store.db.tables import metadata, tenant
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Content
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.vault import Vault

pytestmark = pytest.mark.interop

NOW = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
SOUND = bytes(range(256)) * 3000


def settings_in(directory: Path, url: str = "") -> Settings:
    return Settings(data=directory, database=url, node="new")


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    await database.connect()
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


async def rows_of(database: Database) -> Mapping[str, list[str]]:
    async with database.read() as connection:
        tables = metadata.sorted_tables
        return {table.name: sorted(map(repr, await connection.execute(select(table)))) for table in tables}


async def fill(database: Database, data: Path) -> None:
    """A tenant, an extension that was deleted, a running call that is recorded, a message, and what is to be done."""
    async with database.write() as connection:
        await connection.execute(insert(tenant).values(id=7, name="nëighbour", sip_domain="n.example"))
    repository = Repository(database, 1)
    await repository.create(Extension(number="1000", name="Ann"), author="test")
    gone = await repository.create(Extension(number="1001", name="Bob"), author="test")
    await repository.delete(Extension, gone.id, author="test")
    begun = RecordingStarted(at=NOW, name="c.wav")
    await CallLog(database, "old").write([OpenedRow("c", 1, NOW, "+49301", "Zoë", "6000"), EventRow.of("c", 0, begun)])
    draft = MessageDraft(tenant=1, owner=1, sound="", caller="1", caller_name="", called="6", call="c", received_at=NOW)
    await Messages(database).put(draft, Content.of(SOUND), {1: None}, NOW)
    await Outbox(database).put([Message(1, "sms", 1, {"to": "+49301"})], NOW)
    await Wishes(database).keep(1, "client", {"number": "+49301"}, NOW, NOW, 5)
    for name in ("recordings/c.wav", "files/f", "prompts/announcements/en/x.wav", "drafts/d.json", "takes/d.wav"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(SOUND)
    waiting = draft.model_copy(update={"sound": str(data / "takes" / "d.wav")})
    (data / "drafts" / "d.json").write_text(json.dumps({"draft": waiting.model_dump(mode="json"), "complete": True}))
    (data / "takes" / "greeting.wav").write_bytes(b"nobody keeps it")


async def backup_of(settings: Settings, **options: Any) -> bytes:
    to = io.BytesIO()
    await make(settings, to, NOW, **options)
    return to.getvalue()


async def test_a_copy_of_a_database_has_the_same_rows_and_gives_new_ids(
    database: Database, empty_database_url: str, tmp_path: Path, backend: str
) -> None:
    await fill(database, tmp_path / "data")
    url = empty_database_url if backend == "postgresql" else f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    file = tmp_path / "copy.sqlite"
    await copying.save(database, file)
    async with opened(settings_in(tmp_path / "other", url)) as other:
        assert await copying.is_empty(other)
        await copying.load(file, other)
        assert not await copying.is_empty(other)
        assert await rows_of(other) == await rows_of(database)
        created = await Repository(other, 1).create(Extension(number="1001", name="Bob"), author="test")
        former = await Repository(database, 1).create(Extension(number="1001", name="Bob"), author="test")
        assert created.id == former.id


async def test_a_backup_goes_from_sqlite_to_postgresql(postgresql_server: str, tmp_path: Path) -> None:
    old = settings_in(tmp_path / "old")
    async with opened(old) as database:
        await fill(database, old.data)
    data = await backup_of(old)
    url = make_url(postgresql_server).set(database="migrated").render_as_string(hide_password=False)
    new = settings_in(tmp_path / "new", url)
    await restore(new, io.BytesIO(data), LATER, replace=True)
    async with opened(new) as restored:
        assert [one.document.name for one in (await Repository(restored, 1).page(Extension)).items] == ["Ann"]
        with pytest.raises(Exception, match="there is an installation already"):
            await restore(settings_in(tmp_path / "newer", url), io.BytesIO(data), LATER)


@pytest.fixture
async def old(tmp_path: Path) -> Settings:
    """An installation on SQLite that has something of everything."""
    settings = settings_in(tmp_path / "old").model_copy(update={"node": "old"})
    async with opened(settings) as database:
        await fill(database, settings.data)
    Vault(settings.key_file).encrypt("secret")
    return settings


async def test_a_restored_installation_has_everything(old: Settings, tmp_path: Path) -> None:
    new = settings_in(tmp_path / "new")
    found = await restore(new, io.BytesIO(await backup_of(old)), LATER)
    assert (found.manifest.node, found.aside, found.lacks_key) == ("old", None, False)
    assert new.key_file.read_bytes() == old.key_file.read_bytes()
    for name in ("recordings/c.wav", "files/f", "prompts/announcements/en/x.wav", "takes/d.wav"):
        assert (new.data / name).read_bytes() == SOUND
    assert not (new.data / "takes" / "greeting.wav").exists()
    side_car = json.loads((new.data / "drafts" / "d.json").read_text())
    assert side_car["draft"]["sound"] == str(new.data.resolve() / "takes" / "d.wav")
    async with opened(new) as database:
        (recording,) = await CallRecordings(database, new.recordings_directory, "new").of_call(1, "c")
        assert (recording.node, recording.record.state, recording.state) == ("new", "interrupted", "ended")
    assert sorted(path.name for path in new.data.iterdir() if path.name.startswith(("restore", "backup"))) == []


@pytest.mark.parametrize("resume", [False, True])
async def test_nothing_is_sent_and_nobody_is_called_a_second_time(old: Settings, tmp_path: Path, resume: bool) -> None:
    new = settings_in(tmp_path / "new")
    await restore(new, io.BytesIO(await backup_of(old)), LATER, resume=resume)
    async with opened(new) as database:
        (delivery,) = await Outbox(database).page(1, limit=9)
        (wish,) = await Wishes(database).page(1, limit=9)
    states = (delivery.state, delivery.outcome, wish.state, wish.outcome)
    assert states == (("waiting", "", "waiting", "") if resume else ("failed", STOPPED, "ended", STOPPED))


async def test_the_key_may_be_left_out(old: Settings, tmp_path: Path) -> None:
    data = await backup_of(old, with_keys=False)
    new = settings_in(tmp_path / "new")
    assert (await restore(new, io.BytesIO(data), LATER)).lacks_key
    assert not new.key_file.exists()
    kept = settings_in(tmp_path / "kept")
    kept.data.mkdir()
    shutil.copy(old.key_file, kept.key_file)
    assert not (await restore(kept, io.BytesIO(data), LATER)).lacks_key


async def test_an_installation_is_replaced_only_if_that_is_said(old: Settings, tmp_path: Path) -> None:
    data = await backup_of(old)
    with pytest.raises(copying.Refused, match="--replace"):
        await restore(old, io.BytesIO(data), LATER)
    async with opened(old) as database:
        await Repository(database, 1).create(Extension(number="1002", name="Cy"), author="test")
    (old.data / "recordings" / "later.wav").write_bytes(b"")
    found = await restore(old, io.BytesIO(data), LATER, replace=True)
    assert found.aside == old.data.resolve() / "replaced-20260509T070809Z"
    assert (found.aside / "recordings" / "later.wav").exists()
    assert (found.aside / "secret.key").exists()
    assert [path.name for path in (old.data / "recordings").iterdir()] == ["c.wav"]
    async with opened(old) as database:
        assert [one.document.name for one in (await Repository(database, 1).page(Extension)).items] == ["Ann"]


async def test_a_bad_archive_changes_nothing(old: Settings, tmp_path: Path) -> None:
    data = await backup_of(old)
    before = sorted(path.relative_to(old.data) for path in old.data.rglob("*"))
    with pytest.raises(BadArchive):
        await restore(old, io.BytesIO(data[:-10]), LATER, replace=True)
    assert sorted(path.relative_to(old.data) for path in old.data.rglob("*")) == before


async def test_a_product_that_runs_is_not_restored(old: Settings) -> None:
    old.api_socket.parent.mkdir()
    with unix_socket.listen(old.api_socket), pytest.raises(copying.Refused, match="the product runs"):
        await restore(old, io.BytesIO(await backup_of(old)), LATER, replace=True)


async def test_sounds_that_can_be_made_anew_are_made_anew(old: Settings, tmp_path: Path) -> None:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(SOUND[:16000])
    encoded = await PromptLibrary(old.prompts).add(sound.getvalue(), name="x.wav")
    new = settings_in(tmp_path / "new")
    await restore(new, io.BytesIO(await backup_of(old)), LATER)
    assert PromptLibrary(new.prompts).exists(encoded.content)
    assert await PromptLibrary(new.prompts).check(encoded.content) == ()
