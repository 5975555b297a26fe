"""Files that come in parts, on every database."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from switchboard import errors
from switchboard.model.prompt import Prompt
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.files import uploads as module
from switchboard.store.files.files import File, Files
from switchboard.store.files.uploads import Part, Progress, Uploads
from switchboard.store.people.vault import Vault

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
LIMIT = 1000


@pytest.fixture
def files(database: Database, tmp_path: Path) -> Files:
    return Files(database, tmp_path / "files")


@pytest.fixture
def uploads(database: Database, files: Files, tmp_path: Path) -> Uploads:
    return Uploads(database, files, tmp_path / "uploads", Vault(tmp_path / "key"), LIMIT)


def part(progress: Progress, data: bytes = b"") -> Part:
    return Part(progress.id, progress.token, data)


async def begun(uploads: Uploads, owner: int = 1, *, temporary: bool = False) -> Progress:
    return await uploads.start(owner, "menu.wav", temporary=temporary, now=NOW)


async def kept(uploads: Uploads, data: bytes = b"content", owner: int = 1, *, temporary: bool = False) -> File:
    opened = await begun(uploads, owner, temporary=temporary)
    return await uploads.complete(owner, part(opened, data), None, NOW)


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir()) if directory.is_dir() else []


async def test_the_parts_make_a_file(uploads: Uploads, files: Files, tmp_path: Path) -> None:
    opened = await begun(uploads)
    second = await uploads.append(1, part(opened, b"ab"), NOW)
    third = await uploads.append(1, part(second, b"cd"), NOW)
    assert (second.size, third.size) == (2, 4)
    made = await uploads.complete(1, part(third, b"e"), hashlib.sha256(b"abcde").hexdigest().upper(), NOW)
    assert (made.name, made.size, made.media_type) == ("menu.wav", 5, "audio/x-wav")
    assert (made.digest, made.created_at, made.expires_at) == (hashlib.sha256(b"abcde").hexdigest(), NOW, None)
    assert await files.read(made) == b"abcde"
    assert await files.all(1, NOW) == [made] == [await files.get(1, made.id, NOW)]
    assert await files.by_key(made.key, NOW) == made == await files.by_digest(1, made.digest, NOW)
    assert (names(tmp_path / "uploads"), names(tmp_path / "files")) == ([], [made.key])
    with pytest.raises(errors.NotFound):
        await uploads.append(1, part(third, b"f"), NOW)


async def test_only_the_newest_token_adds_to_it(uploads: Uploads) -> None:
    opened = await begun(uploads)
    second = await uploads.append(1, part(opened, b"ab"), NOW)
    for stale in (opened.token, "", "\ud800", second.token[:-1]):
        with pytest.raises(errors.Invalid, match="token"):
            await uploads.append(1, Part(opened.id, stale, b"x"), NOW)
    assert await uploads.progress(1, opened.id, NOW) == second
    made = await uploads.complete(1, part(second), None, NOW)
    assert made.size == 2


async def test_of_two_parts_at_once_one_is_taken(uploads: Uploads, files: Files) -> None:
    opened = await begun(uploads)
    answers = await asyncio.gather(
        *(uploads.append(1, part(opened, data * 100), NOW) for data in (b"a", b"b")), return_exceptions=True
    )
    (taken,) = [one for one in answers if isinstance(one, Progress)]
    assert [type(one) for one in answers if one is not taken] == [errors.Invalid]
    made = await uploads.complete(1, part(taken), None, NOW)
    assert await files.read(made) in (b"a" * 100, b"b" * 100)


async def test_of_two_completions_at_once_one_makes_the_file(uploads: Uploads, files: Files) -> None:
    opened = await begun(uploads)
    answers = await asyncio.gather(
        *(uploads.complete(1, part(opened, data), None, NOW) for data in (b"a", b"b")), return_exceptions=True
    )
    (made,) = [one for one in answers if isinstance(one, File)]
    assert await files.all(1, NOW) == [made]


async def test_a_disk_that_refuses_changes_nothing(uploads: Uploads, files: Files, tmp_path: Path) -> None:
    opened = await begun(uploads)
    (tmp_path / "uploads").write_bytes(b"no directory")
    with pytest.raises(errors.Unavailable, match="disk"):
        await uploads.append(1, part(opened, b"ab"), NOW)
    (tmp_path / "uploads").unlink()
    (tmp_path / "files").write_bytes(b"no directory")
    with pytest.raises(errors.Unavailable, match="disk"):
        await uploads.complete(1, part(opened, b"ab"), None, NOW)
    (tmp_path / "files").unlink()
    assert await uploads.progress(1, opened.id, NOW) == opened
    assert (await uploads.complete(1, part(opened, b"ab"), None, NOW)).size == 2


async def test_what_a_crash_left_behind_the_last_part_is_no_part_of_it(
    uploads: Uploads, files: Files, tmp_path: Path
) -> None:
    opened = await uploads.append(1, part(await begun(uploads), b"good"), NOW)
    with (tmp_path / "uploads" / opened.id).open("ab") as file:
        file.write(b"torn")
    made = await uploads.complete(1, part(opened), hashlib.sha256(b"good").hexdigest(), NOW)
    assert await files.read(made) == b"good"


async def test_what_cannot_be_completed_can_be_tried_again(uploads: Uploads, tmp_path: Path) -> None:
    opened = await begun(uploads)
    with pytest.raises(errors.Invalid, match="empty"):
        await uploads.complete(1, part(opened), None, NOW)
    with pytest.raises(errors.Invalid, match="digest"):
        await uploads.complete(1, part(opened, b"data"), "0" * 64, NOW)
    assert names(tmp_path / "files") == []
    assert (await uploads.complete(1, part(opened, b"datum"), None, NOW)).size == 5


async def test_a_file_has_a_limit(uploads: Uploads) -> None:
    opened = await uploads.append(1, part(await begun(uploads), b"x" * LIMIT), NOW)
    with pytest.raises(errors.LimitReached):
        await uploads.append(1, part(opened, b"x"), NOW)
    with pytest.raises(errors.LimitReached):
        await uploads.complete(1, part(opened, b"x"), None, NOW)
    assert (await uploads.complete(1, part(opened), None, NOW)).size == LIMIT


async def test_a_tenant_has_only_so_many(
    uploads: Uploads, neighbour: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_OPEN", 2)
    monkeypatch.setattr(module, "MAX_FILES", 3)
    opened = [await begun(uploads) for _ in range(2)]
    with pytest.raises(errors.LimitReached, match="open uploads"):
        await begun(uploads)
    await begun(uploads, owner=2)
    for one in opened:
        await uploads.complete(1, part(one, b"x"), None, NOW)
    await begun(uploads)
    with pytest.raises(errors.LimitReached, match="files"):
        await begun(uploads)


@pytest.mark.parametrize("name", ["", "x" * 129, "a/b", "a\\b", "a\nb", "\0", "\ud800", "..", "a\x7f"])
async def test_a_name_must_be_one(uploads: Uploads, name: str) -> None:
    with pytest.raises(errors.Invalid, match="filename"):
        await uploads.start(1, name, temporary=False, now=NOW)


async def test_an_upload_can_be_given_up_and_expires(uploads: Uploads, tmp_path: Path) -> None:
    given_up = await uploads.append(1, part(await begun(uploads), b"x"), NOW)
    left = await uploads.append(1, part(await begun(uploads), b"x"), NOW)
    await uploads.destroy(1, given_up.id, NOW)
    for id, now in ((given_up.id, NOW), (left.id, LATER), ("\0", NOW), ("none", NOW)):
        with pytest.raises(errors.NotFound):
            await uploads.progress(1, id, now)
        with pytest.raises(errors.NotFound):
            await uploads.destroy(1, id, now)
    (tmp_path / "uploads" / "stray").write_bytes(b"x")
    assert names(tmp_path / "uploads") == sorted([left.id, "stray"])
    await uploads.purge(NOW)
    assert names(tmp_path / "uploads") == [left.id]
    await uploads.purge(LATER)
    assert names(tmp_path / "uploads") == []


async def test_tenants_are_apart(uploads: Uploads, files: Files, neighbour: Repository) -> None:
    opened, ours = await begun(uploads), await kept(uploads)
    theirs = await kept(uploads, owner=2)
    with pytest.raises(errors.NotFound):
        await uploads.append(2, part(opened, b"x"), NOW)
    with pytest.raises(errors.NotFound):
        await uploads.progress(2, opened.id, NOW)
    with pytest.raises(errors.NotFound):
        await files.get(2, ours.id, NOW)
    assert await files.all(2, NOW) == [theirs]
    assert await files.by_digest(2, ours.digest, NOW) == theirs


async def test_a_temporary_file_expires(uploads: Uploads, files: Files, tmp_path: Path) -> None:
    made, stays = await kept(uploads, temporary=True), await kept(uploads)
    after = NOW + timedelta(days=1)
    assert made.expires_at == after
    assert await files.all(1, after) == [stays]
    assert await files.by_key(made.key, after) is None
    await files.purge(after - timedelta(seconds=1))
    assert len(names(tmp_path / "files")) == 2
    await files.purge(after)
    assert names(tmp_path / "files") == [stays.key]


async def test_a_file_is_deleted_with_its_content_once(uploads: Uploads, files: Files, tmp_path: Path) -> None:
    made = await kept(uploads)
    await files.delete(made)
    assert names(tmp_path / "files") == []
    with pytest.raises(errors.NotFound):
        await files.delete(made)
    with pytest.raises(errors.NotFound):
        await files.read(made)


async def test_content_that_never_got_its_row_is_swept_when_it_is_old(
    uploads: Uploads, files: Files, tmp_path: Path
) -> None:
    made = await kept(uploads)
    stray = tmp_path / "files" / "stray"
    stray.write_bytes(b"x")
    written = datetime.fromtimestamp(stray.stat().st_ctime, UTC)
    await files.sweep(written + timedelta(minutes=59))
    assert "stray" in names(tmp_path / "files")
    await files.sweep(written + timedelta(minutes=61))
    assert names(tmp_path / "files") == [made.key]


async def test_the_prompt_that_was_made_of_a_file_is_remembered_once(
    uploads: Uploads, files: Files, repository: Repository
) -> None:
    made = await kept(uploads)
    first, second = [
        (await repository.create(Prompt(name=name, content="0" * 64, duration_ms=1), author="test")).id for name in "ab"
    ]
    assert await files.remember_prompt(made, first)
    assert not await files.remember_prompt(made, second)
    (known,) = (await files.of_prompts(1, [second, first, 0, 2**70], NOW)).values()
    assert (known.id, known.prompt) == (made.id, first)
    assert await files.remember_prompt(known, second)
    await repository.delete(Prompt, second, author="test")
    assert (await files.get(1, made.id, NOW)).prompt is None


async def test_only_the_owner_may_read_the_directories(uploads: Uploads, tmp_path: Path) -> None:
    made = await kept(uploads)
    await uploads.append(1, part(await begun(uploads), b"x"), NOW)
    for path in (tmp_path / "files", tmp_path / "files" / made.key, tmp_path / "uploads"):
        assert path.stat().st_mode & 0o077 == 0
