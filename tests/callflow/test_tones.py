"""Which country's tones a caller hears. Virtual time."""

import pytest

from switchboard.call.events import PromptSkipped
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.destination import Destination, PlayAndExit
from switchboard.model.office import Office
from switchboard.model.prompt import Announcement
from switchboard.simulation import run_scenario

from .scenarios.world import OFFICE, START, company, from_outside, to_ann, to_main

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("office", "country"),
    [
        (None, "US"),
        (Office(language="en-GB"), "GB"),
        (Office(language="de"), "DE"),
        (Office(language="de", tone_country="AT"), "AT"),
    ],
)
def test_the_office_decides(office: Office | None, country: str) -> None:
    others = [] if office is None else [(OFFICE, office)]
    call = run_virtual(run_scenario(company(*others), from_outside("wait:1 1"), START)).call
    assert [request.ringback and request.ringback.content for request in call.dialled] == [f"{country}-ringback"]
    busy = company(*others, inbound=PlayAndExit(prompt=Announcement(name="busy-tone")))
    played = run_virtual(run_scenario(busy, from_outside(), START)).call.played
    assert [audio.content for audio in played] == [f"{country}-busy-tone"]


def test_ringing_that_is_unreadable_is_told_once_and_only_where_it_would_be_heard() -> None:
    def skipped(script: str, inbound: Destination) -> list[str]:
        scenario = from_outside(script, unreadable=frozenset(("US-ringback",)))
        events = run_virtual(run_scenario(company(inbound=inbound), scenario, START)).events
        return [event.name for event in events if isinstance(event, PromptSkipped)]

    assert skipped("wait:1 1", to_main()) == ["ringback"]
    assert skipped("", to_ann()) == []
