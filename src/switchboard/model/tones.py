"""What callers hear in each country while it rings, is busy or cannot go on (ITU-T E.180), and signals of our own."""

import re
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeGuard, get_args

from pydantic import StringConstraints

from switchboard.model.base import Means

NetworkTone = Literal["ringback", "busy-tone", "congestion-tone"]
"""What the network says; each country has its own."""
Signal = Literal["tone-record", "tone-limit", "tone-join", "tone-leave"]
"""What this product says without words: a recording begins; it ends soon; somebody joins a conference; leaves it. Heard
once, and the same everywhere.
"""
ToneName = Literal[NetworkTone, Signal]
NETWORK_TONES: Final[tuple[NetworkTone, ...]] = get_args(NetworkTone)
TONE_NAMES: Final[tuple[ToneName, ...]] = get_args(ToneName)

DEFAULT_COUNTRY: Final = "US"


@dataclass(frozen=True, slots=True)
class Pulse:
    """A piece of a tone: frequencies that sound together, none for a pause; `modulated_hz` 0 for not."""

    frequencies_hz: tuple[float, ...]
    modulated_hz: float
    duration_ms: int


Cadence = tuple[Pulse, ...]
"""One period, to be repeated."""

_PULSE = re.compile(r"([0-9+]+)(?:\*([0-9]+))?/([0-9]+)")

_NORTH_AMERICA = ("440+480/2000,0/4000", "480+620/500,0/500", "480+620/250,0/250")
_BRITAIN = ("400+450/400,0/200,400+450/400,0/2000", "400/375,0/375", "400/400,0/350,400/225,0/525")
_TONES: Final[dict[str, tuple[str, str, str]]] = {
    "AE": _BRITAIN,
    "AR": ("425/1000,0/4500", "425/300,0/300", "425/200,0/300"),
    "AT": ("420/1000,0/5000", "420/400,0/400", "420/200,0/200"),
    "AU": ("413+438/400,0/200,413+438/400,0/2000", "425/375,0/375", "425/375,0/375"),
    "BE": ("425/1000,0/3000", "425/500,0/500", "425/167,0/167"),
    "BG": ("425/1000,0/4000", "425/500,0/500", "425/250,0/250"),
    "BR": ("425/1000,0/4000", "425/250,0/250", "425/250,0/250,425/750,0/250"),
    "CA": _NORTH_AMERICA,
    "CH": ("425/1000,0/4000", "425/500,0/500", "425/200,0/200"),
    "CL": ("400/1000,0/3000", "400/500,0/500", "400/200,0/200"),
    "CN": ("450/1000,0/4000", "450/350,0/350", "450/700,0/700"),
    "CO": ("425/1000,0/4500", "425/250,0/250", "425/100,0/250,425/350,0/250,425/650,0/250"),
    "CZ": ("425/1000,0/4000", "425/330,0/330", "425/165,0/165"),
    "DE": ("425/1000,0/4000", "425/480,0/480", "425/240,0/240"),
    "DK": ("425/1000,0/4000", "425/500,0/500", "425/200,0/200"),
    "EE": ("425/1000,0/4000", "425/300,0/300", "425/200,0/200"),
    "ES": ("425/1500,0/3000", "425/200,0/200", "425/200,0/200,425/200,0/200,425/200,0/600"),
    "FI": ("425/1000,0/4000", "425/300,0/300", "425/200,0/200"),
    "FR": ("440/1500,0/3500", "440/500,0/500", "440/250,0/250"),
    "GB": _BRITAIN,
    "GR": ("425/1000,0/4000", "425/300,0/300", "425/200,0/200"),
    "HK": ("440+480/400,0/200,440+480/400,0/3000", "480+620/500,0/500", "480+620/250,0/250"),
    "HR": ("425/1000,0/4000", "425/500,0/500", "425/250,0/250"),
    "HU": ("425/1250,0/3750", "425/300,0/300", "425/300,0/300"),
    "ID": ("425/1000,0/4000", "425/500,0/500", "425/250,0/250"),
    "IE": ("400+450/400,0/200,400+450/400,0/2000", "425/500,0/500", "425/500,0/500"),
    "IL": ("400/1000,0/3000", "400/500,0/500", "400/250,0/250"),
    "IN": ("400*25/400,0/200,400*25/400,0/2000", "400/750,0/750", "400/250,0/250"),
    "IT": ("425/1000,0/4000", "425/500,0/500", "425/200,0/200"),
    "JP": ("400*16/1000,0/2000", "400/500,0/500", "400/500,0/500"),
    "KR": ("440+480/1000,0/2000", "480+620/500,0/500", "480+620/300,0/200"),
    "LT": ("425/1000,0/4000", "425/350,0/350", "425/200,0/200"),
    "LU": ("425/1000,0/4000", "425/480,0/480", "425/240,0/240"),
    "MX": ("425/1000,0/4000", "425/250,0/250", "425/250,0/250"),
    "MY": ("425/400,0/200,425/400,0/2000", "425/500,0/500", "425/500,0/500"),
    "NL": ("425/1000,0/4000", "425/500,0/500", "425/250,0/250"),
    "NO": ("425/1000,0/4000", "425/500,0/500", "425/200,0/200"),
    "NZ": ("400+450/400,0/200,400+450/400,0/2000", "400/500,0/500", "400/250,0/250"),
    "PH": ("425+480/1000,0/4000", "480+620/500,0/500", "480+620/250,0/250"),
    "PL": ("425/1000,0/4000", "425/500,0/500", "425/500,0/500"),
    "PR": _NORTH_AMERICA,
    "PT": ("425/1000,0/5000", "425/500,0/500", "425/200,0/200"),
    "RO": ("450/1000,0/4000", "450/167,0/167", "450/500,0/500"),
    "RU": ("425/800,0/3200", "425/400,0/400", "425/200,0/200"),
    "SA": ("425/1200,0/4600", "425/500,0/500", "425/250,0/250"),
    "SE": ("425/1000,0/5000", "425/250,0/250", "425/250,0/750"),
    "SG": ("425*24/400,0/200,425*24/400,0/2000", "425/750,0/750", "425/250,0/250"),
    "SI": ("425/1000,0/4000", "425/500,0/500", "425/250,0/250"),
    "SK": ("425/1000,0/4000", "425/330,0/330", "425/165,0/165"),
    "TH": ("400/1000,0/4000", "400/500,0/500", "400/300,0/300"),
    "TR": ("450/2000,0/4000", "450/500,0/500", "450/200,0/200,450/200,0/200,450/200,0/200,450/600,0/200"),
    "TW": ("440+480/1000,0/2000", "480+620/500,0/500", "480+620/250,0/250"),
    "US": _NORTH_AMERICA,
    "VN": ("425/1000,0/4000", "425/500,0/500", "425/250,0/250"),
    "ZA": ("400*33/400,0/200,400*33/400,0/2000", "400/500,0/500", "400/250,0/250"),
}
"""Ringing, busy, congestion: pulses of FREQUENCY+FREQUENCY*MODULATION/MILLISECONDS."""

