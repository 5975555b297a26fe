"""The codecs of the plane. All have 8 octets a millisecond, so payloads of equal length last equally long."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from switchboard.media import g711
from switchboard.media.control import CodecName
from switchboard.media.g711 import Octets, Samples
from switchboard.media.g722 import RATE_HZ, G722Decoder, G722Encoder
from switchboard.media.resample import Downsampler, Upsampler

Decode = Callable[[bytes], Samples]
Transcode = Callable[[bytes], bytes]
G711Name = Literal["PCMU", "PCMA"]

_FADE_IN_S = 0.08
"""What a G.722 decoder that begins within a stream makes of it is too loud for about so long."""


def file_suffix(codec: CodecName) -> str:
    """What a prompt's file name ends in: payload for G.711, samples for G.722 (see `prompts.Prompt`)."""
    return ".pcm" if codec == "G722" else f".{codec.lower()}"


def silence(codec: G711Name, octets: int) -> bytes:
    """The octet of digital silence. G.722 has none: its silence is what the stream's encoder makes of zeros."""
    return bytes((g711.ULAW_SILENCE if codec == "PCMU" else g711.ALAW_SILENCE,)) * octets


def decode_g711(codec: CodecName, octets: Octets) -> Samples:
    """Octets of any shape; ``codec`` is PCMU or PCMA."""
    return g711.ulaw_decode(octets) if codec == "PCMU" else g711.alaw_decode(octets)


def make_decoder(codec: CodecName) -> Decode:
    """A stateful decoder of payloads to 8 kHz samples. G.722 is faded in: see `make_wide_decoder`."""
    if codec == "G722":
        decode, down = make_wide_decoder(codec), Downsampler()
        return lambda payload: down.process(decode(payload))
    return lambda payload: decode_g711(codec, np.frombuffer(payload, np.uint8))


def make_transcoder(source: CodecName, target: CodecName, encoder: G722Encoder | None = None) -> Transcode | None:
    """A stateful transcoder of payloads, or None if the payloads need no change.

    If the target hears G.722, ``encoder`` is the one encoder that it always hears. Then G.722 from elsewhere is
    transcoded as well, because a decoder cracks when it changes from one encoder's octets to another's.
    """
    if target == "G722" and (encoder is not None or source != target):
        decode, encode = make_wide_decoder(source), (encoder or G722Encoder()).encode
        return lambda payload: encode(decode(payload))
    if source == target:
        return None
    if source == "G722":
        decode = make_decoder(source)
        return lambda payload: encode_g711(target, decode(payload)).tobytes()
    # From µ-law to A-law or back each octet has one image.
    table = encode_g711(target, decode_g711(source, np.arange(256, dtype=np.uint8))).tobytes()
    return lambda payload: payload.translate(table)


def make_wide_decoder(codec: CodecName) -> Decode:
    """A stateful decoder of payloads to 16 kHz samples. It may begin anywhere in a stream, so G.722 is faded in."""
    if codec != "G722":
        up = Upsampler()
        return lambda payload: up.process(decode_g711(codec, np.frombuffer(payload, np.uint8)))
    decoder, fade = G722Decoder(), _FadeIn()
    return lambda payload: fade.process(decoder.decode(payload))


class _FadeIn:
    """Fades a stream of 16 kHz samples in, from silence."""

    def __init__(self) -> None:
        self._ramp = np.linspace(0, 1, round(_FADE_IN_S * RATE_HZ), dtype=np.float32)

    def process(self, samples: Samples) -> Samples:
        """The next samples, in any amount."""
        ramp, self._ramp = self._ramp[: len(samples)], self._ramp[len(samples) :]
        if len(ramp):
            samples = samples.copy()
            samples[: len(ramp)] = samples[: len(ramp)] * ramp
        return samples


def encode_g711(codec: CodecName, samples: Samples) -> Octets:
    """Samples of any shape; ``codec`` is PCMU or PCMA."""
    return g711.ulaw_encode(samples) if codec == "PCMU" else g711.alaw_encode(samples)
