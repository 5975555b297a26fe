"""docs/yeastar.md keeps up with the code."""

import re
from pathlib import Path

import pytest

from switchboard.api.common import ApiServices
from switchboard.api.yeastar.app import VERSION, paths
from switchboard.api.yeastar.envelope import Code
from switchboard.api.yeastar.events import SENT_TOPICS
from switchboard.api.yeastar.prompts import SpeechOrder
from switchboard.api.yeastar.routes_system import ABSENT_MENUS, PRESENT_MENUS
from switchboard.api.yeastar.wire import DESTINATIONS, PARAMETERS
from switchboard.clock import SystemClock
from switchboard.config import Settings, YeastarSettings
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.feed import CallFeed
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.people.credentials import Credentials

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
    "menu",
    "prompt_type",
    "is_check",
    "exist_type",
    "file",
)


def endpoints(directory: Path) -> list[str]:
    """Every endpoint that the dialect answers, without its version."""
    database = Database("sqlite+aiosqlite://")
    settings = Settings(data=directory)
    services = ApiServices(
        database=database,
        settings=settings,
        credentials=Credentials(database, settings.key_file),
        clock=SystemClock(),
        repository=lambda tenant: Repository(database, tenant),
        prompts=PromptLibrary(settings.prompts),
        feed=CallFeed(database),
        blobs=Blobs(database),
    )
    return [path.removeprefix(f"/{VERSION}/") for path in paths(services)]


def test_every_endpoint_is_described(tmp_path: Path) -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    found = endpoints(tmp_path)
    assert len(found) == len(set(found)) > 50
    for endpoint in found:
        described = [row for row in rows if f"`{endpoint}`" in row]
        assert described, endpoint


@pytest.mark.parametrize("parameter", [*PARAMETERS, *QUERY, *SpeechOrder.model_fields])
def test_every_parameter_is_described(parameter: str) -> None:
    assert re.sub(r"^(press|allow_out_record)[0-9]", r"\1X", parameter) in NAMES


@pytest.mark.parametrize("topic", SENT_TOPICS)
def test_every_topic_is_described(topic: int) -> None:
    assert f"| {topic} |" in PAGE


def test_every_menu_is_described() -> None:
    assert {*PRESENT_MENUS, *ABSENT_MENUS} <= NAMES


def test_every_destination_is_described() -> None:
    assert set(DESTINATIONS) - {""} <= NAMES


def test_every_code_is_described() -> None:
    for code in Code:
        assert f"| {int(code)} | {code.message} |" in PAGE


def test_every_setting_is_described() -> None:
    assert set(YeastarSettings.model_fields) <= NAMES
