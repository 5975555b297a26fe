"""The comfort tone: what a caller hears where all music is unreadable, so that the line does not seem dead."""

from functools import cache

import numpy as np

from switchboard.media.codec import encode_g711
from switchboard.media.control import CodecName
from switchboard.media.prompts import Prompt

PERIOD_S = 5.0
TONE_S = 0.2
FADE_S = 0.01
HERTZ = 440
AMPLITUDE = 2500
"""About -25 dBm0: softer than speech."""


@cache
def comfort_tone(codec: CodecName) -> Prompt:
    """One period of it."""
    rate_hz = 16_000 if codec == "G722" else 8_000
    times = np.arange(int(TONE_S * rate_hz)) / rate_hz
    envelope = np.clip(np.minimum(times, TONE_S - times) / FADE_S, 0, 1)
    samples = np.zeros(int(PERIOD_S * rate_hz), np.int16)
    samples[: len(times)] = AMPLITUDE * envelope * np.sin(2 * np.pi * HERTZ * times)
    if codec == "G722":
        return Prompt(samples.reshape(-1, 2))
    return Prompt(np.frombuffer(encode_g711(codec, samples), np.uint8))
