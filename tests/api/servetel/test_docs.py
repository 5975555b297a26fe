"""docs/servetel.md keeps up with the code."""

import re
from pathlib import Path

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from switchboard.api.servetel.answers import Agent, DepartmentShown, TimeGroupShown
from switchboard.api.servetel.attendant import AttendantRequest
from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.api.servetel.number import NumberRequest
from switchboard.api.servetel.routes_attendant import AttendantRoutes
from switchboard.api.servetel.routes_auth import AuthRoutes
from switchboard.api.servetel.routes_call import CallRoutes
from switchboard.api.servetel.routes_click import ClickRoutes
from switchboard.api.servetel.routes_group import GroupRoutes
from switchboard.api.servetel.routes_ivr import IvrRoutes
from switchboard.api.servetel.routes_number import NumberRoutes
from switchboard.api.servetel.routes_recording import RecordingRoutes
from switchboard.api.servetel.routes_sms import SmsRoutes
from switchboard.api.servetel.wire import DESTINATIONS, RECORDING_TYPES, IvrRequest, RecordingRequest
from switchboard.config import ServetelSettings

pytestmark = pytest.mark.unit

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "servetel.md").read_text()
NAMES = set(re.findall(r"`([^`\s]+)`", PAGE))
ANSWERS = (
    *("id", "added_by", "recording_type", "invalid_retries", "invalid_retry_recording", "invalid_destination_type"),
    *("timeout_dest_type", "ivr_menu", "destination_type", "destination_id", "sms_template_id", "duration", "did"),
    *("access_token", "token_type", "expires_in", "login_failed_count", "retry_after", "number_of_days_left"),
)
ATTENDANT = [field.replace("recording_id", "recording_ID") for field in AttendantRequest.model_fields]
LISTED = ("alias", "destination", *DepartmentShown.model_fields, *Agent.model_fields, *TimeGroupShown.model_fields)
ALIASES = ("/ivrs", "/recordings", "/auto_attendants", "/departments", "/timegroups")


def endpoints() -> set[tuple[str, str]]:
    """Path and method of everything that is served, the second spellings aside."""
    router = APIRouter()
    AuthRoutes.__new__(AuthRoutes).add_to(router)
    IvrRoutes.__new__(IvrRoutes).add_to(router)
    RecordingRoutes.__new__(RecordingRoutes).add_to(router)
    AttendantRoutes.__new__(AttendantRoutes).add_to(router)
    NumberRoutes.__new__(NumberRoutes).add_to(router)
    GroupRoutes.__new__(GroupRoutes).add_to(router)
    ClickRoutes.__new__(ClickRoutes).add_to(router)
    CallRoutes.__new__(CallRoutes).add_to(router)
    SmsRoutes.__new__(SmsRoutes).add_to(router)
    routes = [route for route in router.routes if isinstance(route, APIRoute)]
    found = {(route.path, method) for route in routes for method in route.methods or ()}
    plain = {(path, method) for path, method in found if not path.endswith("/")}
    collections = {(path, method) for path, method in plain if path in ALIASES and method == "POST"}
    singular = {(alias.removesuffix("s"), "GET") for alias in ALIASES}
    return plain - collections - singular


def test_every_endpoint_is_described() -> None:
    for path, method in endpoints():
        assert f"| `{path.removeprefix('/').replace('{key}', '{id}')}` | {method} |" in PAGE, (path, method)
    assert len(endpoints()) == 32


@pytest.mark.parametrize(
    "field",
    [
        *IvrRequest.model_fields,
        *RecordingRequest.model_fields,
        *NumberRequest.model_fields,
        *ATTENDANT,
        *ANSWERS,
        *LISTED,
    ],
)
def test_every_field_is_described(field: str) -> None:
    assert field in NAMES


def test_every_type_is_described() -> None:
    assert set(DESTINATIONS) <= NAMES
    assert {f"{kind}||ID" for kind in RECORDING_TYPES} <= NAMES
    assert str(min(ANNOUNCEMENTS)) in PAGE


def test_every_setting_is_described() -> None:
    assert set(ServetelSettings.model_fields) <= NAMES


def test_every_contradiction_is_described() -> None:
    assert re.findall(r"^\| (\d{1,2}) \|", PAGE, re.MULTILINE) == [str(one) for one in range(1, 15)]
