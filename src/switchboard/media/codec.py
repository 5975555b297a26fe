"""The codecs of the plane. All carry 8 octets a millisecond, so payloads of equal length are of equal time."""

from collections.abc import Callable

import numpy as np

from switchboard.media import g711
from switchboard.media.control import CodecName
from switchboard.media.g711 import Octets, Samples
from switchboard.media.g722 import G722_SILENCE, G722Decoder, G722Encoder
from switchboard.media.resample import Downsampler, Upsampler

Decode = Callable[[bytes], Samples]
Transcode = Callable[[bytes], bytes]


def file_suffix(codec: CodecName) -> str:
    """What an encoded prompt's file name ends in."""
    return f".{codec.lower()}"


def silence(codec: CodecName, octets: int) -> bytes:
    """Digital silence."""
    match codec:
        case "PCMU":
            return bytes((g711.ULAW_SILENCE,)) * octets
        case "PCMA":
            return bytes((g711.ALAW_SILENCE,)) * octets
        case "G722":
            return bytes((G722_SILENCE,)) * octets


def decode_g711(codec: CodecName, octets: Octets) -> Samples:
    """Octets of any shape; ``codec`` is PCMU or PCMA."""
    return g711.ulaw_decode(octets) if codec == "PCMU" else g711.alaw_decode(octets)


def make_decoder(codec: CodecName) -> Decode:
    """A stateful decoder of payloads to 8 kHz samples."""
    if codec == "G722":
        decoder, down = G722Decoder(), Downsampler()
        return lambda payload: down.process(decoder.decode(payload))
    return lambda payload: decode_g711(codec, np.frombuffer(payload, np.uint8))


def make_transcoder(source: CodecName, target: CodecName) -> Transcode | None:
    """A stateful transcoder of payloads, or None where there is nothing to do."""
    if source == target:
        return None
    if source != "G722" and target != "G722":
        table = _encode_g711(target, decode_g711(source, np.arange(256, dtype=np.uint8)))
        return lambda payload: payload.translate(table)
    if source == "G722":
        decode = make_decoder(source)
        return lambda payload: _encode_g711(target, decode(payload))
    return _widening(source)


def _widening(source: CodecName) -> Transcode:
    up, encoder, decode = Upsampler(), G722Encoder(), make_decoder(source)
    return lambda payload: encoder.encode(up.process(decode(payload)))


def _encode_g711(codec: CodecName, samples: Samples) -> bytes:
    return (g711.ulaw_encode(samples) if codec == "PCMU" else g711.alaw_encode(samples)).tobytes()
