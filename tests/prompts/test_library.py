"""Prompt audio on disk: stored once, found again, whole."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from switchboard.config import LimitSettings
from switchboard.disk import WrittenTogether, write_atomically
from switchboard.errors import AudioTooLarge, Invalid, NotFound, UndecodableAudio
from switchboard.model.language import Language
from switchboard.model.prompt import AnnouncementName, Prompt
from switchboard.model.spoken import DIGIT_PAUSE, clips_of
from switchboard.model.tones import TONE_NAMES
from switchboard.prompts.announcements import recordings
from switchboard.prompts.encoded import Encoded
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.maker import Maker
from switchboard.prompts.shelf import SUFFIXES, Suffix
from switchboard.prompts.verify import from_flac

from .signals import file_of, sine, tone_of

pytestmark = pytest.mark.unit

TONE = file_of(sine(1000, 1.0, 8000), 8000)
UNKNOWN = "0" * 64


@pytest.fixture
def library(tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "prompts")


def stored(library: PromptLibrary, encoded: Encoded) -> Mapping[Path, int]:
    """Every file beside that content, with its time of change."""
    return {path: path.stat().st_mtime_ns for path in library.stem(encoded.content).parent.iterdir()}


async def test_added_audio_is_found_in_every_form(library: PromptLibrary) -> None:
    encoded = await library.add(TONE, name="IVR.wav")
    stem = library.stem(encoded.content)
    assert encoded.duration_ms == 1000
    assert library.exists(encoded.content)
    assert stem.parent.name == encoded.content[:2]
    assert sorted(stored(library, encoded)) == sorted(Path(f"{stem}.{suffix}") for suffix in SUFFIXES)
    assert Prompt(name="IVR.wav", content=encoded.content, duration_ms=encoded.duration_ms)


async def test_the_same_audio_is_stored_once(library: PromptLibrary) -> None:
    first = await library.add(TONE, name="one.wav")
    before = stored(library, first)
    assert await library.add(TONE, name="two.wav") == first
    assert stored(library, first) == before


async def test_simultaneous_adds_agree(library: PromptLibrary) -> None:
    results = await asyncio.gather(*(library.add(TONE, name=f"{n}.wav") for n in range(5)))
    assert len(set(results)) == 1
    assert len(stored(library, results[0])) == len(SUFFIXES)
    assert await library.check(results[0].content) == ()


async def test_containers_do_not_matter_to_the_hash(library: PromptLibrary) -> None:
    values = (sine(1000, 1.0, 16000) * 32768).astype(np.int16)
    wav = await library.add(file_of(values, 16000, "WAV", "PCM_16"), name="a.wav")
    assert await library.add(file_of(values, 16000, "FLAC", "PCM_16"), name="a.flac") == wav


async def test_a_download_uploaded_again_is_the_same_prompt(library: PromptLibrary) -> None:
    encoded = await library.add(TONE, name="a.wav")
    assert await library.add(await library.read_flac(encoded.content), name="b.flac") == encoded


async def test_what_is_odd_is_told_once(library: PromptLibrary) -> None:
    odd = await library.add(file_of(np.concatenate([np.zeros(24_000), sine(1000, 1.0, 8000)]), 8000), name="a.wav")
    assert [warning.code for warning in odd.warnings] == ["trimmed"]
    assert odd.prompt("a.wav").warnings == odd.warnings
    again = await library.add(await library.read_flac(odd.content), name="b.flac")
    assert (again.content, again.warnings) == (odd.content, ())


async def test_a_download_is_the_same_whatever_levelling_would_do(library: PromptLibrary) -> None:
    spiky = np.zeros(16_000, np.float32)
    spiky[::1_600] = 0.9
    encoded = await library.add(file_of(spiky, 16_000), name="a.wav")
    assert (await library.add(await library.read_flac(encoded.content), name="b.flac")).content == encoded.content


async def test_the_flac_holds_the_tone(library: PromptLibrary) -> None:
    encoded = await library.add(TONE, name="a.wav")
    assert tone_of(from_flac(await library.read_flac(encoded.content)), 16000)[0] == pytest.approx(1000, abs=2)


@pytest.mark.parametrize("suffix", SUFFIXES)
async def test_the_check_finds_what_was_spoilt(library: PromptLibrary, suffix: Suffix) -> None:
    encoded = await library.add(TONE, name="a.wav")
    path = Path(f"{library.stem(encoded.content)}.{suffix}")
    whole = path.read_bytes()
    for spoilt in (b"", whole[: len(whole) // 2], np.random.default_rng(1).bytes(len(whole))):
        path.write_bytes(spoilt)
        assert suffix in " ".join(await library.check(encoded.content))


async def test_a_missing_form_is_written_anew(library: PromptLibrary) -> None:
    encoded = await library.add(TONE, name="a.wav")
    Path(f"{library.stem(encoded.content)}.pcm").unlink()
    assert not library.exists(encoded.content)
    await library.add(TONE, name="a.wav")
    assert await library.check(encoded.content) == ()


async def test_what_an_older_version_stored_is_completed(library: PromptLibrary) -> None:
    kept, old = await library.add(TONE, name="a.wav"), await library.add(file_of(sine(500, 1.0, 8000), 8000), name="b")
    former = Path(f"{library.stem(old.content)}.g722")
    former.with_suffix(".pcm").rename(former)
    assert await library.complete() == 1
    assert [await library.check(encoded.content) for encoded in (kept, old)] == [(), ()]
    assert not former.exists()
    assert await library.complete() == 0


async def test_completing_leaves_alone_what_it_cannot_read(library: PromptLibrary) -> None:
    encoded = await library.add(TONE, name="a.wav")
    stem = library.stem(encoded.content)
    Path(f"{stem}.pcm").unlink()
    for spoilt in (b"no flac", file_of(sine(500, 1.0, 16000), 16000, "FLAC", "PCM_16")):
        Path(f"{stem}.flac").write_bytes(spoilt)
        assert await library.complete() == 0
        assert not library.exists(encoded.content)


async def test_unknown_content(library: PromptLibrary) -> None:
    assert not library.exists(UNKNOWN)
    with pytest.raises(NotFound):
        await library.read_flac(UNKNOWN)
    with pytest.raises(NotFound):
        await library.check(UNKNOWN)


@pytest.mark.parametrize("content", ["", "../../etc/passwd", UNKNOWN[1:], UNKNOWN + "\n", "A" * 64])
def test_only_hashes_become_paths(library: PromptLibrary, content: str) -> None:
    with pytest.raises(Invalid):
        library.stem(content)


async def test_refused_audio_leaves_nothing(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path, LimitSettings(prompt_seconds=0.5))
    with pytest.raises(AudioTooLarge):
        await library.add(TONE, name="a.wav")
    with pytest.raises(UndecodableAudio):
        await library.add(b"text", name="a.wav")
    assert list(tmp_path.iterdir()) == []


async def test_bytes_are_bounded_for_uploads_only(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path, LimitSettings(upload_bytes=len(TONE) - 1))
    with pytest.raises(AudioTooLarge, match="bytes"):
        await library.add(TONE, name="a.wav")
    assert (await library.add(TONE, name="a.wav", source="speech")).duration_ms == 1000


def test_a_failed_write_keeps_the_old_file_and_no_other(tmp_path: Path) -> None:
    occupied = tmp_path / "occupied"
    (occupied / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="occupied"):
        write_atomically(occupied, b"new")
    assert list(tmp_path.iterdir()) == [occupied]


@pytest.mark.parametrize("language", ("en-US", "ja"))
async def test_announcements_are_all_there_and_sound(library: PromptLibrary, language: Language) -> None:
    announcements = await library.announcements(language)
    assert set(announcements) == set(get_args(AnnouncementName)) - set(TONE_NAMES)
    for encoded in announcements.values():
        assert encoded.duration_ms > 500
        assert await library.check(encoded.content) == ()


async def test_languages_share_nothing(library: PromptLibrary) -> None:
    english, german = await library.announcements(), await library.announcements("de")
    assert not {one.content for one in english.values()} & {one.content for one in german.values()}


async def test_announcements_are_written_once(library: PromptLibrary) -> None:
    first = await library.announcements()
    before = stored(library, first["default"])
    assert await library.announcements() == first
    assert stored(library, first["default"]) == before


async def test_numbers_are_all_there_and_sound(library: PromptLibrary) -> None:
    clips = await library.clips("de")
    assert set(clips) == {*clips_of("de"), DIGIT_PAUSE}
    assert clips[DIGIT_PAUSE].duration_ms == 200
    for encoded in clips.values():
        assert await library.check(encoded.content) == ()


async def test_a_file_replaces_an_announcement(library: PromptLibrary, tmp_path: Path) -> None:
    shipped = await library.announcements()
    own = tmp_path / "prompts" / "announcements" / "en-US"
    own.mkdir(parents=True)
    (own / "busy.wav").write_bytes(TONE)
    (own / "goodbye.mp3").write_bytes(b"no sound")
    assert await library.announcements() == {**shipped, "busy": await library.add(TONE, name="tone.wav")}
    (own / "busy.wav").unlink()
    assert await library.announcements() == shipped


def test_files_that_are_written_together_are_all_there_or_none(tmp_path: Path) -> None:
    paths = [tmp_path / "a" / "one", tmp_path / "b" / "two"]
    with pytest.raises(OSError, match="full"), WrittenTogether() as files:
        files.write(paths[0], b"1")
        raise OSError("full")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with WrittenTogether() as files:
        for path in paths:
            files.write(path, b"1")
            files.write(path, path.name.encode())
        assert not any(path.exists() for path in paths)
    assert sorted(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()) == [b"one", b"two"]


async def test_what_is_stored_is_not_decoded_again(library: PromptLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    announcements, tones = await library.announcements(), await library.tones("DE")
    monkeypatch.setattr(Maker, "own", pytest.fail)
    later = PromptLibrary(library.stem("0" * 64).parents[1])
    assert (await later.announcements(), await later.tones("DE")) == (announcements, tones)


@pytest.mark.parametrize("noted", [None, b"{", b'{"x": "../../etc/passwd"}'])
async def test_what_is_lost_is_made_again(library: PromptLibrary, noted: bytes | None) -> None:
    first = await library.own(recordings()["busy"])
    library.stem(first.content).with_suffix(".pcmu").unlink()
    origins = library.stem(first.content).parents[1] / "origins.json"
    if noted is not None:
        origins.write_bytes(noted)
    assert await library.own(recordings()["busy"]) == first
    assert library.exists(first.content)
    assert json.loads(origins.read_bytes()) == {recordings()["busy"].digest(): first.content}
