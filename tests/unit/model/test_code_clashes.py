"""Feature codes that hide options and come before outbound routes."""

import pytest
from tests.callflow.scenarios.codes import coded
from tests.callflow.scenarios.world import CITY, LINE, MAIN, company, menu, option

from switchboard.model.code_clashes import code_clashes
from switchboard.model.feature_codes import FEATURES, FeatureCodes
from switchboard.model.trunk import DialPattern, OutboundRoute

pytestmark = pytest.mark.unit

STARS = [
    name
    for name, feature in FEATURES.items()
    if (code := FeatureCodes().code_of(name)).startswith("*") and (len(code) > 2 or feature.number != "none")
]
"""What `*X.` would take: a star and at least two more keys."""


def route(pattern: str) -> tuple[int, OutboundRoute]:
    return CITY, OutboundRoute(name="city", patterns=(DialPattern(pattern=pattern),), trunks=(LINE,))


def test_a_company_without_clashes() -> None:
    assert code_clashes(company()) == []


def test_an_option_with_the_keys_of_a_code() -> None:
    options = (option("*2"), option("*"), option("*12"))
    hidden = company((MAIN, menu(feature_codes=("check_messages",), options=options)))
    assert code_clashes(hidden) == ["the feature code *2 (check_messages) hides the option *2 of the menu 6500"]
    assert code_clashes(company((MAIN, menu(options=options)))) == []


@pytest.mark.parametrize(
    ("pattern", "clashing"),
    [
        ("*X.", STARS),
        ("*12!", ["leave_message"]),
        ("*2", ["check_messages"]),
        ("[*#]XX!", STARS),
        ("", []),
        (".", []),
        ("*3.", ["forward_always", "forward_busy", "forward_no_answer"]),
        ("*9.", []),
    ],
)
def test_a_route_that_would_take_a_code(pattern: str, clashing: list[str]) -> None:
    codes = dict(FeatureCodes())
    expected = [f"the feature code {codes[name]} ({name}) comes before the outbound route city" for name in clashing]
    assert code_clashes(company(route(pattern))) == expected


def test_a_code_that_is_switched_off_clashes_with_nothing() -> None:
    assert code_clashes(company(route("*X."), coded(**dict.fromkeys(FeatureCodes.model_fields, "")))) == []
