"""Which country's tones a caller hears. Virtual time."""

import pytest

from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.destination import PlayAndExit
from switchboard.model.office import Office
from switchboard.model.prompt import Announcement
from switchboard.simulation import run_scenario

from .scenarios.world import OFFICE, START, company, from_outside

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
