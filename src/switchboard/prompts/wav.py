"""WAV files as some vendors require them: linear, 16 bits, one channel."""

from collections.abc import Container

import soundfile

from switchboard.errors import UndecodableAudio
from switchboard.prompts.decode import ReadableMemory

_CONTAINERS = ("WAV", "WAVEX")


def require_linear_wav(data: bytes, rates_hz: Container[int]) -> None:
    """Raises UndecodableAudio, with the reason, for all but WAV, PCM, 16 bits, mono, at one of the rates."""
    try:
        with soundfile.SoundFile(ReadableMemory(data)) as file:
            container, subtype, channels, rate_hz = file.format, file.subtype, file.channels, file.samplerate
    except (soundfile.SoundFileError, RuntimeError, ValueError, TypeError):
        raise UndecodableAudio("the file is no WAV file") from None
    if container not in _CONTAINERS:
        raise UndecodableAudio(f"the file is {container}, not WAV")
    if subtype != "PCM_16":
        raise UndecodableAudio(f"the samples are {subtype}, not PCM of 16 bits")
    if channels != 1:
        raise UndecodableAudio(f"the file has {channels} channels, not one")
    if rate_hz not in rates_hz:
        raise UndecodableAudio(f"{rate_hz} Hz is a rate that is not supported")
