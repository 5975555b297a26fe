import pytest
from tests.callflow.scenarios.world import ANN, BOB, MAIN, company, menu
from tests.kit.cost import work

from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.names import Names
from switchboard.model.stored import Stored

pytestmark = pytest.mark.unit


def people(*names: str) -> Names:
    """With the ids 1, 2, …, and numbers that fall."""
    return Names(Stored(n, 1, Extension(name=name, number=str(90_000 - n))) for n, name in enumerate(names, start=1))


def test_whole_words_come_first_then_names_then_numbers() -> None:
    names = people("Bob", "Bo Zimmer", "Anna Bo", "Boa", "Bo Zimmer")
    assert names.find("26", None).first(9) == [3, 5, 2, 4, 1]
    assert names.find("26", None).first(2) == [3, 5]


def test_a_person_counts_once_however_many_spellings_fit() -> None:
    names = people("Müller Müller", "Mumm")
    assert len(names.find("68", None)) == names.count("68", 9, None) == 2
    assert names.count("68", 1, None) == 1
    assert names.count("68", 9, 1) == 1
    assert names.find("68", 2).first(9) == [1]
    assert names.count("", 9, None) == 2


def test_ten_thousand_people_of_one_name_cost_a_key_no_more_than_a_hundred() -> None:
    few, many = people(*["John Smith"] * 100), people(*["John Smith"] * 10_000)
    few.count("764", 9, None)
    costs = [work(lambda names=names: names.count("764", 9, None)) for names in (few, many)]  # type: ignore[misc]
    assert costs[0] == costs[1] < 200


def changed(configuration: Configuration, id: int, document: Extension | None) -> Configuration:
    return configuration.changed([Stored(id, 2, document)] if document else [], [] if document else [id])


def test_names_are_collected_again_only_when_one_has_changed() -> None:
    before = company()
    names = before.names
    assert before.changed([Stored(MAIN, 2, menu("6500", name="Other"))], []).names is names
    assert changed(before, ANN, Extension(name="Ann", number="100", ring_time_s=7)).names is names
    for other in (
        changed(before, ANN, Extension(name="Zoe", number="100")),
        changed(before, ANN, Extension(name="Ann", number="100", aliases=("Zoe",))),
        changed(before, BOB, Extension(name="Bob", number="101", listed=False)),
        changed(before, BOB, None),
        changed(before, 999, Extension(name="Zoe", number="999")),
    ):
        assert other.names is not names
    assert changed(before, ANN, Extension(name="Zoe", number="100")).names.find("963", None).first(9) == [ANN]
    assert changed(before, BOB, None).names.count("262", 9, None) == 0
