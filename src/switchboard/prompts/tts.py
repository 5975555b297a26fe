"""Text to speech by espeak-ng, which runs as a program of its own."""

import asyncio
import re
from asyncio.subprocess import PIPE, Process

from switchboard.errors import AudioTooLarge, Invalid, SpeechUnavailable

MAX_TEXT_CHARACTERS = 5_000
FALLBACK_VOICE = "en"

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,8}")
_MANDARIN = re.compile(r"(zh|cmn)(?!-yue)(-|$)")
_MANDARIN_VOICE = "cmn-latn-pinyin"
"""The voices zh and cmn of espeak-ng 1.51 take their own pinyin of the characters for English."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BYTES_PER_S = 2 * 22_050
_CHUNK_BYTES = 65_536


class Speech:
    """Speaks texts. `limit_s` bounds the audio, `timeout_s` the time to make it, `pace` is words per minute."""

    def __init__(
        self, program: str = "espeak-ng", *, limit_s: float = 600.0, timeout_s: float = 30.0, pace: int = 150
    ) -> None:
        self._program = program
        self._limit_s = limit_s
        self._timeout_s = timeout_s
        self._pace = pace

    async def speak(self, text: str, language: str = FALLBACK_VOICE) -> bytes:
        """A WAV file of `text` in the voice nearest to the BCP 47 tag `language`.

        Raises Invalid for an empty or overlong text, AudioTooLarge, SpeechUnavailable.
        """
        spoken = _speakable(text)
        try:
            async with asyncio.timeout(self._timeout_s):
                for voice in voices_for(language):
                    if audio := await self._run(voice, spoken):
                        return audio
        except TimeoutError:
            raise SpeechUnavailable(f"{self._program} took longer than {self._timeout_s:g} s") from None
        raise SpeechUnavailable(f"{self._program} failed; are its voices installed (package espeak-ng-data)?")

    async def _run(self, voice: str, text: bytes) -> bytes:
        """The program's output, empty when it has no such voice or failed."""
        process = await self._start(voice)
        try:
            audio = await self._exchange(process, text)
            return audio if await process.wait() == 0 else b""
        finally:
            await _end(process)

    async def _start(self, voice: str) -> Process:
        options = ("--stdin", "--stdout", "-v", voice, "-s", str(self._pace), "-b", "1")
        try:
            return await asyncio.create_subprocess_exec(
                self._program, *options, stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL
            )
        except OSError:
            raise SpeechUnavailable(
                f"{self._program} does not run; install it (Debian, Ubuntu: apt install espeak-ng)"
            ) from None

    async def _exchange(self, process: Process, text: bytes) -> bytes:
        """Feed and read at the same time, so that neither side waits for ever for a full pipe."""
        assert process.stdin is not None and process.stdout is not None
        feeding = asyncio.create_task(_feed(process.stdin, text))
        try:
            return await self._collect(process.stdout)
        finally:
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)

    async def _collect(self, output: asyncio.StreamReader) -> bytes:
        audio = bytearray()
        while chunk := await output.read(_CHUNK_BYTES):
            audio += chunk
            if len(audio) > self._limit_s * _BYTES_PER_S + _CHUNK_BYTES:
                raise AudioTooLarge(f"the text takes longer than {self._limit_s:g} s to speak")
        return bytes(audio)


def voices_for(language: str) -> tuple[str, ...]:
    """Voices to try in turn: the tag, the tag without its last parts, English. A malformed tag leaves English."""
    parts = language.split("-") if _TAG.fullmatch(language) else []
    tags = ["-".join(parts[:length]).lower() for length in range(len(parts), 0, -1)]
    mandarin = [_MANDARIN_VOICE] if tags and _MANDARIN.match(tags[0]) else []
    return tuple(dict.fromkeys([*mandarin, *tags, FALLBACK_VOICE]))


def _speakable(text: str) -> bytes:
    """The text in UTF-8 without control characters, which espeak-ng would take for commands."""
    spoken = _CONTROL.sub(" ", text).strip()
    if not spoken:
        raise Invalid("text", "is empty", rule="required")
    if len(spoken) > MAX_TEXT_CHARACTERS:
        raise Invalid("text", f"is longer than {MAX_TEXT_CHARACTERS} characters", rule="max")
    return spoken.encode("utf-8", errors="replace")


async def _feed(stdin: asyncio.StreamWriter, text: bytes) -> None:
    try:
        stdin.write(text)
        await stdin.drain()
        stdin.close()
        await stdin.wait_closed()
    except ConnectionError:
        stdin.close()


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
