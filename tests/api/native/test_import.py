"""Public holidays as rows."""

import sys
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.model.holiday import Holiday
from tests.kit.examples import examples

from ..support import shared
from .support import Native, problem

pytestmark = pytest.mark.api
PATH = "/holidays/import"


async def imported(native: Native, **wanted: object) -> dict[str, object]:
    answer = await native.editor.post(PATH, json=wanted)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def holidays(native: Native) -> dict[str, Holiday]:
    return {stored.document.name: stored.document for stored in (await native.repository.page(Holiday)).items}


def wrong(answer: dict[str, object]) -> list[object]:
    """The pointers of a problem."""
    reasons = answer["errors"]
    assert isinstance(reasons, list)
    return [reason["pointer"] for reason in reasons]


async def test_the_days_become_holidays(native: Native) -> None:
    reply = await imported(native, country="DE", years=[2026, 2027])
    found = await holidays(native)
    assert reply == {"created": [stored.id for stored in (await native.repository.page(Holiday)).items], "skipped": 0}
    assert len(found) == 18
    unity = found["Tag der Deutschen Einheit 2026"]
    assert (unity.region, unity.every_year, unity.consecutive) == ("DEU", False, False)
    moments = ["2026-10-02T23:59", "2026-10-03T00:00", "2026-10-03T23:59", "2026-10-04T00:00", "2027-10-03T12:00"]
    assert [unity.covers(datetime.fromisoformat(moment)) for moment in moments] == [False, True, True, False, False]
    revision = (await native.viewer.get(f"/holidays/{str(reply['created'])[1:].split(',')[0]}/revisions")).json()
    assert revision["items"][0]["note"] == "public holidays of DE"


async def test_subdivision_and_language(native: Native) -> None:
    await imported(native, country="DEU", years=[2026], subdivision="BY", language="en_US")
    assert "Epiphany 2026" in await holidays(native)


async def test_days_of_one_name_are_told_apart(native: Native) -> None:
    await imported(native, country="CN", years=[2026], language="en_US")
    found = await holidays(native)
    assert {"National Day 2026", "National Day 2026 (2)", "National Day 2026 (3)"} <= set(found)


async def test_the_same_import_does_no_harm_twice(native: Native) -> None:
    first = await imported(native, country="DE", years=[2026])
    created = first["created"]
    assert isinstance(created, list)
    await native.editor.patch(f"/holidays/{created[0]}", json={"last": {"month": 1, "day": 1, "hour": 12}})
    before = await holidays(native)
    assert await imported(native, country="DE", years=[2026]) == {"created": [], "skipped": len(created)}
    assert await holidays(native) == before
    more = await imported(native, country="DE", years=[2026, 2027])
    assert more["skipped"] == len(created)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"country": "XX"}, "#/country"),
        ({"country": "de"}, "#/country"),
        ({"country": ""}, "#/country"),
        ({"years": []}, "#/years"),
        ({"years": [1899]}, "#/years/0"),
        ({"years": list(range(2000, 2011))}, "#/years"),
        ({"years": ["2026"]}, "#/years/0"),
        ({"subdivision": "XX"}, "#/subdivision"),
        ({"language": "xx"}, "#/language"),
        ({"other": 1}, "#/other"),
    ],
)
async def test_what_no_calendar_has(native: Native, change: dict[str, object], pointer: str) -> None:
    answer = await native.editor.post(PATH, json={"country": "DE", "years": [2026], **change})
    assert wrong(problem(answer, 422, "invalid")) == [pointer]
    assert await holidays(native) == {}


async def test_without_the_package(native: Native, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    answer = await native.editor.post(PATH, json={"country": "DE", "years": [2026]})
    problem(answer, 501, "not-installed")


async def test_tenants_are_apart(native: Native) -> None:
    await imported(native, country="DE", years=[2026])
    answer = await native.neighbour.post(PATH, json={"country": "DE", "years": [2026]})
    assert answer.json()["skipped"] == 0


@settings(max_examples=examples(16), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.from_regex(r"[A-Z]{2,3}", fullmatch=True) | st.text(max_size=4),
    st.lists(st.integers(1890, 2110), max_size=3),
    st.text(max_size=4),
    st.sampled_from(["", "en_US", "de", "\0"]),
)
@shared
async def test_anything_is_imported_or_refused(
    shared_native: Native, country: str, years: list[int], subdivision: str, language: str
) -> None:
    wanted = {"country": country, "years": years, "subdivision": subdivision, "language": language}
    answer = await shared_native.editor.post(PATH, json=wanted)
    if answer.status_code != 200:
        problem(answer, 422, "invalid")
