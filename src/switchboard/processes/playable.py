"""Messages, and recordings from the web, as calls can play them, for as long as somebody listens to one."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from switchboard import disk, errors
from switchboard.call.message import Message, MessageDraft
from switchboard.engine.port import Audio
from switchboard.prompts.shelf import Suffix

if TYPE_CHECKING:
    from switchboard.prompts.decode import Samples

LONGEST_S = 3600.0
LONGEST_FOREIGN_S, DECODE_S = 600.0, 10.0
"""Of a file that a stranger has made: how long it may sound, and how long decoding it may take."""

LINGERING_S = 60.0
"""What is announced in a room is read when its turn comes, which may be after whoever said it has left."""

FORMS: tuple[Suffix, ...] = ("pcmu", "pcma", "pcm")
"""What streams play of a prompt: `prompts/encode.py` says what each is."""


class PlayableMessages:
    """Finds the samples of messages that somebody listens to, and with `stem` those of all else.

    `directory` has those of stored messages.
    """

    def __init__(self, stem: Callable[[str], Path], directory: Path) -> None:
        self._stem = stem
        self._directory = directory
        self._stems: dict[str, Path] = {}
        self._heard = itertools.count(1)

    def stem(self, content: str) -> Path:
        """Path without suffix; the media plane opens it with the one of its codec."""
        return self._stems.get(content) or self._stem(content)

    def audible(self, draft: MessageDraft) -> AbstractAsyncContextManager[Audio]:
        """The message at the level of prompts, within the block. Its files are beside its sound. Raises Unavailable."""
        return self.sound(Path(draft.sound))

    def sound(self, file: Path, lingering_s: float = 0.0) -> AbstractAsyncContextManager[Audio]:
        """The same for any recording. What can be heard of it stays for so long after the block."""
        return self._playable("message", file.with_suffix(""), file.read_bytes, lingering_s)

    def stored(self, message: Message, wav: bytes) -> AbstractAsyncContextManager[Audio]:
        """The same for a message whose sound is in the database. Whoever listens has files of his own."""
        # Of one message there are several listeners now and then: each may leave at any moment.
        stem = self._directory / f"message-{next(self._heard)}"
        return self._playable(f"message {message.id}", stem, lambda: wav)

    @asynccontextmanager
    async def foreign(self, data: bytes) -> AsyncIterator[Audio | None]:
        """A file that a stranger has made, decoded apart; None if it cannot be played."""
        stem = self._directory / f"foreign-{next(self._heard)}"
        async with AsyncExitStack() as stack:
            try:
                audio = await stack.enter_async_context(self._made("foreign", stem, _make_apart(stem, data)))
            except errors.Unavailable:
                audio = None
            yield audio

    @asynccontextmanager
    async def _playable(
        self, name: str, stem: Path, read: Callable[[], bytes], lingering_s: float = 0.0
    ) -> AsyncIterator[Audio]:
        async with self._made(name, stem, asyncio.to_thread(_make, stem, read), lingering_s) as audio:
            yield audio

    @asynccontextmanager
    async def _made(
        self, name: str, stem: Path, work: Coroutine[Any, Any, int], lingering_s: float = 0.0
    ) -> AsyncIterator[Audio]:
        making = asyncio.ensure_future(work)
        try:
            try:
                duration_ms = await asyncio.shield(making)
            except (OSError, errors.UndecodableAudio, errors.AudioTooLarge) as error:
                raise errors.Unavailable("the message cannot be played") from error
            self._stems[stem.name] = stem
            yield Audio(name, stem.name, duration_ms / 1000)
        finally:
            self._stems.pop(stem.name, None)
            # A caller who leaves meanwhile does not stop the thread.
            making.add_done_callback(lambda _: _delete(stem, lingering_s))


def _delete(stem: Path, after_s: float) -> None:
    paths = [stem.with_suffix(f".{form}") for form in FORMS]
    if after_s:
        asyncio.get_running_loop().call_later(after_s, disk.unlink, paths)
    else:
        disk.unlink(paths)


def forget_playable(directory: Path) -> None:
    """Delete what a process that died has left there."""
    disk.unlink([path for form in FORMS for path in directory.glob(f"*.{form}")])


def _make(stem: Path, read: Callable[[], bytes]) -> int:
    """Write the forms; returns how long they last, in milliseconds. Loads the audio libraries, in its thread."""
    from switchboard.prompts.decode import decode

    return _write(stem, decode(read(), limit_s=LONGEST_S))


async def _make_apart(stem: Path, data: bytes) -> int:
    """The same of what a stranger has made."""
    isolated = await asyncio.to_thread(import_module, "switchboard.prompts.isolated")
    samples = await isolated.decode_apart(data, limit_s=LONGEST_FOREIGN_S, name="recording", timeout_s=DECODE_S)
    return await asyncio.to_thread(_write, stem, samples)


def _write(stem: Path, samples: "Samples") -> int:
    from switchboard.prompts.encode import encode
    from switchboard.prompts.prepare import prepare

    forms = encode(prepare(samples).pcm)
    for form in FORMS:
        stem.with_suffix(f".{form}").write_bytes(forms[form])
    return len(forms["pcmu"]) // 8
