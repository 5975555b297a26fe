"""Finding objects by what people know of them."""

import pytest
from tests.callflow.scenarios.world import ANN, MAIN, SALES, company, menu, option, outside

from switchboard.model.action_url import ActionUrl
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.prompt import Prompt
from switchboard.model.search import Hit, Search
from switchboard.model.web_request import WebHeader

pytestmark = pytest.mark.unit


def found(query: str, *kinds: str, of: Configuration | None = None, most: int = 20) -> list[Hit]:
    return list(Search().find(of or company(), query, kinds, most).best)


def ids(hits: list[Hit]) -> list[int]:
    return [hit.found.id for hit in hits]


def named(**people: str) -> Configuration:
    """Ann with that name, and with it as an alias."""
    return company((ANN, Extension(number="100", **people)))


def test_a_number_comes_before_what_only_begins_so() -> None:
    assert ids(found("10", "extension")) == [100, 101]
    assert ids(found("101", "extension")) == [101]


def test_what_leads_to_an_object_is_found_by_its_number() -> None:
    first, *others = found("6501")
    assert (first.found.id, first.where) == (SALES, "number")
    way = next(hit for hit in others if hit.found.id == MAIN)
    assert (way.where, way.steps) == ("reference", ("options", 1, "route", "to", "ivr"))
    assert way.target == first.found


def test_an_object_that_is_found_itself_is_no_reference() -> None:
    hits = found("main")
    assert ids(hits).count(MAIN) == 1
    assert hits[0].where == "name"


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Jörg Müller", "jorg muller"),
        ("Jörg Müller", "MUELLER"),
        ("Joerg Mueller", "müller"),
        ("Søren Ågård", "soeren aagaard"),
        ("Иван Щукин", "shchukin"),
        ("Straße", "strasse"),
        ("Zoë", "zoe"),
    ],
)
def test_marks_capitals_and_scripts_do_not_matter(name: str, query: str) -> None:
    assert ids(found(query, of=named(name=name)))[:1] == [ANN]


def test_all_words_count_wherever_they_stand() -> None:
    people = company((ANN, Extension(name="Ann Lee", number="100", email="boss@example.com")))
    assert ids(found("lee boss", of=people))[:1] == [ANN]
    assert found("lee nobody", of=people) == []


def test_a_telephone_number_may_be_grouped() -> None:
    called = company((MAIN, menu(options=(option("12", outside("5551234")),))))
    hit = found("9 555-12 34", of=called)[0]
    assert (hit.found.id, hit.where, hit.steps) == (MAIN, "destination", ("options", 0, "route", "to"))
    assert found("12", "ivr", of=called)[0].where == "keys"


def test_words_of_a_prompt() -> None:
    text = "Welcome to the bakery. We are closed today."
    prompt = Prompt(name="IVR.wav", content="0" * 64, duration_ms=1, text=text)
    hit = found("bakery closed", of=company((20, prompt)))[0]
    assert (hit.found.id, hit.where, hit.text) == (20, "text", text)


def test_no_url_and_no_header_is_searched() -> None:
    action = ActionUrl(
        key=1,
        name="crm",
        on="keys",
        mask="1",
        method="GET",
        url="https://a.example/?token=hushhush",
        headers=(WebHeader(name="X", value="hushhush"),),
    )
    asking = company((MAIN, menu(actions=(action,))))
    assert found("hushhush", of=asking) == []
    assert ids(found("crm", "ivr", of=asking)) == [MAIN]


def test_without_a_query_there_is_everything_menus_first() -> None:
    hits = Search().find(company(), "", (), 3)
    assert [hit.found.document.kind for hit in hits.best] == ["ivr", "ivr", "extension"]
    assert hits.total == len(Search().find(company(), " ", (), 100).best)


def test_the_next_snapshot_is_searched() -> None:
    search, before = Search(), company()
    assert search.find(before, "zed", (), 5).total == 0
    after = company((ANN, Extension(name="Zed", number="100")))
    assert ids(list(search.find(after, "zed", ("extension",), 5).best)) == [ANN]
    assert search.find(before, "zed", (), 5).total == 0
