"""From a tenant to a directory."""

from pathlib import Path, PurePosixPath

import pytest

from switchboard.ascode.export import export, write
from switchboard.ascode.problems import Rejected
from switchboard.model.base import Document
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.prompts.library import PromptLibrary
from switchboard.store.documents.batch import Current

from .conftest import tone

pytestmark = pytest.mark.unit

ALICE = Extension(number="1000", name="Alice")
MENU = Ivr(number="6000", name="Main", options=(Option(keys="1", route=Route(to=ToExtension(extension=1))),))


def current(*documents: Document) -> Current:
    stored = tuple(Stored(id, 1, document) for id, document in enumerate(documents, 1))
    return Current(stored, len(stored) + 1)


async def prompts(library: PromptLibrary, *names: str) -> list[Prompt]:
    sound = await library.add(tone(440), name="tone.wav")
    return [Prompt(name=name, content=sound.content, duration_ms=sound.duration_ms) for name in names]


async def test_defaults_are_left_out_and_references_are_numbers(library: PromptLibrary) -> None:
    files = await export(current(ALICE, MENU), library)
    assert {str(path): data.decode() for path, data in files.items()} == {
        "switchboard.yaml": "format: 1\n",
        "extension.yaml": "extension:\n- number: '1000'\n  name: Alice\n",
        "ivr/6000.yaml": (
            "ivr:\n- number: '6000'\n  name: Main\n  options:\n  - keys: '1'\n    route:\n      to:\n"
            "        kind: extension\n        extension: '1000'\n"
        ),
    }


async def test_what_would_be_empty_is_written_in_full(library: PromptLibrary) -> None:
    files = await export(current(Ivr(number="6000", name="Main", transfer_failed=Route())), library)
    assert b"transfer_failed:\n    to:\n      kind: hang_up\n" in files[PurePosixPath("ivr/6000.yaml")]


async def test_audio_is_beside_as_it_is_stored(library: PromptLibrary) -> None:
    [prompt] = await prompts(library, "welcome.wav")
    files = await export(current(prompt), library)
    assert files[PurePosixPath("prompt/welcome.flac")] == await library.read_flac(prompt.content)
    assert files[PurePosixPath("prompt.yaml")] == b"prompt:\n- name: welcome.wav\n  audio: prompt/welcome.flac\n"


async def test_file_names_are_safe_and_apart(library: PromptLibrary) -> None:
    names = ["a.wav", "A.mp3", "../../etc/passwd", ".hidden", "é" * 63, "..", "b c.wav"]
    files = await export(current(*await prompts(library, *names)), library)
    audio = [path for path in files if path.suffix == ".flac"]
    assert len({str(path).casefold() for path in audio}) == len(names)
    assert all(path.parent == PurePosixPath("prompt") and not path.name.startswith(".") for path in audio)
    assert all(len(path.name.encode()) <= 255 for path in audio)
    assert PurePosixPath("prompt/b_c.flac") in files


async def test_missing_audio_is_an_error(library: PromptLibrary) -> None:
    with pytest.raises(Rejected, match=r"prompt a.wav: its audio is not in the library"):
        await export(current(Prompt(name="a.wav", content="0" * 64, duration_ms=1)), library)


async def test_an_earlier_export_is_replaced_and_other_files_stay(library: PromptLibrary, tmp_path: Path) -> None:
    root = tmp_path / "config"
    [prompt] = await prompts(library, "a.wav")
    write(await export(current(ALICE, MENU, prompt), library), root)
    (root / "README.md").write_text("ours")
    write(await export(current(ALICE), library), root)
    left = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert left == {"README.md", "extension.yaml", "switchboard.yaml"}


async def test_what_is_the_same_is_not_written_again(library: PromptLibrary, tmp_path: Path) -> None:
    files = await export(current(ALICE), library)
    write(files, tmp_path / "config")
    file = tmp_path / "config" / "extension.yaml"
    before = file.stat()
    write(files, tmp_path / "config")
    assert file.stat().st_mtime_ns == before.st_mtime_ns


async def test_a_directory_of_something_else_is_left_alone(library: PromptLibrary, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(Rejected, match="neither empty"):
        write(await export(current(ALICE), library), tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["letter.txt"]
