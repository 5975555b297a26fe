"""Which scenarios hold each rule of docs/call-semantics.md: tests/trace.toml says so, and every scenario holds one."""

from collections.abc import Mapping

import pytest
from tests.callflow.scenarios import ALL
from tools.pages import SCENARIOS, SEMANTICS, headings, table

pytestmark = pytest.mark.unit

SECTIONS = table()[SEMANTICS.name]
RULES = {
    f"{section}: {rule}": names
    for section, tests in SECTIONS.items()
    if isinstance(rules := tests.get(SCENARIOS), Mapping)
    for rule, names in rules.items()
}
NAMES = {case.name for case in ALL}
ONLY_PARTS = {"2-collecting-digits", "4-destinations"}
"""Sections that say nothing outside their parts."""


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_scenarios(rule: str) -> None:
    assert RULES[rule]
    assert NAMES.issuperset(RULES[rule])


def test_every_scenario_holds_a_rule() -> None:
    assert {name for names in RULES.values() for name in names} == NAMES


def test_every_section_has_tests() -> None:
    assert set(headings(SEMANTICS)) - set(SECTIONS) == ONLY_PARTS
