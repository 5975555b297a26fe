"""The screens of the page, as its features name them."""

import re
from pathlib import Path
from typing import Final

_SOURCES: Final = Path(__file__).parents[2] / "web" / "src"
_ROUTES = re.compile(r'\bpath: "(/[^"]*)"')
_PLACES = re.compile(r'\bto: "(/[^"]*)"')


def screens() -> list[str]:
    """The addresses of all that are in the navigation."""
    return _found(_PLACES)


def routes() -> list[str]:
    """The paths of all screens, as the page matches them."""
    return _found(_ROUTES)


def _found(pattern: re.Pattern[str]) -> list[str]:
    features = sorted(_SOURCES.glob("*/feature.ts*"))
    return sorted({one for feature in features for one in pattern.findall(feature.read_text())})
