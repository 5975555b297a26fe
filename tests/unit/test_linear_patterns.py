"""No regular expression that strangers' input reaches may take more than linear time; judged by form."""

from pathlib import Path

import pytest
from tests.kit.patterns import fault, patterns_of

import switchboard

pytestmark = pytest.mark.unit

PACKAGES = ("api", "callflow", "delivery", "engine", "media", "model", "outbound", "prompts", "sip", "store")
COMPUTED = {"asgi.py": 1, "naming.py": 1, "jwt.py": 1, "sessions.py": 1}
"""How many patterns a module puts together as it runs: a mount's path, and tokens and ids of one length."""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_may_take_more_than_linear_time(package: str) -> None:
    found = list(patterns_of(Path(switchboard.__file__).parent / package))
    written = [each for each in found if each.pattern is not None]
    for each in written:
        assert fault(each.pattern or "", searched=each.searched) is None, each
    computed = [each.place.partition(":")[0] for each in found if each.pattern is None]
    assert all(computed.count(module) <= COMPUTED.get(module, 0) for module in computed), computed
