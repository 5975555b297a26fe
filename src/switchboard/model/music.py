"""What those hear who wait or are on hold."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from switchboard.model.base import Document, PromptId


class Music(Document):
    """A play list: `prompts` one after the other and over and over, in `random` order each time anew."""

    kind: ClassVar[str] = "music"
    prompts: Annotated[tuple[PromptId, ...], Field(min_length=1, max_length=50)]
    order: Literal["in_order", "random"] = "in_order"
