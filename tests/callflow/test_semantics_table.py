"""Which scenarios hold each rule of docs/call-semantics.md: tests/trace.toml says so, and every scenario holds one."""

import re
from collections.abc import Mapping
from typing import get_args

import pytest
from tests.callflow.scenarios import ALL
from tools.pages import SCENARIOS, SEMANTICS, headings, table

from switchboard.call.events import CallEvent
from switchboard.model.destination import DESTINATION_KINDS

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


def test_the_page_says_of_each_destination_what_callers_meet() -> None:
    rows = SEMANTICS.read_text().partition("| `kind` | what happens |\n")[2].partition("\n\n")[0]
    named = [kind for row in rows.splitlines()[1:] for kind in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted(DESTINATION_KINDS)


def test_the_page_names_every_event() -> None:
    record = SEMANTICS.read_text().partition("## 13.")[2]
    events = get_args(get_args(CallEvent)[0])
    assert {event.model_fields["type"].default for event in events} <= set(re.findall(r"`(\w+)`", record))
