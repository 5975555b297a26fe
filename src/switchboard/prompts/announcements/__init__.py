"""Audio that comes with the product: one OGG file for each text in `texts.toml`, and the ringing tone.

`tools/make_announcements.py` speaks the texts anew; each file carries its text as a comment.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np

from switchboard.prompts.decode import RATE_HZ, Samples

TEXTS = "texts.toml"

_RINGBACK_HZ = 425.0
_RINGBACK_ON_S, _RINGBACK_OFF_S = 1.0, 4.0
_RAMP_S = 0.005

Group = Literal["announcements", "demo"]


@dataclass(frozen=True, slots=True)
class Recording:
    """A shipped audio file and what is said in it. `group` `demo` is for the demonstration's menus."""

    name: str
    text: str
    group: Group

    @property
    def file_name(self) -> str:
        return f"{self.name}.ogg"

    def read(self) -> bytes:
        """The file. Raises FileNotFoundError."""
        return resources.files(__package__).joinpath(self.file_name).read_bytes()


def recordings() -> Mapping[str, Recording]:
    """Every shipped recording by name."""
    texts = tomllib.loads(resources.files(__package__).joinpath(TEXTS).read_text("utf-8"))
    groups: tuple[Group, ...] = ("announcements", "demo")
    return {name: Recording(name, text, group) for group in groups for name, text in texts[group].items()}


def ringback() -> Samples:
    """One period of the ringing tone: 425 Hz, 1 s on, 4 s off (ITU-T E.180); it may be played over and over."""
    seconds = np.arange(round(_RINGBACK_ON_S * RATE_HZ)) / RATE_HZ
    ramp = np.clip(np.minimum(seconds, _RINGBACK_ON_S - seconds) / _RAMP_S, 0, 1)
    tone = 0.1 * ramp * np.sin(2 * np.pi * _RINGBACK_HZ * seconds)
    return Samples(np.pad(tone, (0, round(_RINGBACK_OFF_S * RATE_HZ))).astype(np.float32), RATE_HZ)
