"""docs/portsip.md keeps up with signing in, IVRs, action URLs and the settings."""

import re
from pathlib import Path
from typing import get_args

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from switchboard.api.portsip.absent import ABSENT, UNAUTHENTICATED
from switchboard.api.portsip.collection import NUMBERED, OPTIONS
from switchboard.api.portsip.envelope import Code
from switchboard.api.portsip.routes_action import ActionRoutes
from switchboard.api.portsip.routes_ivr import IvrRoutes
from switchboard.api.portsip.routes_login import ROLES, LoginRoutes, RefreshToken, SignIn
from switchboard.api.portsip.routes_number import TYPES, NumberRoutes
from switchboard.api.portsip.wire_action import NewAction
from switchboard.api.portsip.wire_ivr import CallerId, Entry, MenuAction, MenuRule, NewIvr, OfficeHours, TimeoutRule
from switchboard.config import PortSipSettings

pytestmark = pytest.mark.unit

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "portsip.md").read_text()
NAMES = set(re.findall(r"`([^`\s]+)`", PAGE))
SHAPES = (NewIvr, Entry, OfficeHours, MenuRule, TimeoutRule, CallerId, NewAction, SignIn, RefreshToken)
ANSWERS = (
    *("id", "count", "items", "role", "password_verified", "password_force_reset", "two_factor_enabled", "expires_at"),
    *("access_token", "expires_in", "refresh_token", "token_type", "grant_type", "scope", "client_id", "qr", "detail"),
    *("prompt_file_name", "prompt_file_size", "prompt_file_url", "transfer_prompt_file_name"),
    *("transfer_prompt_file_size", "transfer_prompt_file_url", "from", "to", "enabled", "ranges"),
)
VALUES = (*get_args(Code), *get_args(MenuAction), *ROLES, *ROLES.values(), *TYPES.values(), "GLOBAL", "CUSTOM", "ALL")


def endpoints() -> set[tuple[str, str]]:
    """Path and method of everything that is served."""
    router = APIRouter()
    LoginRoutes.__new__(LoginRoutes).add_to(router)
    IvrRoutes.__new__(IvrRoutes).add_to(router)
    ActionRoutes.__new__(ActionRoutes).add_to(router)
    NumberRoutes.__new__(NumberRoutes).add_to(router)
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    found = {(route.path, method) for route in routes for method in route.methods or ()}
    nodes = {path: methods for path, (methods, _) in ABSENT.items() if path.startswith("/ivr_servers")}
    refused = {(path, method) for path, methods in nodes.items() for method in methods}
    return found | refused | {(path, "POST") for path in UNAUTHENTICATED}


def test_every_endpoint_is_described() -> None:
    for path, method in endpoints():
        assert f"| `{path.removeprefix('/')}` | {method} |" in PAGE, (path, method)
    assert len(endpoints()) == 30


@pytest.mark.parametrize("field", sorted({*ANSWERS, *(name for shape in SHAPES for name in shape.model_fields)}))
def test_every_field_is_described(field: str) -> None:
    assert field in NAMES


def test_every_value_is_described() -> None:
    assert set(VALUES) <= NAMES


def test_every_option_and_property_is_described() -> None:
    assert {*OPTIONS, *NUMBERED} <= NAMES


def test_every_setting_is_described() -> None:
    assert set(PortSipSettings.model_fields) <= NAMES


def test_every_contradiction_is_described() -> None:
    assert re.findall(r"^\| (\d{1,2}) \|", PAGE, re.MULTILINE) == [str(one) for one in range(1, 15)]


def test_every_status_is_described() -> None:
    statuses = re.findall(r"^\| ([45]\d\d) \|", PAGE, re.MULTILINE)
    assert sorted(set(statuses)) == ["400", "401", "403", "404", "405", "429", "500", "503"]
