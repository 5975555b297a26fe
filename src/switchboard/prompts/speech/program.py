"""Runs a program that speaks one text, within limits. The text reaches it as text, and nothing else of it can."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from switchboard.errors import AudioTooLarge, SpeechUnavailable
from switchboard.prompts.speech import confined

TEXT, OUTPUT, WORDS = "{text}", "{output}", "{words}"
"""In arguments: a file of the text; the file that the program is to write; the text itself."""

_CHUNK_BYTES = 65_536
_ENDS_S = 5.0
_SOUND_BUFFERS = 80 * 1024 * 1024
"""Room in files for what sound libraries set up, even when nothing is to be played: libpulse takes 64 MiB at once."""

_OWN_SETTINGS = "SWITCHBOARD_"


@dataclass(frozen=True, slots=True)
class Command:
    """A program and its arguments. `values` are what further placeholders stand for."""

    arguments: Sequence[str]
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The program, as people call it."""
        return Path(self.arguments[0]).name

    def has(self, placeholder: str) -> bool:
        return any(placeholder in argument for argument in self.arguments)

    def filled(self, values: Mapping[str, str]) -> list[str]:
        """The arguments. What a value says is never taken for a placeholder."""
        return [_filled(argument, {**self.values, **values}) for argument in self.arguments]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may take, and how much it may write."""

    timeout_s: float
    memory_bytes: int
    output_bytes: int


async def spoken(command: Command, text: str, bounds: Bounds) -> bytes:
    """What the program gave for `text`; empty when it failed. Raises SpeechUnavailable, AudioTooLarge."""
    with _directory(command) as directory:
        text_file, output_file = directory / "text", directory / "speech.wav"
        data = text.encode("utf-8", errors="replace")
        if command.has(TEXT):
            text_file.write_bytes(data)
        paths = {TEXT: str(text_file), OUTPUT: str(output_file), WORDS: data.decode()}
        printed = await _run(command.filled(paths), b"" if command.has(TEXT) else data, bounds)
        if printed is None or not command.has(OUTPUT):
            return printed or b""
        return await asyncio.to_thread(_written, output_file, bounds)


def environment() -> dict[str, str]:
    """Ours, without the variables that have our settings, passwords among them, which no other program needs."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}


def is_installed(program: str) -> bool:
    return shutil.which(program) is not None


async def _run(arguments: Sequence[str], data: bytes, bounds: Bounds) -> bytes | None:
    """What it printed; None when it failed."""
    name = Path(arguments[0]).name
    if not is_installed(arguments[0]):
        raise SpeechUnavailable(f"{name} is not installed")
    process = await _start(arguments, bounds)
    try:
        async with asyncio.timeout(bounds.timeout_s):
            printed = await _exchange(process, data, bounds)
            return printed if await process.wait() == 0 else None
    except TimeoutError:
        raise SpeechUnavailable(f"{name} took longer than {bounds.timeout_s:.1f} s") from None
    finally:
        await _end(process)


async def _start(arguments: Sequence[str], bounds: Bounds) -> Process:
    cpu_s = (int(bounds.timeout_s) + 1) * (os.cpu_count() or 1)
    limits = (cpu_s, bounds.memory_bytes, bounds.output_bytes + _SOUND_BUFFERS)
    confined_by = (sys.executable, "-I", "-S", confined.__file__, *map(str, limits))
    try:
        # A session of its own, so that what the program has started ends with it.
        return await asyncio.create_subprocess_exec(
            *confined_by, *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment(), start_new_session=True
        )
    except OSError as error:
        raise SpeechUnavailable(f"{Path(arguments[0]).name} cannot be started: {error.strerror}") from None


async def _exchange(process: Process, data: bytes, bounds: Bounds) -> bytes:
    """Feed and read at the same time, so that neither side waits for ever for a full pipe."""
    assert process.stdin is not None and process.stdout is not None
    feeding = asyncio.create_task(_feed(process.stdin, data))
    try:
        return await _collect(process.stdout, bounds)
    finally:
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)


async def _collect(output: asyncio.StreamReader, bounds: Bounds) -> bytes:
    audio = bytearray()
    while chunk := await output.read(_CHUNK_BYTES):
        audio += chunk
        if len(audio) > bounds.output_bytes:
            raise _too_large()
    return bytes(audio)


async def _feed(stdin: asyncio.StreamWriter, text: bytes) -> None:
    try:
        stdin.write(text)
        await stdin.drain()
        stdin.close()
        await stdin.wait_closed()
    except ConnectionError:
        stdin.close()


async def _end(process: Process) -> None:
    """Whatever is left of the program is killed, what it has started too."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    # `wait` returns only when the pipe has ended as well, which nobody sees who does not read what is left in it. What
    # has left the session may keep the pipe open, and is not waited for.
    with suppress(TimeoutError):
        async with asyncio.timeout(_ENDS_S):
            await asyncio.gather(_discard(process), process.wait())


async def _discard(process: Process) -> None:
    assert process.stdout is not None
    while await process.stdout.read(_CHUNK_BYTES):
        pass


def _written(file: Path, bounds: Bounds) -> bytes:
    """A link that the program may have put there is not followed."""
    if file.is_symlink() or not file.is_file():
        return b""
    if file.stat().st_size > bounds.output_bytes:
        raise _too_large()
    return file.read_bytes()


def _too_large() -> AudioTooLarge:
    return AudioTooLarge("the text takes too long to speak")


@contextmanager
def _directory(command: Command) -> Iterator[Path]:
    """A directory for the program's files, if it wants one."""
    if command.has(TEXT) or command.has(OUTPUT):
        with tempfile.TemporaryDirectory(prefix="speech-", ignore_cleanup_errors=True) as name:
            yield Path(name)
    else:
        yield Path()


def _filled(argument: str, values: Mapping[str, str]) -> str:
    """`argument` with values in the place of placeholders, found from left to right."""
    found = [(argument.find(name), name) for name in values if name in argument]
    if not found:
        return argument
    at, name = min(found)
    return argument[:at] + values[name] + _filled(argument[at + len(name) :], values)
