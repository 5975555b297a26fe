"""docs/native.md names every endpoint, its role, and every code."""

import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from switchboard.api.login import Login
from switchboard.api.native.app import create_native
from switchboard.api.native.shapes import plural
from switchboard.model.base import Document
from switchboard.model.conference import Conference
from switchboard.model.destination import DESTINATION_KINDS
from switchboard.model.directory import Extension
from switchboard.model.families import FAMILIES
from switchboard.model.office import Office
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.trunk import InboundRoute, OutboundRoute, Trunk

from ..support import shared
from .support import Native
from .test_access import role_for

pytestmark = [pytest.mark.api, shared]
HERE = Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "native.md").read_text()
ROW = re.compile(r"^\| `([A-Z]+) (/\S+)` \| (\w+) \|", re.MULTILINE)

SPECIAL = {
    "/prompts": ("/prompts", "/speech", "/audio", "/replace"),
    "/music": ("/stream",),
    "/webhooks": ("/secret", "/test"),
    "/time-conditions": ("/explain",),
    "/ivrs": ("/pin", "/prompt-password", "/secret", "/statistics"),
    "/api-dialplans": ("/secret",),
    "/trunks": ("/password", "/status", "/test"),
    "/inbound-routes": ("/order",),
    "/outbound-routes": ("/order",),
    "/extensions": ("/voicemail-pin", "/sip-password", "/status"),
    "/group-voicemails": ("/voicemail-pin",),
    "/conferences": ("/pin", "/moderator-pin", "/live", "/mute", "/unmute", "/remove", "/lock", "/unlock"),
    "/holidays": ("/import",),
    "/scenarios": ("/run",),
    "/queues": ("/live", "/agents/{extension}", "/statistics"),
}
"""What these have besides, or otherwise than, the other kinds."""


async def test_the_page_has_the_endpoints_and_no_others(shared_native: Native) -> None:
    kinds = {f"/{plural(kind)}" for kind in FAMILIES}
    assert kinds == set(re.findall(r"^\| `(/[a-z-]+)` \|", PAGE, re.MULTILINE))
    expected = set()
    for route in create_native(shared_native.services, Login(shared_native.services)).routes:
        if isinstance(route, APIRoute):
            base = "/" + route.path.split("/")[1]
            special = base in SPECIAL and route.path.endswith(SPECIAL[base])
            path = route.path if base not in kinds or special else route.path.replace(base, "/KIND", 1)
            expected |= {(method, path, role_for(method, path)) for method in route.methods or ()}
    expected.discard(("GET", "/prompts", "viewer"))
    assert {match.groups() for match in ROW.finditer(PAGE)} == expected


async def test_the_page_names_each_kind_of_destination() -> None:
    named = PAGE.partition("its `kind`\nsays which")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`(\w+)`", named)) == sorted(DESTINATION_KINDS)


SECTIONS = {
    "## The office": (Office,),
    "## Trunks": (Trunk, OutboundRoute, InboundRoute),
    "## Extensions": (Extension,),
    "## Ring groups": (RingGroup,),
    "## Queues": (Queue,),
    "## Conferences": (Conference,),
}
"""Those that list all members of a kind."""


@pytest.mark.parametrize("heading", SECTIONS)
async def test_a_section_has_each_member_of_its_kinds(heading: str) -> None:
    section = PAGE.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE)
    named = {name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)}
    families: tuple[type[Document], ...] = SECTIONS[heading]
    assert {field for family in families for field in family.model_fields} - named <= {"name", "number"}
