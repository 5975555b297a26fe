"""Every kept input is read without a fault. What it costs is measured by `make fuzz`, not here."""

import pytest

from .corpus import inputs
from .targets import TARGETS

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", TARGETS)
def test_kept_inputs(name: str) -> None:
    found = inputs(name)
    assert found, "a target without a corpus shows nothing"
    for file in found:
        try:
            TARGETS[name](file.read_bytes())
        except Exception as error:
            raise AssertionError(f"corpus/{name}/{file.name}") from error
