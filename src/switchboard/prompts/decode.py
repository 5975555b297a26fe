"""From an uploaded file to samples: WAV, MP3, OGG, FLAC, AIFF through libsndfile, and raw GSM 06.10."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import soundfile
import soxr

from switchboard.errors import AudioTooLarge, UndecodableAudio
from switchboard.model.prompt import PromptWarning
from switchboard.prompts.channels import Channels, Clipping, FloatArray

RATE_HZ = 16_000
"""What every prompt is worked on and kept at: wideband, as G.722 has it."""

MAX_CHANNELS = 8
MIN_RATE_HZ, MAX_RATE_HZ = 4_000, 192_000
_BLOCK_FRAMES = 65_536
_LARGEST_SAMPLE = 1e9
_MAGIC = (b"RIFF", b"RIFX", b"RF64", b"OggS", b"fLaC", b"FORM", b"ID3")
_GSM_FRAME_BYTES = 33
_GSM_RATE_HZ = 8_000
# libsndfile states SF_COUNT_MAX, 2**63 - 1, for a length that it does not know.
_UNKNOWN_FRAMES = 2**62
_STREAMED_BYTES = 0x7F00_0000
_CUT_TOLERANCE_BYTES = 1_024


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """One channel of audio. Full scale is 1.0, which float files may exceed. `warnings` say what is odd about it."""

    values: FloatArray
    rate_hz: int
    warnings: tuple[PromptWarning, ...] = ()

    @property
    def duration_s(self) -> float:
        return len(self.values) / self.rate_hz


class ReadableMemory(io.BytesIO):
    """Bytes for libsndfile. In damaged files it seeks to before the start, which must neither move nor raise."""

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        try:
            return super().seek(offset, whence)
        except (ValueError, OverflowError):
            return self.tell()


class _Sequential(soundfile.SoundFile):  # type: ignore[misc]
    """Reads only forwards. SoundFile would seek after each block, which a FLAC file of unknown length refuses."""

    def seekable(self) -> bool:
        return False


def decode(data: bytes, *, limit_s: float, name: str = "") -> Samples:
    """The audio of a file, mixed down to one channel at `RATE_HZ`; `name` tells a raw `.gsm` file.

    If channels cancel one another, only the loudest is used. Whatever the header claims, at most `limit_s` are decoded,
    in blocks. A WAV, AIFF or FLAC file that was cut short is refused; of an MP3 or OGG file, what is there is used.
    Raises UndecodableAudio, AudioTooLarge.
    """
    refuse_unknown(data, name)
    try:
        samples = _decode(data, name, limit_s)
    except soundfile.LibsndfileError as error:
        raise UndecodableAudio(f"the file is damaged: {error.error_string}") from None
    except (soundfile.SoundFileError, RuntimeError, ValueError, TypeError) as error:
        raise UndecodableAudio(f"the file cannot be decoded: {type(error).__name__}") from None
    if not len(samples.values):
        raise UndecodableAudio("the file holds no audio")
    return samples


def refuse_unknown(data: bytes, name: str) -> None:
    """Raises UndecodableAudio for files that need not be given to a decoder at all."""
    if not data:
        raise UndecodableAudio("the file is empty")
    if _is_gsm(data, name):
        return
    if (browsers := _of_browsers(data)) is not None:
        raise UndecodableAudio(f"{browsers} is not read here: send WAV, MP3, OGG, FLAC, AIFF or GSM")
    if not _is_container(data):
        raise UndecodableAudio("this is no WAV, MP3, OGG, FLAC, AIFF or GSM file")
    _refuse_cut(data)


def _open(data: bytes, name: str) -> soundfile.SoundFile:
    memory = ReadableMemory(data)
    if _is_gsm(data, name):
        return _Sequential(memory, samplerate=_GSM_RATE_HZ, channels=1, format="RAW", subtype="GSM610")
    return _Sequential(memory)


def _is_gsm(data: bytes, name: str) -> bool:
    """Whether these are GSM 06.10 frames as RFC 3551 §4.5.8 packs them: 33 octets, the first begins with 0xD."""
    frames, rest = divmod(len(data), _GSM_FRAME_BYTES)
    if not frames or (rest and not name.lower().endswith(".gsm")):
        return False
    return all(octet >> 4 == 0xD for octet in data[: frames * _GSM_FRAME_BYTES : _GSM_FRAME_BYTES])


def _of_browsers(data: bytes) -> str | None:
    """What recorders of browsers write and libsndfile does not read; the page sends WAV instead."""
    if data.startswith(b"\x1aE\xdf\xa3"):
        return "WebM"
    return "MP4" if data[4:8] == b"ftyp" else None


def _is_container(data: bytes) -> bool:
    mpeg_sync = len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0
    return mpeg_sync or data.startswith(_MAGIC)


def _refuse_cut(data: bytes) -> None:
    """Raises UndecodableAudio if an IFF container is shorter than the size that it states.

    Programs that write to a pipe do not know the size and state one near the maximum, which does not count.
    """
    if not data.startswith((b"RIFF", b"RIFX", b"FORM")):
        return
    claimed = int.from_bytes(data[4:8], "little" if data.startswith(b"RIFF") else "big") + 8
    if len(data) + _CUT_TOLERANCE_BYTES < claimed < _STREAMED_BYTES:
        raise UndecodableAudio(f"the file is cut short: {len(data)} of {claimed} bytes")


def _refuse_header(file: soundfile.SoundFile, limit_s: float) -> None:
    if not MIN_RATE_HZ <= file.samplerate <= MAX_RATE_HZ:
        raise UndecodableAudio(f"{file.samplerate} Hz is not between {MIN_RATE_HZ} and {MAX_RATE_HZ}")
    if not 1 <= file.channels <= MAX_CHANNELS:
        raise UndecodableAudio(f"{file.channels} channels are more than {MAX_CHANNELS}")
    if limit_s * file.samplerate < file.frames < _UNKNOWN_FRAMES:
        raise _too_long(limit_s)


def _too_long(limit_s: float) -> AudioTooLarge:
    return AudioTooLarge(f"the audio lasts longer than {limit_s:g} s")


def _decode(data: bytes, name: str, limit_s: float) -> Samples:
    """Raises what libsndfile raises, UndecodableAudio, AudioTooLarge."""
    clipping = Clipping()
    with _open(data, name) as file:
        _refuse_header(file, limit_s)
        channels = Channels(file.channels, file.samplerate)
        if file.channels > 1:
            _hear(channels, data, name, limit_s)
        mono = (channels.mix(clipping.passed(block)) for block in _blocks(file, limit_s))
        parts = list(_resampled(mono, file.samplerate))
    values = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    return Samples(values, RATE_HZ, (*channels.warnings(), *clipping.warnings()))


def _hear(channels: Channels, data: bytes, name: str, limit_s: float) -> None:
    """Read the file once more to find out how to mix its channels."""
    with _open(data, name) as file:
        for block in _blocks(file, limit_s):
            channels.hear(block)


def _blocks(file: soundfile.SoundFile, limit_s: float) -> Iterator[FloatArray]:
    """Arrays (frames, channels)."""
    left = int(limit_s * file.samplerate)
    while len(block := file.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
        left -= len(block)
        if left < 0:
            raise _too_long(limit_s)
        if not (np.abs(block) <= _LARGEST_SAMPLE).all():
            raise UndecodableAudio("a sample is not a number, or beyond any scale")
        yield block


def _resampled(blocks: Iterator[FloatArray], rate_hz: int) -> Iterator[FloatArray]:
    """Resample block by block, so that the seconds bound the memory and not the rate of the file.

    The filter assumes silence before the first sample. If the audio has an offset, this step would become a click and
    stay when the offset is removed; so the audio is resampled as if it began at zero.
    """
    if rate_hz == RATE_HZ:
        yield from blocks
        return
    stream = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32", quality="HQ")
    first = np.float32(0)
    for number, block in enumerate(blocks):
        if number == 0:
            first = block[0]
        yield stream.resample_chunk(block - first) + first
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True) + first
