"""Each rule finds what it is for and nothing else, and what it says is true of calls."""

import re
from pathlib import Path

import pytest
from tests.callflow.scenarios.world import START, company, told

from switchboard.model.checks import CODES, check
from switchboard.model.checks.circles import circles, way_round
from switchboard.model.checks.finding import Finding, severity_of
from switchboard.simulation import simulate

from .case import Case
from .company_wide import COMPANY_WIDE
from .menus import MENUS
from .places import PLACES

pytestmark = pytest.mark.unit
PAGE = Path(__file__).parents[4] / "docs" / "native.md"
CASES = [*PLACES, *MENUS, *COMPANY_WIDE]


def places(findings: tuple[Finding, ...], case: Case) -> list[tuple[int | str | None, ...]]:
    return [(one.id, *one.steps) for one in findings if one.code == case.code]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_is_found_where_it_is_and_nowhere_else(case: Case) -> None:
    assert case.where in places(check(case.wrong, START, case.secrets), case)
    assert case.where not in places(check(case.right, START, case.right_secrets or case.secrets), case)


@pytest.mark.parametrize("case", [case for case in CASES if case.call is not None], ids=str)
def test_what_is_found_is_true_of_a_call(case: Case) -> None:
    assert case.call is not None
    events = told(simulate(case.wrong, case.call, START))
    assert [one for one in case.meets if not any(event.startswith(one) for event in events)] == [], events
    assert [event for event in events if case.misses and event.startswith(case.misses)] == [], events


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} == set(CODES)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_its_words_are_complete(case: Case) -> None:
    found = next(one for one in check(case.wrong, START, case.secrets) if one.code == case.code)
    assert found.text
    assert not set("{}") & set(found.text)


def test_without_knowing_secrets_nothing_is_said_of_them() -> None:
    codes = {one.code for one in check(company(), START)}
    assert "extension-without-phone" not in codes
    assert "pin-missing" not in codes


def test_the_gravest_come_first() -> None:
    for case in CASES:
        severities = [one.severity for one in check(case.wrong, START, case.secrets)]
        assert severities == sorted(severities, key=("error", "warning", "hint").index)


def test_the_page_lists_every_code_with_its_severity() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (error|warning|hint) \|", PAGE.read_text(), re.MULTILINE)
    assert rows == [(code, severity_of(code)) for code in CODES]


def test_a_long_chain_that_ends_in_a_circle() -> None:
    graph = {node: [node + 1] for node in range(50_000)} | {50_000: [49_999]}
    assert list(circles(graph)) == [frozenset((49_999, 50_000))]
    assert way_round(graph, frozenset((49_999, 50_000))) == [49_999, 50_000, 49_999]
