"""Whose tones callers hear."""

import pytest
from pydantic import ValidationError

from switchboard.model.office import Office
from switchboard.model.tones import COUNTRIES, NETWORK_TONES, cadence, tone_country

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("country", "language", "expected"),
    [
        ("", "", "US"),
        ("", "en-US", "US"),
        ("", "en", "US"),
        ("", "en-GB", "GB"),
        ("", "en-AU", "AU"),
        ("", "de", "DE"),
        ("", "de-AT", "AT"),
        ("", "DE-ch", "CH"),
        ("", "zh-Hant-TW", "TW"),
        ("", "zh-CN", "CN"),
        ("", "pt", "BR"),
        ("", "pt-PT", "PT"),
        ("", "en-XX", "US"),
        ("", "tlh", "US"),
        ("FR", "de", "FR"),
    ],
)
def test_the_country_is_said_or_follows_from_the_language(country: str, language: str, expected: str) -> None:
    assert tone_country(country, language) == expected


def test_every_country_has_every_tone() -> None:
    assert len(COUNTRIES) >= 40
    for country in COUNTRIES:
        for name in NETWORK_TONES:
            pulses = cadence(country, name)
            assert all(100 <= pulse.duration_ms <= 6_000 for pulse in pulses)
            assert pulses[0].frequencies_hz and not pulses[-1].frequencies_hz
            assert all(300 <= hertz <= 700 for pulse in pulses for hertz in pulse.frequencies_hz)


@pytest.mark.parametrize("country", ["XX", "us", "USA", "US\n", "US|"])
def test_an_unknown_country_is_refused(country: str) -> None:
    with pytest.raises(ValidationError):
        Office(tone_country=country)


def test_known_countries_are_taken() -> None:
    assert {Office(tone_country=country).tone_country for country in ("", *COUNTRIES)} == {"", *COUNTRIES}
