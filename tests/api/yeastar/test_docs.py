"""docs/yeastar.md keeps up with the code."""

import re
from pathlib import Path

import pytest

from switchboard.api.yeastar.envelope import Code
from switchboard.api.yeastar.routes_ivr import IvrRoutes
from switchboard.api.yeastar.routes_token import TokenRoutes
from switchboard.api.yeastar.wire import DESTINATIONS, PARAMETERS
from switchboard.config import YeastarSettings

pytestmark = pytest.mark.unit

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "yeastar.md").read_text()
NAMES = set(re.findall(r"`([^`\s]+)`", PAGE))
QUERY = (
    "page",
    "page_size",
    "sort_by",
    "order_by",
    "search_value",
    "id",
    "ids",
    "username",
    "password",
    "refresh_token",
)


def methods(routes: type) -> list[str]:
    return [name for name in vars(routes) if not name.startswith("_") and name != "add_to"]


def test_every_endpoint_is_described() -> None:
    assert {f"ivr/{name}" for name in methods(IvrRoutes)} <= NAMES
    assert set(methods(TokenRoutes)) <= NAMES


@pytest.mark.parametrize("parameter", [*PARAMETERS, *QUERY])
def test_every_parameter_is_described(parameter: str) -> None:
    assert re.sub(r"^(press|allow_out_record)[0-9]", r"\1X", parameter) in NAMES


def test_every_destination_is_described() -> None:
    assert set(DESTINATIONS) - {""} <= NAMES


def test_every_code_is_described() -> None:
    for code in Code:
        assert f"| {int(code)} | {code.message} |" in PAGE


def test_every_setting_is_described() -> None:
    assert set(YeastarSettings.model_fields) <= NAMES


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)
    assert named
    for file, test in named:
        assert re.search(rf"^(async )?def {test}\(", (HERE / file).read_text(), re.MULTILINE), (file, test)
