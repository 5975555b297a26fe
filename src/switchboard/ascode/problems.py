"""What is wrong with a directory of configuration."""

from collections.abc import Sequence
from dataclasses import dataclass

from switchboard.errors import SwitchboardError


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: a file, relative to the directory, and a line from 1; 0 is unknown."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `path` is the object and the field, such as `ivr 6000 options[0].keys`; may be empty."""

    place: Place
    path: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (str(self.place), self.path, self.reason) if part)


class Rejected(SwitchboardError):
    """The directory cannot be applied, or cannot be written; `problems` says all that is wrong."""

    code = "rejected"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
