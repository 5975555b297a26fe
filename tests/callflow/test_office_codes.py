"""What feature codes change in the office, and when a closure ends."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.callflow.scenarios.office import AT_NIGHT, MAY, closed
from tests.callflow.scenarios.world import MAIN, OFFICE, START, company, from_ann

from switchboard.engine.simulated.edits import FIRST_ID, SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.base import Document
from switchboard.model.closure import Closure, next_time
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtensionVoicemail
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.prompt import CustomPrompt
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit

UNTIL_TWO = START + timedelta(hours=5)


def dialled(code: str, script: str = "", *replaced: tuple[int, Document]) -> SimulatedEdits:
    """What has changed after Ann, who may, has dialled a code."""
    configuration = company(MAY, *replaced)
    edits = SimulatedEdits(configuration)
    run_virtual(run_scenario(configuration, from_ann(code, script), START, edits=edits))
    assert set(edits.authors) <= {"phone:100"}
    return edits


def test_night_mode_is_toggled_of_the_office_and_of_a_menu() -> None:
    assert dialled("*16").edited == {OFFICE: Office(night_mode=True)}
    assert dialled("*16", "", (OFFICE, Office(night_mode=True))).edited == {OFFICE: Office()}
    menu = dialled("*166500", "", AT_NIGHT).edited[MAIN]
    assert isinstance(menu, Ivr)
    assert menu.night.enabled


def test_the_office_is_closed_until_then_by_that_extension() -> None:
    assert dialled("*171400", "wait:1 1").edited == {OFFICE: Office(closure=Closure(until=UNTIL_TWO, by="100"))}


def test_a_recorded_announcement_is_that_of_the_closure_and_the_destination_stays() -> None:
    over = closed(until=START, to=ToExtensionVoicemail(extension=100))
    edits = dialled("*171400", "wait:0.5 2 wait:4.3 speaks:1.5 wait:0.5 # wait:0.5 1 wait:9 hangup", over)
    assert list(edits.prompts) == ["Closed 2026-03-02 09.00.06.wav"]
    office = edits.edited[OFFICE]
    assert isinstance(office, Office)
    assert office.closure == Closure(
        until=UNTIL_TWO,
        by="100",
        prompt=CustomPrompt(prompt=FIRST_ID),
        to=ToExtensionVoicemail(extension=100),
    )


@pytest.mark.parametrize("script", ["wait:1 #", "wait:0.5 2 wait:4.3 speaks:1.5 hangup", "wait:0.5 hangup", "wait:60"])
def test_who_leaves_before_the_end_closes_nothing(script: str) -> None:
    assert dialled("*171400", script).edited == {}


def test_a_closed_office_is_opened() -> None:
    assert dialled("*17", "", closed()).edited == {OFFICE: Office()}


@pytest.mark.parametrize(
    ("digits", "now", "until"),
    [
        ("1400", "2026-03-02T09:00", "2026-03-02T14:00"),
        ("0900", "2026-03-02T09:00", "2026-03-03T09:00"),
        ("0815", "2026-12-31T23:59", "2027-01-01T08:15"),
        ("0230", "2026-03-28T12:00", "2026-03-29T02:30"),  # skipped in Berlin
        ("2400", "2026-03-02T09:00", None),
        ("1260", "2026-03-02T09:00", None),
        ("900", "2026-03-02T09:00", None),
        ("١٤٠٠", "2026-03-02T09:00", None),
    ],
)
def test_when_the_clock_shows_a_time_next(digits: str, now: str, until: str | None) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = next_time(digits, datetime.fromisoformat(now).replace(tzinfo=berlin), berlin)
    assert found == (None if until is None else datetime.fromisoformat(until).replace(tzinfo=berlin).astimezone(UTC))


def test_in_the_hour_that_comes_twice_a_time_is_still_to_come() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    second = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1)
    found = next_time("0230", second, berlin)
    assert found is not None
    assert found - second.astimezone(UTC) == timedelta(minutes=20)


def test_a_closure_holds_until_its_last_instant() -> None:
    configuration = company(closed(until=UNTIL_TWO))
    assert configuration.closure(UNTIL_TWO - timedelta(milliseconds=1)) is not None
    assert configuration.closure(UNTIL_TWO) is None
    assert Configuration({}).closure(START) is None
