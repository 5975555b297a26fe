"""Audio that comes with the product: for each language what is said (`texts.toml`), all of it spoken (`spoken.ogg`),
and where in it each text is (`spoken.json`).

A `spoken.ogg` is the header of an Ogg Opus file and then the pages of each recording, which by themselves would each
need a header again.

`tools/make_announcements.py` makes the last two of the first.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Literal, get_args

from switchboard.model.language import DEFAULT_LANGUAGE, Language

if TYPE_CHECKING:
    from switchboard.prompts.decode import Samples

TEXTS, SOUND, INDEX = "texts.toml", "spoken.ogg", "spoken.json"
HEADER_BYTES = 91

_LONGEST_S = 60.0

Group = Literal["announcements", "numbers", "demo"]
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Recording:
    """What is said in `length` bytes of a language's sound, from `offset` on.

    `group` tells whose it is: `announcements` can be named by menus, `numbers` only calls say (`model/spoken.py`), and
    `demo` is for the demonstration's menus, in en-US only.
    """

    language: Language
    name: str
    text: str
    group: Group
    offset: int
    length: int

    @property
    def file_name(self) -> str:
        return f"{self.name}.ogg"

    def read(self) -> bytes:
        """An Ogg Opus file of its own. Raises FileNotFoundError."""
        with _directory(self.language).joinpath(SOUND).open("rb") as file:
            header = file.read(HEADER_BYTES)
            file.seek(self.offset)
            return header + file.read(self.length)

    def digest(self) -> str:
        """Names what the sound is made of. Raises FileNotFoundError."""
        return hashlib.sha256(self.read()).hexdigest()

    def decoded(self) -> "Samples":
        """The samples, which were prepared for callers when the file was made. Raises FileNotFoundError."""
        from switchboard.prompts.decode import decode

        return decode(self.read(), limit_s=_LONGEST_S)


def recordings(language: Language = DEFAULT_LANGUAGE, groups: tuple[Group, ...] = GROUPS) -> Mapping[str, Recording]:
    """Every shipped recording of a language by name, or those of some groups."""
    path = _directory(language).joinpath(INDEX)
    index = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {
        name: Recording(language, name, text, group, offset, length)
        for group in groups
        for name, (offset, length, text) in index.get(group, {}).items()
    }


def texts(language: Language) -> Mapping[Group, Mapping[str, str]]:
    """What is to be said, by group and name."""
    found = tomllib.loads(_directory(language).joinpath(TEXTS).read_text("utf-8"))
    return {group: found[group] for group in GROUPS if group in found}


def _directory(language: Language) -> Traversable:
    return resources.files(__package__).joinpath(language)
