"""Mapped prompt files."""

import os
from pathlib import Path

import pytest

from switchboard.media.prompts import PromptCache

pytestmark = pytest.mark.unit


def test_windows(tmp_path: Path) -> None:
    content = bytes(range(200))
    (tmp_path / "a.pcma").write_bytes(content)
    prompt = PromptCache(2).get(str(tmp_path / "a"), "PCMA")
    assert prompt is not None and len(prompt) == 200
    assert prompt.windows(160)[[0, 40]].tobytes() == content[:160] + content[40:]
    assert prompt.windows(160) is prompt.windows(160)


def test_a_prompt_is_kept_until_it_is_replaced(tmp_path: Path) -> None:
    cache, path = PromptCache(2), tmp_path / "a.pcmu"
    path.write_bytes(b"old")
    first = cache.get(str(tmp_path / "a"), "PCMU")
    assert cache.get(str(tmp_path / "a"), "PCMU") is first
    (tmp_path / "new").write_bytes(b"new text")
    (tmp_path / "new").replace(path)
    second = cache.get(str(tmp_path / "a"), "PCMU")
    assert first is not None and second is not None
    assert (first.data.tobytes(), second.data.tobytes()) == (b"old", b"new text")
    assert first.key != second.key


def test_the_oldest_is_dropped_but_goes_on_playing(tmp_path: Path) -> None:
    cache = PromptCache(1)
    for name in "ab":
        (tmp_path / f"{name}.pcmu").write_bytes(name.encode())
    first = cache.get(str(tmp_path / "a"), "PCMU")
    cache.get(str(tmp_path / "b"), "PCMU")
    assert first is not None and first.data.tobytes() == b"a"
    assert cache.get(str(tmp_path / "a"), "PCMU") is not first


def test_what_is_unreadable(tmp_path: Path) -> None:
    cache = PromptCache(2)
    (tmp_path / "empty.pcmu").touch()
    (tmp_path / "short.pcm").write_bytes(b"abc")
    (tmp_path / "folder.pcmu").mkdir()
    os.mkfifo(tmp_path / "fifo.pcmu")
    for name in ("none", "empty", "folder", "fifo", "x" * 5000, "a\0b"):
        assert cache.get(str(tmp_path / name), "PCMU") is None
    assert cache.get(str(tmp_path / "short"), "G722") is None
