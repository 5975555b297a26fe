"""What both parties hear while one holds the other. Virtual time."""

from dataclasses import replace

import pytest
from tests.callflow.running import Run
from tests.callflow.scenarios.world import ANN, LINE, NOTICE, OFFICE, RETRY, SECOND, company, from_ann, from_outside

from switchboard.engine.port import BridgeEnd, Leg
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.dialling import SimulatedLeg
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.scenario import Line
from switchboard.model.base import Document
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.music import Music
from switchboard.model.office import Office
from switchboard.model.trunk import Trunk

pytestmark = pytest.mark.unit

WALTZ, MARCH = 80, 81
RADIO = "https://radio.example/live"
LISTS: tuple[tuple[int, Document], ...] = (
    (WALTZ, Music(name="waltz", prompts=(RETRY, SECOND))),
    (MARCH, Music(name="march", prompts=(NOTICE,))),
)
OF_ANN = (ANN, Extension(name="Ann", number="100", music=MARCH))
OF_OFFICE = (OFFICE, Office(music=WALTZ))
HOLDS = Line(after_s=1, talks_s=8, script="wait:2 hold wait:4 resume")
TO_ANN = ToExtension(extension=ANN)


class Overheard(SimulatedCall):
    """Knows what its callee has heard."""

    callee: list[Heard]

    async def bridge(self, leg: Leg) -> BridgeEnd:
        assert isinstance(leg, SimulatedLeg)
        try:
            return await super().bridge(leg)
        finally:
            self.callee = leg.listener.heard


def heard(parts: list[Heard]) -> list[str]:
    return [f"{part.audio.name} {part.from_s:g}-{part.to_s:g}" for part in parts if part.audio.name != "ringback"]


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        ((), ["music 0-4"]),
        ((OF_OFFICE,), ["retry 0-2", "second 0-2"]),
        ((OF_OFFICE, OF_ANN), ["notice 0-3", "notice 0-1"]),
        ((OF_ANN, (LINE, Trunk(name="line", host="192.0.2.1", own_hold_music=True))), []),
    ],
    ids=["the product's", "the office's", "the extension's", "none for a trunk that has its own"],
)
def test_a_caller_hears_the_music_of_who_holds_him(
    replaced: tuple[tuple[int, Document], ...], expected: list[str]
) -> None:
    run = Run(company(*LISTS, *replaced, inbound=TO_ANN), from_outside(phones={"100": HOLDS}), Overheard)
    assert heard(run.call.heard) == expected


def test_a_callee_hears_the_music_of_the_caller_who_holds_him() -> None:
    run = Run(company(*LISTS, OF_ANN), from_ann("101", "wait:3 hold wait:4 resume", phones={"101": LONG}), Overheard)
    assert isinstance(run.call, Overheard)
    assert heard(run.call.callee) == ["notice 0-3", "notice 0-1"]
    assert heard(run.call.heard) == []


@pytest.mark.parametrize(
    ("prompts", "silent", "expected"),
    [
        ((NOTICE,), False, [f"{RADIO} 0-4"]),
        ((NOTICE,), True, ["notice 0-3", "notice 0-1"]),
        ((), True, ["music 0-4"]),
    ],
    ids=["while it comes", "its prompts while it does not", "the product's music where it has none"],
)
def test_a_network_stream_is_heard(prompts: tuple[int, ...], silent: bool, expected: list[str]) -> None:
    radio = (WALTZ, Music(name="radio", prompts=prompts, stream=RADIO))
    scenario = replace(from_outside(phones={"100": HOLDS}), silent_streams=frozenset((RADIO,) if silent else ()))
    run = Run(company(radio, OF_OFFICE, inbound=TO_ANN), scenario, Overheard)
    assert heard(run.call.heard) == expected


LONG = Line(after_s=1, talks_s=8)


def test_music_in_random_order_is_shuffled() -> None:
    shuffled = (WALTZ, Music(name="waltz", prompts=(RETRY, SECOND, NOTICE), order="random"))
    run = Run(
        company(shuffled, OF_OFFICE, inbound=TO_ANN), from_outside(phones={"100": Line(talks_s=20, script="hold")})
    )
    rounds = heard(run.call.heard)
    assert sorted(rounds[:3]) == ["notice 0-3", "retry 0-2", "second 0-3"]
