"""Telling apart who has answered: a person, or an answering machine."""

from dataclasses import dataclass
from typing import Protocol

from switchboard.call.answerer import Answerer, GreetingEnd


@dataclass(frozen=True, slots=True)
class AnswererHeard:
    """Who has answered, as far as can be heard; how long the greeting was until then, and how long that took."""

    by: Answerer
    speech_ms: int = 0
    after_ms: int = 0


class Ear(Protocol):
    """Listens to whoever has answered."""

    async def who(self) -> AnswererHeard:
        """Wait until it is known who it is. Whoever presses a key is a person."""
        ...

    async def greeting_ended(self) -> GreetingEnd:
        """Wait until the machine that has answered takes messages."""
        ...
