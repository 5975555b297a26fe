"""The screens of the page, as its features name them."""

import re
from pathlib import Path
from typing import Final

_SOURCES: Final = Path(__file__).parents[2] / "web" / "src"
_PLACES = re.compile(r'\bto: "(/[^"]*)"')


def screens() -> list[str]:
    """The addresses of all that are in the navigation."""
    features = sorted(_SOURCES.glob("*/feature.ts*"))
    return sorted({to for feature in features for to in _PLACES.findall(feature.read_text())})
