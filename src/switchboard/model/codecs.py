"""The audio codecs that a line may be limited to, in the order of preference."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from switchboard.model.refused import refused, repeated

AudioCodec = Literal["G722", "PCMA", "PCMU"]
"""By their names in SDP (RFC 3551)."""


def _each_once(codecs: tuple[AudioCodec, ...]) -> tuple[AudioCodec, ...]:
    if (index := repeated(codecs)) is not None:
        raise refused("twice", "a codec stands here once", index)
    return codecs


Codecs = Annotated[tuple[AudioCodec, ...], Field(max_length=3), AfterValidator(_each_once)]
"""Empty: all of them, and whoever offers decides on the order."""
