"""What takes too long for the wire: silence, many people of one name; and names that a voice reads."""

import asyncio
from dataclasses import dataclass, field

import pytest
from tests.callflow.scenarios.dial_by_name import NAMES, directory
from tests.callflow.scenarios.world import START, company, from_outside, told

from switchboard.engine.port import Audio
from switchboard.engine.simulated.loop import run_virtual
from switchboard.model.base import Document
from switchboard.model.destination import DialByName
from switchboard.model.directory import Extension
from switchboard.model.office import Office
from switchboard.simulation import Simulated, run_scenario

pytestmark = pytest.mark.unit


@dataclass
class Voice:
    """Speaks every name in a second and a half."""

    asked: list[tuple[str, str]] = field(default_factory=list)

    async def name(self, text: str, language: str) -> Audio | None:
        self.asked.append((text, language))
        await asyncio.sleep(0.1)
        return Audio("spoken-name", "0" * 64, 1.5)


def called(script: str, *more: tuple[int, Document], voice: Voice | None = None) -> Simulated:
    """What happens to a caller who dials by name from the beginning."""
    return run_virtual(
        run_scenario(company(*NAMES, *more, inbound=DialByName()), from_outside(script), START, speaker=voice)
    )


def heard(call: Simulated) -> list[str]:
    """The prompts that began, and what was found."""
    wanted = ("prompt_started ", "name_", "going_to ", "call_ended ")
    return [event.removeprefix("prompt_started ") for event in told(call.events)[2:] if event.startswith(wanted)]


def test_silence_is_a_spelling_and_there_are_three() -> None:
    call = called("")
    assert heard(call) == ["dbn-enter"] * 3 + ["goodbye", "call_ended switchboard not-found"]
    assert call.events[-1].at - call.events[0].at == (3 * 7 + 2) * (START.resolution * 1_000_000)


def test_too_few_keys_are_a_spelling() -> None:
    assert heard(called("26 wait:3.5 2 wait:3.5 hangup"))[:-1] == ["dbn-enter"] * 3


def test_who_says_nothing_hears_an_offer_twice_then_the_next() -> None:
    offers = heard(called("266 wait:33 hangup", directory(say_number=False)))
    one, another = ["notice", "dbn-choose"], ["dbn-extension", "digits", "dbn-choose"]
    assert offers[1:-1] == [
        *("name_spelled keys=266 2", "name_offered 100", *one, *one),
        *("name_offered 101", *another),
    ]


def test_of_many_people_with_one_name_the_first_eight_are_offered_by_number() -> None:
    smiths = [(150 + n, Extension(name="Smith", number=str(159 - n))) for n in range(9)]
    events = heard(called("764 wait:2 84 wait:4 *********", *smiths))
    assert events[1:3] == ["dbn-many", "name_spelled keys=76484 9"]
    assert [event for event in events if event.startswith("name_offered")] == [
        f"name_offered {number}" for number in range(151, 159)
    ]


def test_names_that_nobody_recorded_are_read_by_a_voice_and_namesakes_told_apart_by_number() -> None:
    voice = Voice()
    namesakes = [(150 + n, Extension(name="Sam Ng", number=f"15{n}")) for n in range(2)]
    office = Office(language="de", directory=directory(say_number=False)[1].directory)
    call = called("726 wait:6 # wait:1 545 wait:5 hangup", *namesakes, (60, office), voice=voice)
    assert voice.asked[0] == ("Sam Ng", "de")
    assert heard(call)[1:-1] == [
        *("name_spelled keys=726 2", "name_offered 150", "spoken-name", "dbn-extension", "digits"),
        *("dbn-enter", "name_spelled keys=545 1", "name_offered 103", "spoken-name", "dbn-choose"),
    ]
