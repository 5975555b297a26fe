"""Audio that comes with the product: `LANGUAGE/NAME.ogg` for each text in `LANGUAGE/texts.toml`.

`tools/make_announcements.py` speaks the texts anew; each file carries its text as a comment.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Literal

from switchboard.model.language import DEFAULT_LANGUAGE, Language

if TYPE_CHECKING:
    from switchboard.prompts.decode import Samples

TEXTS = "texts.toml"

_LONGEST_S = 60.0

Group = Literal["announcements", "demo"]


@dataclass(frozen=True, slots=True)
class Recording:
    """A shipped audio file and what is said in it. `group` `demo` is for the demonstration's menus, in en-US only."""

    language: Language
    name: str
    text: str
    group: Group

    @property
    def file_name(self) -> str:
        return f"{self.name}.ogg"

    def read(self) -> bytes:
        """The file. Raises FileNotFoundError."""
        return _directory(self.language).joinpath(self.file_name).read_bytes()

    def digest(self) -> str:
        """Names what the sound is made of. Raises FileNotFoundError."""
        return hashlib.sha256(self.read()).hexdigest()

    def decoded(self) -> "Samples":
        """The samples, which were prepared for callers when the file was made. Raises FileNotFoundError."""
        from switchboard.prompts.decode import decode

        return decode(self.read(), limit_s=_LONGEST_S)


def recordings(language: Language = DEFAULT_LANGUAGE) -> Mapping[str, Recording]:
    """Every shipped recording of a language by name."""
    texts = tomllib.loads(_directory(language).joinpath(TEXTS).read_text("utf-8"))
    groups: tuple[Group, ...] = ("announcements", "demo")
    return {
        name: Recording(language, name, text, group) for group in groups for name, text in texts.get(group, {}).items()
    }


def _directory(language: Language) -> Traversable:
    return resources.files(__package__).joinpath(language)
