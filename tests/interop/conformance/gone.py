"""The caller of a scenario, gone at some moment of it."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from switchboard.call.events import CallEnded, CallEvent, CallStarted
from tests.callflow.scenarios.world import Case

NAMED = ("prompt_started", "prompt_ended")
"""Events of which the sample has one for each name."""


@dataclass(frozen=True, slots=True)
class Moment:
    """So many seconds after so many events of a scenario."""

    events: int
    after_s: float

    def __str__(self) -> str:
        return f"after {self.events} events and {self.after_s:g} s"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A moment in its scenario: `at_s` from the beginning, when all of `so_far` has been told."""

    moment: Moment
    at_s: float
    so_far: tuple[str, ...]

    @property
    def place(self) -> str:
        """Of what kind it is."""
        goings = [event.split()[1] for event in self.so_far if event.startswith("going_to ")]
        return goings[-1] if goings else ""

    @property
    def last(self) -> str:
        words = self.so_far[-1].split() if self.so_far else ["call_started"]
        return " ".join(words[:2]) if words[0] in NAMED and not self.moment.after_s else words[0]


def moments_of(cases: Iterable[Case]) -> Iterator[tuple[Case, list[Moment]]]:
    """The moments of each scenario: right after each event, and halfway to the next.

    Where scenarios tell the same so far, the moments are only of the first one.
    """
    known: set[tuple[tuple[str, ...], bool]] = set()
    for case in cases:
        found = []
        for one in _placed(case):
            if (key := (one.so_far, one.moment.after_s > 0)) not in known:
                known.add(key)
                found.append(one.moment)
        yield case, found


def sample_of(cases: Iterable[Case], latest_s: float) -> list[tuple[Case, Moment]]:
    """After each kind of event at each kind of place, and halfway to the next event: where that comes soonest."""
    soonest: dict[tuple[str, str, bool], tuple[float, Case, Moment]] = {}
    for case in cases:
        for one in _placed(case):
            key = (one.place, one.last, one.moment.after_s > 0)
            if one.at_s <= latest_s and (key not in soonest or one.at_s < soonest[key][0]):
                soonest[key] = one.at_s, case, one.moment
    return [(case, moment) for _, case, moment in soonest.values()]


def _placed(case: Case) -> Iterator[_Placed]:
    times_s = [0.0, *(float(event.split()[0]) for event in case.timed)]
    for number, (now_s, next_s) in enumerate(itertools.pairwise(times_s)):
        so_far = tuple(case.told[:number])
        yield _Placed(Moment(number + 1, 0.0), now_s, so_far)
        if next_s > now_s:
            yield _Placed(Moment(number + 1, (next_s - now_s) / 2), (now_s + next_s) / 2, so_far)


def is_over(events: list[CallEvent], moment: Moment, within_s: float) -> bool:
    """Whether every call has ended, and where there is but one, `within_s` after its caller had gone."""
    ends = sum(isinstance(event, CallEnded) for event in events)
    starts = sum(isinstance(event, CallStarted) for event in events)
    last = events[-1]
    passed_s = (last.at - events[moment.events - 1].at).total_seconds() - moment.after_s
    return isinstance(last, CallEnded) and ends == starts and (starts > 1 or passed_s <= within_s)
