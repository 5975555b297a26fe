"""Numbers, days and times as callers hear them, in the words of each language."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from switchboard.model.language import LANGUAGES, Language
from switchboard.model.spoken import (
    DIGIT_PAUSE,
    Clip,
    Clock,
    Counted,
    clips_of,
    spoken_count,
    spoken_digits,
    spoken_time,
    spoken_wait,
)
from switchboard.prompts.announcements import texts

pytestmark = pytest.mark.unit

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=BERLIN)


@cache
def numbers(language: Language) -> Mapping[str, str]:
    return texts(language)["numbers"]


def words(clips: Iterable[Clip], language: Language) -> str:
    return " ".join("/" if clip == DIGIT_PAUSE else numbers(language)[clip] for clip in clips)


def time(when: datetime, language: Language, clock: Clock = "24h", now: datetime = NOW) -> str:
    return words(spoken_time(when, now, BERLIN, language, clock), language)


@pytest.mark.parametrize(
    ("language", "third_of_may", "first_at_one"),
    [
        ("en-US", "on May third at fourteen oh five", "on January first at one hundred hours"),
        ("en-GB", "on the third of May at fourteen oh five", "on the first of January at one hundred hours"),
        ("zh-CN", "五月 三日 十四点 零五分", "一月 一日 一点"),
        ("it", "il tre maggio alle quattordici e cinque", "il primo gennaio all'una"),
        ("es", "el tres de mayo a las catorce y cinco", "el uno de enero a la una"),
        ("fr", "le trois mai à quatorze heures cinq", "le premier janvier à une heure"),
        ("ru", "третьего мая в четырнадцать часов пять минут", "первого января в час"),
        ("ja", "ごがつ みっか じゅうよじ ごふん", "いちがつ ついたち いちじ"),
        ("de", "am dritten Mai um vierzehn Uhr fünf", "am ersten Januar um ein Uhr"),
        ("nl", "op drie mei om veertien uur vijf", "op één januari om één uur"),
        ("vi", "ngày mùng ba tháng năm lúc mười bốn giờ năm phút", "ngày mùng một tháng một lúc một giờ"),
        ("pt-BR", "no dia três de maio às catorze horas e cinco", "no dia primeiro de janeiro à uma hora"),
        ("pl", "trzeciego maja o czternastej zero pięć", "pierwszego stycznia o pierwszej"),
        ("hi", "तीन मई को दोपहर दो बजकर पाँच मिनट पर", "एक जनवरी को रात एक बजे"),
    ],
)
def test_a_date_and_a_time(language: Language, third_of_may: str, first_at_one: str) -> None:
    assert time(datetime(2026, 5, 3, 14, 5, tzinfo=BERLIN), language) == third_of_may
    assert time(datetime(2026, 1, 1, 1, 0, tzinfo=BERLIN), language) == first_at_one


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ru", "в двадцать один час двадцать одну минуту"),
        ("pl", "o dwudziestej pierwszej dwadzieścia jeden"),
        ("fr", "à vingt et une heures vingt et une"),
        ("es", "a las veintiuna y veintiuno"),
        ("pt-BR", "às vinte e uma horas e vinte e um"),
        ("de", "um einundzwanzig Uhr einundzwanzig"),
        ("hi", "रात नौ बजकर इक्कीस मिनट पर"),
        ("vi", "lúc hai mươi mốt giờ hai mươi mốt phút"),
    ],
)
def test_numbers_that_end_in_one(language: Language, expected: str) -> None:
    assert time(NOW.replace(hour=21, minute=21), language).endswith(expected)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (0, 0, "today at twelve A-M"),
        (0, 5, "today at twelve oh five A-M"),
        (12, 30, "today at twelve thirty P-M"),
        (14, 0, "today at two P-M"),
    ],
)
def test_twelve_hours_in_english(hour: int, minute: int, expected: str) -> None:
    assert time(NOW.replace(hour=hour, minute=minute), "en-GB", "12h") == expected


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en-US", "en-GB"}))
def test_other_languages_say_24_hours(language: Language) -> None:
    assert time(NOW, language, "12h") == time(NOW, language, "24h")


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (-1, "am siebenundzwanzigsten November"),
        (0, "heute"),
        (1, "gestern"),
        (2, "am Dienstag"),
        (6, "am Freitag"),
        (7, "am neunzehnten November"),
        (365, "am sechsundzwanzigsten November"),
    ],
)
def test_days(days_ago: int, expected: str) -> None:
    assert time(NOW - timedelta(days=days_ago), "de") == f"{expected} um zwölf Uhr"


def test_a_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert time(late, "en-US", "12h") == "today at twelve thirty A-M"
    assert time(late - timedelta(hours=1), "en-US", "12h") == "yesterday at eleven thirty P-M"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_minute_and_every_day_is_recorded(language: Language) -> None:
    clips = clips_of(language)
    midnight = datetime(2024, 1, 1, tzinfo=UTC)
    for clock in ("12h", "24h"):
        for minute in range(24 * 60):
            moment = midnight + timedelta(minutes=minute)
            assert clips.issuperset(spoken_time(moment, moment, UTC, language, clock))
    for day in range(366):
        assert clips.issuperset(spoken_time(midnight + timedelta(days=day), NOW, UTC, language, "24h"))


@pytest.mark.parametrize(
    ("language", "one", "two", "five"),
    [
        ("en-US", "You have one new message.", "You have two new messages.", "You have five new messages."),
        ("ru", "У вас одно новое сообщение.", "У вас два новых сообщения.", "У вас пять новых сообщений."),
        (
            "pl",
            "W skrzynce jest jedna nowa wiadomość.",
            "W skrzynce są dwie nowe wiadomości.",
            "W skrzynce jest pięć nowych wiadomości.",
        ),
        ("zh-CN", "您有一条新留言。", "您有两条新留言。", "您有五条新留言。"),
        (
            "fr",
            "Vous avez un nouveau message.",
            "Vous avez deux nouveaux messages.",
            "Vous avez cinq nouveaux messages.",
        ),
    ],
)
def test_counts_of_messages(language: Language, one: str, two: str, five: str) -> None:
    assert [numbers(language)[spoken_count("vm-new", number)] for number in (1, 2, 5)] == [one, two, five]


@pytest.mark.parametrize(("what", "most"), [("vm-new", 10), ("vm-old", 10), ("queue-position", 20), ("conf-count", 10)])
def test_large_counts(what: Counted, most: int) -> None:
    assert spoken_count(what, most) == f"{what}-{most}"
    assert spoken_count(what, most + 1) == spoken_count(what, 10_000) == f"{what}-many"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "1"), (60, "1"), (61, "2"), (181, "5"), (900, "15"), (901, "20"), (1800, "30"), (1801, "many")],
)
def test_waits_are_rounded_up(seconds: float, expected: str) -> None:
    assert spoken_wait(seconds) == f"queue-wait-{expected}"
    assert all(spoken_wait(seconds) in clips_of(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-US", "plus four nine / one six zero / one"),
        ("zh-CN", "加 四 九 / 幺 六 零 / 幺"),
        ("ja", "プラス よん きゅう / いち ろく ゼロ / いち"),
        ("hi", "प्लस चार नौ / एक छह शून्य / एक"),
        ("pt-BR", "mais quatro nove / um meia zero / um"),
        ("de", "plus vier neun / eins sechs null / eins"),
    ],
)
def test_telephone_numbers(language: Language, expected: str) -> None:
    assert words(spoken_digits("+49 (160) 1"), language) == expected


def test_nothing_to_spell() -> None:
    assert spoken_digits("anonymous") == ()
    assert spoken_digits("123") == ("digit-1", "digit-2", "digit-3")
