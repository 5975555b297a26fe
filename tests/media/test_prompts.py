"""Mapped prompt files."""

import os
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.prompts import PromptCache, gather

pytestmark = pytest.mark.unit


def test_payloads_of_several_prompts_are_one_gather(tmp_path: Path) -> None:
    content = bytes(range(200))
    (tmp_path / "a.pcma").write_bytes(content)
    (tmp_path / "b.pcma").write_bytes(content[::-1])
    cache = PromptCache(2)
    first, second = (cache.get(str(tmp_path / name), "PCMA") for name in "ab")
    assert first is not None and second is not None and len(first) == 200
    places = np.array([first.place, second.place + 40, first.place + 40])
    assert gather(places, 160).tobytes() == content[:160] + content[:160][::-1] + content[40:]


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
