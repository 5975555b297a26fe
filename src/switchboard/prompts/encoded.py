"""What the library gives for a sound that it has stored."""

from dataclasses import dataclass
from typing import Literal

from switchboard.model.prompt import Prompt, PromptWarning

Source = Literal["upload", "speech", "recording"]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Audio in the library: the content hash that finds it, how long it lasts, and what is odd about it."""

    content: str
    duration_ms: int
    warnings: tuple[PromptWarning, ...] = ()

    def prompt(self, name: str, *, source: Source = "upload", text: str = "", language: str = "") -> Prompt:
        """A prompt object with this sound."""
        return Prompt(
            name=name,
            content=self.content,
            duration_ms=self.duration_ms,
            source=source,
            text=text,
            language=language,
            warnings=self.warnings,
        )
