"""Uploads are decoded by a process that may die."""

import asyncio
import os
import signal
from pathlib import Path

import numpy as np
import pytest

from switchboard.errors import AudioTooLarge, UndecodableAudio
from switchboard.prompts.decode import decode
from switchboard.prompts.isolated import decode_apart
from tests.kit.processes import until

from .signals import file_of, sine

pytestmark = pytest.mark.interop
LIMIT_S, TIMEOUT_S = 10.0, 60.0
TONE = file_of(sine(440, 1.0, 16_000), 16_000)


async def apart(data: bytes, name: str = "x.wav", timeout_s: float = TIMEOUT_S) -> object:
    return await decode_apart(data, limit_s=LIMIT_S, name=name, timeout_s=timeout_s)


async def test_the_samples_are_the_same() -> None:
    for data in (TONE, file_of(sine(440, 1.0, 44_100), 44_100, "OGG", "VORBIS")):
        expected = decode(data, limit_s=LIMIT_S)
        found = await decode_apart(data, limit_s=LIMIT_S, name="x", timeout_s=TIMEOUT_S)
        assert found.rate_hz == expected.rate_hz
        assert np.array_equal(found.values, expected.values)


async def test_warnings_come_through() -> None:
    tone = sine(440, 1.0, 16_000)
    data = file_of(np.stack([tone, -tone], axis=1), 16_000)
    found = await decode_apart(data, limit_s=LIMIT_S, name="x", timeout_s=TIMEOUT_S)
    expected = decode(data, limit_s=LIMIT_S)
    assert np.array_equal(found.values, expected.values)
    assert [warning.code for warning in found.warnings] == ["channels-cancelled"]
    assert found.warnings == expected.warnings


async def test_reasons_come_through() -> None:
    with pytest.raises(UndecodableAudio, match="is no WAV"):
        await apart(b"nothing")
    with pytest.raises(UndecodableAudio, match=r"damaged|cannot be decoded|no audio"):
        await apart(b"fLaC" + bytes(1000))
    with pytest.raises(AudioTooLarge, match="longer than 10 s"):
        await apart(file_of(sine(440, 11.0, 8000), 8000))


async def test_names_are_not_trusted() -> None:
    for name in ("--help", "a\0b", "\ud800", "x" * 100_000):
        await apart(TONE, name)


async def test_it_has_not_for_ever() -> None:
    with pytest.raises(UndecodableAudio, match=r"longer than 0\.001 s"):
        await apart(TONE, timeout_s=0.001)
    assert not children()


async def test_its_death_is_a_refusal() -> None:
    async with asyncio.timeout(TIMEOUT_S), asyncio.TaskGroup() as group:
        refused = group.create_task(gives_up())
        await until(has_children)
        os.kill(children()[0], signal.SIGSEGV)
    assert refused.result()


async def gives_up() -> bool:
    with pytest.raises(UndecodableAudio, match="gave up"):
        await apart(TONE)
    return True


async def has_children() -> bool:
    return bool(children())


def children() -> list[int]:
    """Process ids of the decoders that run."""
    running = (int(pid) for pid in Path("/proc/thread-self/children").read_text().split())
    return [pid for pid in running if b"switchboard.prompts.isolated" in Path(f"/proc/{pid}/cmdline").read_bytes()]
