"""docs/portsip.md keeps up with files, holidays, the tenant, inbound rules, providers and groups."""

import re
from pathlib import Path

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from switchboard.api.portsip.answers_lookups import AgentShown, ExtensionShown, QueueShown, RingGroupShown
from switchboard.api.portsip.holidays import NewHoliday
from switchboard.api.portsip.routes_blobs import BlobRoutes
from switchboard.api.portsip.routes_files import PROPERTIES, FileRoutes
from switchboard.api.portsip.routes_holidays import HolidayRoutes
from switchboard.api.portsip.routes_inbound import InboundRoutes
from switchboard.api.portsip.routes_lookup import LookupRoutes, detailed
from switchboard.api.portsip.routes_tenant import TenantRoutes
from switchboard.api.portsip.tenant import POLICY, TenantFields
from switchboard.api.portsip.wire_inbound import InboundFields
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

pytestmark = pytest.mark.unit

HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "portsip.md").read_text()
NAMES = set(re.findall(r"`([^`\s]+)`", PAGE))
LISTED = [name for one in (ExtensionShown, RingGroupShown, QueueShown, AgentShown) for name in one.model_fields]
PROVIDER = detailed(Stored(1, 1, Trunk(name="Trunk", host="192.0.2.1")))


def endpoints() -> set[tuple[str, str]]:
    """Path and method of everything that is served."""
    router = APIRouter()
    BlobRoutes.__new__(BlobRoutes).add_to(router)
    FileRoutes.__new__(FileRoutes).add_to(router)
    HolidayRoutes.__new__(HolidayRoutes).add_to(router)
    InboundRoutes.__new__(InboundRoutes).add_to(router)
    LookupRoutes.__new__(LookupRoutes).add_to(router)
    TenantRoutes.__new__(TenantRoutes).add_to(router)
    found = [route for route in router.routes if isinstance(route, APIRoute)]
    return {(route.path, method) for route in found for method in route.methods or ()}


def test_every_endpoint_is_described() -> None:
    for path, method in endpoints():
        assert f"| `{path.removeprefix('/')}` | {method} |" in PAGE, (path, method)
    assert len(endpoints()) == 34


@pytest.mark.parametrize(
    "field",
    [
        *NewHoliday.model_fields,
        *TenantFields.model_fields,
        *POLICY,
        *PROPERTIES,
        *PROVIDER,
        *InboundFields.model_fields,
        *LISTED,
    ],
)
def test_every_field_is_described(field: str) -> None:
    assert field in NAMES
