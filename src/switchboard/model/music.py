"""What those hear who wait or are on hold."""

from typing import Annotated, ClassVar, Final, Literal, Self

from pydantic import Field, model_validator

from switchboard.errors import Invalid
from switchboard.model.base import Document, PromptId
from switchboard.model.messaging import WebUrl
from switchboard.model.refused import refused

STREAMS_OFF: Final = "network streams are off on this server: music.streams in its settings"


class Music(Document):
    """A play list: `prompts` one after the other and over and over, in `random` order each time anew.

    With a `stream`, the URL of an internet radio, that is heard, and the prompts only while it does not come; without
    prompts, the music that comes with the product.
    """

    kind: ClassVar[str] = "music"
    prompts: Annotated[tuple[PromptId, ...], Field(max_length=50)] = ()
    order: Literal["in_order", "random"] = "in_order"
    stream: WebUrl | None = None

    @model_validator(mode="after")
    def _has_something(self) -> Self:
        if not self.prompts and self.stream is None:
            raise refused("required", "needs prompts or a stream", "prompts")
        return self


def refuse_stream(new: Document, old: Document | None, *, permitted: bool) -> None:
    """Raises Invalid for a network stream that is new, where the server plays none. One that is there may stay."""
    stream = _stream(new)
    if not permitted and stream is not None and stream != _stream(old):
        raise Invalid("stream", STREAMS_OFF, rule="streams_off")


def _stream(document: Document | None) -> str | None:
    return document.stream if isinstance(document, Music) else None
