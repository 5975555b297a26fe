"""Inbound numbers: where calls from outside go."""

from collections.abc import AsyncIterator

import pytest

from switchboard.model.destination import Destination, HangUp, PlayAndReturn, Repeat, ToIvr, ToRingGroup
from switchboard.model.prompt import Announcement
from switchboard.model.trunk import InboundRoute
from tests.kit.past import revisions

from ..support import put
from .support import Servetel, failure

pytestmark = pytest.mark.api

MAIN = InboundRoute(name="Main", pattern="442079460000", trunks=(60,), to=ToIvr(ivr=50))
SHOWN = {
    "id": 300,
    "name": "Main",
    "did": "442079460000",
    "description": "",
    "destination_type": "ivr",
    "destination_id": "50",
    "sms_template_id": "0",
}


@pytest.fixture
async def numbered(servetel: Servetel) -> AsyncIterator[Servetel]:
    await put(servetel.repository, 300, MAIN)
    yield servetel


async def stored(servetel: Servetel) -> InboundRoute:
    return (await servetel.repository.get(InboundRoute, 300)).document


async def test_they_are_read(numbered: Servetel) -> None:
    for path in ("my_number/300", "my_number/300/"):
        assert await numbered.ok("GET", path) == SHOWN
    for path in ("my_numbers", "my_numbers/"):
        assert await numbered.ok("GET", path) == {"my_numbers": [SHOWN]}


async def test_the_vendors_list_is_a_bare_array(numbered: Servetel) -> None:
    plus = InboundRoute(name="Plus", pattern="+4930", description="Berlin", to=ToRingGroup(ring_group=71))
    await put(numbered.repository, 301, plus)
    expected = [
        {
            "id": "300",
            "name": "Main",
            "alias": "442079460000",
            "did": "442079460000",
            "description": "",
            "destination": "ivr||50",
        },
        {
            "id": "301",
            "name": "Plus",
            "alias": "4930",
            "did": "+4930",
            "description": "Berlin",
            "destination": "ringgroup||71",
        },
    ]
    for path in ("my_number", "my_number/"):
        response = await numbered.send("GET", path)
        assert (response.status_code, response.json()) == (200, expected)
    body = {"name": expected[1]["name"], "destination": expected[1]["destination"]}
    await numbered.ok("PUT", f"my_number/{expected[1]['id']}", body)
    assert (await numbered.repository.get(InboundRoute, 301)).document == plus


async def test_a_number_is_led_elsewhere(numbered: Servetel) -> None:
    body = {"name": "Sales", "destination": "department||71", "description": "day and night", "sms_template": 0}
    assert await numbered.ok("PUT", "my_number/300", body) == {
        "success": True,
        "message": "Number updated successfully",
    }
    changed = {"name": "Sales", "description": "day and night", "to": ToRingGroup(ring_group=71)}
    assert await stored(numbered) == MAIN.model_copy(update=changed)
    to = {"destination_type": "ringgroup", "destination_id": "71"}
    assert await numbered.ok("GET", "my_number/300") == {
        **SHOWN,
        **to,
        "name": "Sales",
        "description": "day and night",
    }
    await numbered.ok("PUT", "my_number/300/", {"destination": "1000"})
    assert (await stored(numbered)).name == "Sales"
    assert (await stored(numbered)).description == "day and night"


@pytest.mark.parametrize(
    ("body", "field", "reason"),
    [
        ({}, "destination", "is required"),
        ({"destination": "ivr||999"}, "destination", "there is no such IVR"),
        ({"destination": "voicemail||1"}, "destination", "there is no such voicemail"),
        ({"destination": "hangup", "name": ""}, "name", "must have at least 1 character"),
        (
            {"destination": "hangup", "sms_template": "80"},
            "sms_template",
            "this server has no SMS templates of numbers; give them to options",
        ),
    ],
)
async def test_what_is_wrong_is_named(numbered: Servetel, body: object, field: str, reason: str) -> None:
    assert await numbered.errors("PUT", "my_number/300", body) == {field: [reason]}
    assert await stored(numbered) == MAIN


async def test_unknown_ids(numbered: Servetel) -> None:
    for id in ("50", "999", "id"):
        response = await numbered.send("GET", f"my_number/{id}")
        assert (response.status_code, list(failure(response))) == (404, ["success", "message"])
        assert await numbered.errors("PUT", f"my_number/{id}", {"destination": "hangup"}) == {"id": ["does not exist"]}
    for method in ("POST", "DELETE"):
        assert (await numbered.send(method, "my_number")).status_code == 405


@pytest.mark.parametrize("to", [PlayAndReturn(prompt=Announcement(name="goodbye")), Repeat(), HangUp()])
async def test_what_servetel_cannot_express_is_shown_as_the_nearest_and_kept(
    numbered: Servetel, to: Destination
) -> None:
    native = MAIN.model_copy(update={"to": to})
    await numbered.repository.update(300, native, expected_revision=None, author="test")
    shown = await numbered.ok("GET", "my_number/300")
    assert (shown["destination_type"], shown["destination_id"]) == ("hangup", "1")
    await numbered.ok("PUT", "my_number/300", {"destination": "hangup||1", "name": "Touched"})
    assert await stored(numbered) == native.model_copy(update={"name": "Touched"})


async def test_who_wrote_is_in_the_history(numbered: Servetel) -> None:
    await numbered.ok("PUT", "my_number/300", {"destination": "hangup"})
    assert [one.author for one in await revisions(numbered.repository, 300)] == ["test", "servetel:tests"]