COUNTRIES: Final = frozenset(_TONES)

_SIGNALS: Final[dict[Signal, str]] = {
    "tone-record": "1000/500",
    "tone-limit": "440/100,0/100,440/100",
    "tone-join": "600/100,900/100",
    "tone-leave": "900/100,600/100",
}

_OF_LANGUAGE: Final = {
    "ar": "SA",
    "bg": "BG",
    "cs": "CZ",
    "da": "DK",
    "de": "DE",
    "el": "GR",
    "en": "US",
    "es": "ES",
    "et": "EE",
    "fi": "FI",
    "fr": "FR",
    "he": "IL",
    "hi": "IN",
    "hr": "HR",
    "hu": "HU",
    "id": "ID",
    "it": "IT",
    "ja": "JP",
    "ko": "KR",
    "lt": "LT",
    "ms": "MY",
    "nb": "NO",
    "nl": "NL",
    "nn": "NO",
    "no": "NO",
    "pl": "PL",
    "pt": "BR",
    "ro": "RO",
    "ru": "RU",
    "sk": "SK",
    "sl": "SI",
    "sv": "SE",
    "th": "TH",
    "tr": "TR",
    "vi": "VN",
    "zh": "CN",
}


ToneCountry = Annotated[str, StringConstraints(pattern=f"^({'|'.join(sorted(COUNTRIES))})?$"), Means("country")]
"""ISO 3166-1 alpha-2 of a country whose tones are known; empty: by the language."""


def tone_country(country: str, language: str) -> str:
    """Whose tones are heard: `country`'s, else those of the region in the BCP 47 tag, else of its language, else US."""
    if country:
        return country
    base, *parts = language.split("-")
    region = next((part.upper() for part in parts if len(part) == 2 and part.upper() in COUNTRIES), None)
    return region or _OF_LANGUAGE.get(base.lower(), DEFAULT_COUNTRY)


def is_tone(name: str) -> TypeGuard[ToneName]:
    """Whether an announcement is a tone."""
    return name in TONE_NAMES


def is_signal(name: ToneName) -> TypeGuard[Signal]:
    """Whether a tone is heard once, and the same everywhere."""
    return name in _SIGNALS


def cadence(country: str, name: ToneName) -> Cadence:
    """One period of a tone of a country in `COUNTRIES`, or a whole signal."""
    pieces = _SIGNALS[name] if is_signal(name) else _TONES[country][TONE_NAMES.index(name)]
    return tuple(_pulse(piece) for piece in pieces.split(","))


def _pulse(piece: str) -> Pulse:
    found = _PULSE.fullmatch(piece)
    assert found is not None, piece
    frequencies_hz = tuple(float(one) for one in found[1].split("+") if one != "0")
    return Pulse(frequencies_hz, float(found[2] or 0), int(found[3]))
