"""Which language stands for a tag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.model.language import LANGUAGES, Language, spoken_language

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tag_is_found_as_it_is_in_any_case(language: Language) -> None:
    assert [spoken_language(tag) for tag in (language, language.lower(), language.upper())] == [language] * 3


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de-AT", "de"),
        ("de-Latn-DE-1996", "de"),
        ("es-419", "es"),
        ("fr-CA", "fr"),
        ("zh", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("ZH-hant-hk", "zh-CN"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("hi-IN-x-mumbai", "hi"),
    ],
)
def test_a_tag_without_a_language_of_its_own_gets_its_base(tag: str, expected: Language) -> None:
    assert spoken_language(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en-US"),
        ("en-CA", "en-US"),
        ("en-PH", "en-US"),
        ("en-Latn-US", "en-US"),
        ("en-AU", "en-GB"),
        ("en-IN", "en-GB"),
        ("en-001", "en-GB"),
        ("en-Latn-NZ", "en-GB"),
        ("en-GB-oxendict", "en-GB"),
        ("en-x-gb", "en-US"),
    ],
)
def test_english_is_american_where_the_hash_key_is_called_pound(tag: str, expected: Language) -> None:
    assert spoken_language(tag) == expected


@pytest.mark.parametrize("tag", ["", "-", "-de", "sv", "tlh", "x-de", "deu", "i-klingon", "e"])
def test_other_tags_get_american_english(tag: str) -> None:
    assert spoken_language(tag) == "en-US"


@given(st.text(max_size=40))
def test_there_is_a_language_for_whatever_is_asked(tag: str) -> None:
    assert spoken_language(tag) in LANGUAGES
