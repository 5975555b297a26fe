import pytest

from switchboard.model.spelling import spellings

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Bo", {"26"}),
        ("Anna-Maria Müller", {"266262742685537", "62742685537", "685537"}),
        ("Müller", {"685537", "6835537"}),
        ("MU\u0308LLER", {"685537", "6835537"}),
        ("Łukasz Øst", {"585279678", "678", "5852796378", "6378"}),
        ("Åse Straße", {"2737872773", "7872773", "22737872773"}),
        ("Þór Ægir", {"846723447", "23447"}),
        ("Đặng Thị Ánh", {"3264844264", "844264", "264"}),
        ("Şahin Çınar", {"7244624627", "24627"}),
        ("Renée Lefèvre", {"736335333873", "5333873"}),
        ("O'Connor", {"6266667", "266667"}),
        ("Qu Zi", {"7894", "94"}),
        ("Room 101, 2nd floor", {"766626335667", "26335667", "35667"}),
        ("Жанна Щукина", {"32552864452", "864452"}),
        ("Ґанна Їжак", {"225524324", "4324"}),
        ("李雷", {"54534", "534"}),
        ("张小明", {"9426494266464", "94266464", "6464"}),
        ("홍길동", {"46644453664", "4453664", "3664"}),
        ("たなか ヒロシ", {"8262524476744", "4476744"}),
        ("नरेंद्र मोदी", {"6736376634", "6634"}),
        ("Γιώργος", {"4467467"}),
        ("1010", set()),
        ("—", set()),
    ],
)
def test_a_name_is_spelt_from_each_of_its_words_on(text: str, keys: set[str]) -> None:
    assert keys <= {spelt for spelt, _ in spellings(text)}
    assert bool(keys) == any(True for _ in spellings(text))


def test_a_spelling_knows_where_words_end() -> None:
    assert list(spellings("Jan van Bo")) == [("52682626", (3, 6, 8)), ("82626", (3, 5)), ("26", (2,))]


def test_a_long_text_has_few_spellings() -> None:
    assert len(list(spellings("ü " * 50))) == 16
