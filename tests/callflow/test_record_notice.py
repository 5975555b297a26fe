"""Who hears that a call is recorded."""

import pytest
from tests.callflow.running import Run
from tests.callflow.scenarios.record_notice import OWN, RECORDED, RECORDED_ANN, TELLING, ann
from tests.callflow.scenarios.world import company, from_ann, from_outside, to_ann

from switchboard.call.events import CallEvent, PromptStarted, RecordingStarted
from switchboard.engine.port import BridgeEnd, Leg
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.dialling import SimulatedLeg
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration

pytestmark = pytest.mark.unit


class Bridging(SimulatedCall):
    """Remembers what each callee has heard before the talk."""

    before: tuple[tuple[str, ...], ...] = ()

    async def bridge(self, leg: Leg) -> BridgeEnd:
        assert isinstance(leg, SimulatedLeg)
        self.before = (*self.before, tuple(audio.name for audio in leg.played))
        return await super().bridge(leg)


def told(configuration: Configuration, scenario: Scenario) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """What the caller has heard of notices, and each callee of anything."""
    run = Run(configuration, scenario, Bridging)
    assert isinstance(run.call, Bridging)
    return _notices(run.events), run.call.before


def _notices(events: list[CallEvent]) -> list[str]:
    return [
        event.name for event in events if isinstance(event, PromptStarted) and event.name in ("record-notice", "notice")
    ]


def test_caller_and_callee_hear_it_together() -> None:
    assert told(company(TELLING, RECORDED_ANN, inbound=to_ann()), from_outside()) == (
        ["record-notice"],
        (("record-notice",),),
    )
    assert told(company(ann(OWN)), from_ann("95551234")) == (["notice"], (("notice",),))
    assert told(company(ann(OWN)), from_ann("101")) == (["notice"], (("notice",),))


def test_an_extension_that_takes_a_caller_who_was_told_hears_nothing() -> None:
    assert told(company(TELLING, RECORDED, RECORDED_ANN), from_outside("wait:4 1")) == (["record-notice"], ((),))


def test_everybody_outside_to_whom_a_recorded_caller_is_sent_is_told() -> None:
    transfers = Line(after_s=1, talks_s=2, transfers_to="95551234")
    scenario = from_outside("wait:60 hangup", phones={"100": transfers})
    assert told(company(TELLING, RECORDED_ANN, inbound=to_ann()), scenario) == (
        ["record-notice", "record-notice"],
        (("record-notice",), ("record-notice",)),
    )


def test_who_leaves_in_the_middle_of_it_ends_the_call_at_once() -> None:
    leaves = Line(after_s=1, script="wait:1 hangup")
    run = Run(company(TELLING, RECORDED_ANN, inbound=to_ann()), from_outside("wait:60", phones={"100": leaves}))
    assert (run.events[-1].at - run.events[0].at).total_seconds() == 3
    assert [event.type for event in run.events if isinstance(event, RecordingStarted)] == ["recording_started"]
