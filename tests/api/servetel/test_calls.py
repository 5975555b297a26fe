"""What is written here is what callers meet."""

import pytest

from switchboard.call.events import CallEvent, PromptStarted, SmsRequested, WebhookRequested
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.destination import HangUp
from switchboard.model.directory import Extension
from switchboard.model.trunk import InboundRoute

from ..support import heard, places, put
from .support import MINIMAL, Servetel
from .test_attendants import GREETER

pytestmark = pytest.mark.api
NUMBER = "442079460000"


async def outside(servetel: Servetel, script: str, caller: str = "+4930123") -> list[CallEvent]:
    """What happens to somebody from outside who dials `NUMBER`."""
    return await heard(servetel.repository, Scenario(NUMBER, caller=caller, trunk=60, script=script))


@pytest.fixture
async def lines(servetel: Servetel) -> Servetel:
    """`NUMBER` leads to the IVR 50."""
    await put(servetel.repository, 300, InboundRoute(name="Main", pattern=NUMBER, to=HangUp()))
    await servetel.ok("PUT", "my_number/300", {"destination": "ivr||50"})
    return servetel


async def test_groups_hours_and_mobile_numbers(lines: Servetel) -> None:
    cy = Extension(name="Cy", number="1002", mobile="4930999")
    await put(lines.repository, 87, cy)
    option = ["1", "2", "3"]
    destination = ["department||71", "timegroup||72", "agent||1002"]
    await lines.ok("PUT", "ivr/50", {**MINIMAL, "option": option, "destination": destination})
    menu = "ivr 6250"
    assert places(await outside(lines, "wait:0.1 1")) == [menu, "ring_group 6301", "rings 1000,1001"]
    assert places(await outside(lines, "wait:0.1 2")) == [menu, "time_condition", "extension 1000", "rings 1000"]
    assert places(await outside(lines, "wait:0.1 3")) == [menu, "extension 1002", "rings 4930999"]


async def test_an_auto_attendant_plays_and_goes_on(lines: Servetel) -> None:
    id = (await lines.ok("POST", "auto_attendant", GREETER))["id"]
    await lines.ok("PUT", "my_number/300", {"destination": f"auto_attend||{id}"})
    for script in ("wait:5", "wait:0.1 7"):
        events = await outside(lines, script)
        assert [event.name for event in events if isinstance(event, PromptStarted)] == ["IVR.wav"]
        assert places(events) == ["ivr 7000", "extension 1000", "rings 1000"]


async def test_messages_and_webhooks_of_options_are_asked_for(lines: Servetel) -> None:
    await lines.ok("PUT", "ivr/50", {**MINIMAL, "sms_template": [80], "webhook_id": [81]})
    events = await outside(lines, "wait:0.1 1")
    assert [(event.template, event.to) for event in events if isinstance(event, SmsRequested)] == [(80, "+4930123")]
    assert [event.webhook for event in events if isinstance(event, WebhookRequested)] == [81]
    withheld = await outside(lines, "wait:0.1 1", caller="")
    assert not [event for event in withheld if isinstance(event, SmsRequested)]
    assert not [event for event in await outside(lines, "wait:0.1 2") if isinstance(event, WebhookRequested)]
