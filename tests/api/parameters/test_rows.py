"""The tables have a row for each parameter and value of the wire models, and no other."""

from pathlib import Path

import pytest

from .page import page
from .tables import PARAMETERS, REFUSED
from .wire import rows

pytestmark = pytest.mark.unit

NAMES = {(one.dialect, one.endpoint, one.name) for one in PARAMETERS}
ROWS = {(one.dialect, one.endpoint, one.name, way.value) for one in PARAMETERS for way in one.ways}
NOT_HERE = {(one.dialect, one.endpoint, one.name, one.value) for one in REFUSED}


def test_every_value_of_the_wire_models_is_shown_or_refused() -> None:
    values = {row for row in rows() if row[3]}
    assert values - ROWS - NOT_HERE == set()


def test_every_parameter_is_shown_or_refused() -> None:
    parameters = {row[:3] for row in rows()}
    assert parameters - NAMES - {row[:3] for row in NOT_HERE} == set()


def test_no_row_is_there_for_what_is_not() -> None:
    assert NAMES - {row[:3] for row in rows()} == set()


def test_each_parameter_is_set_in_two_ways_at_least_and_once_in_the_tables() -> None:
    assert len(NAMES) == len(PARAMETERS)
    assert [one.key for one in PARAMETERS if len({way.value for way in one.ways}) < 2] == []
    assert not ROWS & NOT_HERE


def test_the_page_is_what_the_tables_say() -> None:
    found = Path(__file__).parents[3] / "docs" / "parameters.md"
    assert found.read_text() == page(), "run make trace"
