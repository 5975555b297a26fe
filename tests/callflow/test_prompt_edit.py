"""What the wire cannot tell of changing a greeting by telephone: what is written, by whom, and what is heard of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.callflow.running import Run
from tests.callflow.scenarios.prompt_edit import DOOR, EDITABLE, PASSWORD, SEVERAL
from tests.callflow.scenarios.world import MAIN, START, from_outside, told

from switchboard.engine.port import Audio, Recorded, RecordLimits
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import FIRST_ID, SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.taking import SimulatedTake
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Announcement, CustomPrompt, Prompt
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit


def called(script: str, edits: SimulatedEdits, configuration: Configuration = EDITABLE) -> list[str]:
    """The prompts that began after the door."""
    scenario = from_outside(f"{DOOR} {script}", pin=PASSWORD)
    events = run_virtual(run_scenario(configuration, scenario, START, edits=edits)).events
    prompts = [event.removeprefix("prompt_started ") for event in told(events) if event.startswith("prompt_started ")]
    return prompts[prompts.index("pe-password") + 1 :]


def menu_of(edits: SimulatedEdits) -> Ivr:
    menu = edits.edited[MAIN]
    assert isinstance(menu, Ivr)
    return menu


def test_the_recording_is_the_greeting_of_the_next_call_and_heard_once() -> None:
    edits = SimulatedEdits(EDITABLE)
    heard = called("wait:0.5 1 wait:5 speaks:4 # wait:0.5 1 wait:30", edits)
    assert heard == ["pe-menu", "pe-record", "pe-review", "pe-saved", "recording", "goodbye"]
    (prompt,) = edits.prompts.values()
    assert prompt.document.name == "IVR 6500 2026-03-02 09.00.11.wav"
    assert 4000 <= prompt.document.duration_ms <= 5500
    assert menu_of(edits).greeting == (CustomPrompt(prompt=FIRST_ID),)
    assert edits.authors == ["phone:+4930777"]


def test_a_recording_is_listened_to_and_made_again() -> None:
    edits = SimulatedEdits(EDITABLE)
    heard = called("wait:0.5 1 wait:5 speaks:4 # wait:3 2 wait:9 3 wait:5 speaks:2 # wait:3 1 wait:30", edits)
    assert heard[2:5] == ["pe-review", "recording", "pe-review"]
    assert heard[5:] == ["pe-record", "pe-review", "pe-saved", "recording", "goodbye"]
    (prompt,) = edits.prompts.values()
    assert 2000 <= prompt.document.duration_ms <= 3500


def test_the_present_greetings_are_heard_and_stay() -> None:
    edits = SimulatedEdits(SEVERAL)
    heard = called("wait:5 2 wait:9 #", edits, SEVERAL)
    assert heard == ["pe-several", "pe-menu", "second", "greeting", "pe-menu", "goodbye"]
    assert not edits.edited


def test_too_little_is_no_greeting() -> None:
    edits = SimulatedEdits(EDITABLE)
    assert called("wait:0.5 1 wait:5 speaks:0.5 # wait:3 #", edits) == ["pe-menu", "pe-record", "pe-menu", "goodbye"]
    assert not edits.edited and len(edits.forgotten) == 1


def test_what_others_have_changed_of_the_menu_meanwhile_stays() -> None:
    edits = SimulatedEdits(EDITABLE)
    main = EDITABLE.get(Ivr, MAIN)
    assert main is not None
    edits.edited[MAIN] = main.document.model_copy(update={"name": "Renamed"})
    called("wait:0.5 3 wait:30", edits)
    assert (menu_of(edits).name, menu_of(edits).greeting) == ("Renamed", (Announcement(name="default"),))


class FullDisk(SimulatedEdits):
    async def prompt(self, name: str, recorded: Recorded) -> Prompt:
        raise Unavailable("no disk")


def test_a_greeting_that_cannot_be_kept_is_told_so() -> None:
    edits = FullDisk(EDITABLE)
    heard = called("wait:0.5 1 wait:5 speaks:4 # wait:30", edits)
    assert heard == ["pe-menu", "pe-record", "pe-failed", "goodbye"]
    assert not edits.edited


class Closing(SimulatedCall):
    """Takes a second to close the file of a take."""

    @asynccontextmanager
    async def start_take(self, limits: RecordLimits, tone: Audio | None) -> AsyncIterator[SimulatedTake]:
        async with super().start_take(limits, tone) as take:
            yield take
        await asyncio.sleep(1)


def test_who_hangs_up_while_the_file_is_closed_leaves_none() -> None:
    script = f"{DOOR} wait:0.5 1 wait:5 speaks:4 # wait:0.5 hangup"
    run = Run(EDITABLE, from_outside(script, pin=PASSWORD), Closing)
    assert run.call.ending is not None
    assert len(run.edits.forgotten) == run.call.takes == 1
