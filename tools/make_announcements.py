"""Speaks each `texts.toml` into `spoken.ogg` beside it: tools/make_announcements.py [--config FILE] [LANGUAGE ...]

A recording of a speaker, `LANGUAGE/NAME.wav` (or .flac, .ogg, .mp3), is taken instead of a synthetic voice. What has
its text already is kept as it is; delete `spoken.json` of a language to make all of it anew. Who speaks, `[speech]` of
the settings says, as for prompts.
"""

import argparse
import asyncio
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from switchboard.config import load
from switchboard.model.language import LANGUAGES, Language
from switchboard.prompts import announcements
from switchboard.prompts.announcements import HEADER_BYTES, INDEX, SOUND, Group
from switchboard.prompts.decode import RATE_HZ, decode
from switchboard.prompts.encode import Pcm
from switchboard.prompts.prepare import prepare
from switchboard.prompts.speech.speech import Speech

COMPRESSIONS = (0.987, 0.98, 0.95)
"""Of 0 to 1: about 9 kbit/s, with the whole band of G.722, and more where that makes a burst of a sound. Vorbis needs
twice that and distorts more.
"""
LOUDEST = 0.95

SUFFIXES = (".wav", ".flac", ".ogg", ".mp3")
JOINED = ("digit-", "day-", "weekday-", "date-", "hour", "minute-", "half-")
"""Names of clips that are said in one breath with others, and hence have no silence around them."""
BEFORE_S, AFTER_S = 0.02, 0.06
AUDIBLE = 0.01

SERIAL = bytes(4)
NO_COMMENT = b"OpusTags" + bytes(8)
FULL = 255
"""Segments in a page, and bytes in a segment that is not a packet's last one."""
LAST = 4
PACKET_SAMPLES = 960
"""20 ms at 48 kHz, the clock of every Opus stream."""


async def sound_of(directory: Path, language: Language, name: str, text: str, speech: Speech) -> Pcm:
    """What a speaker has recorded, else a synthetic voice; at the level of every prompt."""
    recorded = [path for suffix in SUFFIXES if (path := directory / f"{name}{suffix}").exists()]
    data = recorded[0].read_bytes() if recorded else await speech.speak(text, language)
    pcm = prepare(decode(data, limit_s=60.0)).pcm
    return close(pcm) if name.startswith(JOINED) else pcm


def close(pcm: Pcm) -> Pcm:
    """Without the silence at both ends, but for a moment."""
    loud = np.flatnonzero(np.abs(pcm) > AUDIBLE * np.abs(pcm).max())
    begin, end = loud[0] - round(BEFORE_S * RATE_HZ), loud[-1] + round(AFTER_S * RATE_HZ)
    return pcm[max(begin, 0) : end]


def to_opus(pcm: Pcm) -> bytes:
    """The audio pages of an Ogg Opus file, which are the same for the same sound. `header` is what precedes them.

    They are as long as pages can be: libsndfile makes one for each second.
    """
    tries = (_ogg(pcm, compression) for compression in COMPRESSIONS)
    _, _, *audio = pages(next(ogg for ogg in tries if np.abs(decode(ogg, limit_s=60.0).values).max() < LOUDEST))
    sizes = [size for page in audio for size in page[27 : 27 + page[26]]]
    assert max(sizes) < FULL, "a packet has several segments"
    packets = b"".join(page[27 + page[26] :] for page in audio)
    joined, begin = b"", 0
    for first in range(0, len(sizes), FULL):
        some = sizes[first : first + FULL]
        is_last = first + FULL >= len(sizes)
        end = audio[-1][6:14] if is_last else ((first + FULL) * PACKET_SAMPLES).to_bytes(8, "little")
        number = (2 + first // FULL).to_bytes(4, "little")
        head = b"OggS\0" + bytes((LAST if is_last else 0,)) + end + SERIAL + number + bytes(4) + bytes((len(some),))
        joined += sealed(head + bytes(some) + packets[begin : begin + sum(some)])
        begin += sum(some)
    return joined


def header() -> bytes:
    """The pages that begin each Ogg Opus file (RFC 7845 §3), without a comment."""
    head, *_ = pages(_ogg(np.zeros(RATE_HZ, np.int16), COMPRESSIONS[0]))
    tags = head[:5] + b"\0" + bytes(8) + SERIAL + (1).to_bytes(4, "little") + bytes(4)
    return sealed(head) + sealed(tags + bytes((1, len(NO_COMMENT))) + NO_COMMENT)


def _ogg(pcm: Pcm, compression: float) -> bytes:
    buffer = io.BytesIO()
    with soundfile.SoundFile(buffer, "w", RATE_HZ, 1, "OPUS", format="OGG", compression_level=compression) as file:
        file.write(pcm)
    return buffer.getvalue()


def pages(ogg: bytes) -> Iterator[bytes]:
    """The pages of an Ogg file (RFC 3533 §6)."""
    begin = 0
    while begin < len(ogg):
        segments = ogg[begin + 26]
        end = begin + 27 + segments + sum(ogg[begin + 27 : begin + 27 + segments])
        yield ogg[begin:end]
        begin = end


def sealed(page: bytes) -> bytes:
    """The page with our serial number and its checksum (RFC 3533 §6: polynomial 0x04c11db7, not reflected)."""
    blank = page[:14] + SERIAL + page[18:22] + bytes(4) + page[26:]
    checksum = 0
    for octet in blank:
        checksum = (checksum << 8 & 0xFFFFFFFF) ^ TABLE[checksum >> 24 ^ octet]
    return blank[:22] + checksum.to_bytes(4, "little") + blank[26:]


def _remainder(octet: int) -> int:
    register = octet << 24
    for _ in range(8):
        register = (register << 1 ^ (0x04C11DB7 if register >> 31 else 0)) & 0xFFFFFFFF
    return register


TABLE = tuple(map(_remainder, range(256)))


async def make(directory: Path, language: Language, speech: Speech) -> None:
    """Sound and index of one language."""
    before = {one.name: one for one in announcements.recordings(language).values()}
    index: dict[Group, dict[str, list[int | str]]] = {}
    sound, places = bytearray(header()), dict[bytes, int]()
    assert len(sound) == HEADER_BYTES
    for group, texts in announcements.texts(language).items():
        for name, text in texts.items():
            kept = before.get(name)
            if kept is None or kept.text != text:
                data = to_opus(await sound_of(directory, language, name, text, speech))
            else:
                data = kept.read()[HEADER_BYTES:]
            if data not in places:
                places[data] = len(sound)
                sound += data
            index.setdefault(group, {})[name] = [places[data], len(data), text]
    (directory / SOUND).write_bytes(sound)
    (directory / INDEX).write_text(_lines(index), "utf-8")
    print(f"{language}: {sum(map(len, index.values()))} recordings, {len(sound)} bytes")


def _lines(index: dict[Group, dict[str, list[int | str]]]) -> str:
    """JSON with a line for each recording."""
    groups = [
        f'"{group}": {{\n'
        + ",\n".join(f'"{name}": {json.dumps(one, ensure_ascii=False)}' for name, one in found.items())
        + "\n}"
        for group, found in index.items()
    ]
    return "{" + ", ".join(groups) + "}\n"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, help="settings in TOML")
    parser.add_argument("languages", nargs="*", choices=[*LANGUAGES, []], metavar="LANGUAGE")
    wanted = parser.parse_args()
    speech = Speech.of(load(wanted.config))
    root = Path(announcements.__file__).parent
    for language in LANGUAGES:
        if language in wanted.languages or not wanted.languages:
            await make(root / language, language, speech)


if __name__ == "__main__":
    asyncio.run(main())
