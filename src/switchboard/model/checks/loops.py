"""Circles in which callers go round who do nothing, until a limit ends their calls (the call semantics, section 12)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from switchboard.model.base import Document
from switchboard.model.checks.circles import circles, way_round
from switchboard.model.checks.finding import Code, Finding
from switchboard.model.checks.survey import Survey
from switchboard.model.destination import PlayAndReturn, Repeat
from switchboard.model.ivr import Ivr
from switchboard.model.parts import Steps
from switchboard.model.queue import Queue
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

_MOST_NAMES: Final = 8
"""So many places of a circle are named."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where callers go who do nothing, and where that stands. `quiet`: at once, without hearing anything."""

    steps: Steps
    target: int
    quiet: bool


def loops(survey: Survey) -> Iterator[Finding]:
    edges = {stored.id: list(_edges(survey, stored)) for stored in survey.objects}
    quiet = {id: [edge for edge in some if edge.quiet] for id, some in edges.items()}
    told: set[int] = set()
    yield from _told(survey, quiet, "endless-loop", told)
    yield from _told(survey, edges, "silent-loop", told)


def _told(survey: Survey, edges: Mapping[int, Sequence[_Edge]], code: Code, told: set[int]) -> Iterator[Finding]:
    """A finding at each object of each circle that was not told before."""
    objects = {stored.id: stored for stored in survey.objects}
    graph = {id: [edge.target for edge in some] for id, some in edges.items()}
    for circle in circles(graph):
        way = _named([objects[id] for id in way_round(graph, circle)])
        for id in sorted(circle - told):
            steps = next(edge.steps for edge in edges[id] if edge.target in circle)
            yield Finding.at(objects[id], code, *steps, way=way)
        told |= circle


def _named(way: Sequence[Stored[Document]]) -> str:
    names = [stored.document.name for stored in way]
    shown = names if len(names) <= _MOST_NAMES else [*names[: _MOST_NAMES - 2], "…", names[-1]]
    return " → ".join(shown)


def _edges(survey: Survey, stored: Stored[Document]) -> Iterator[_Edge]:
    fields, quiet = _followed(survey, stored.document)
    for way in survey.ways(stored.id):
        if way.steps[0] in fields:
            again = isinstance(way.to, Repeat | PlayAndReturn) and way.steps[0] == "no_input"
            target = stored.id if again else survey.target(way.to)
            if target is not None:
                yield _Edge(way.steps, target, quiet)


def _followed(survey: Survey, document: Document) -> tuple[Sequence[str], bool]:
    """The fields by which callers leave who do nothing, and whether they hear nothing before."""
    match document:
        case TimeCondition():
            return ("holiday", "open", "closed"), True
        case Ivr(night=night) if night.route and (night.enabled or survey.configuration.office.night_mode):
            return ("night",), True
        case Ivr():
            return ("no_input",), False
        case RingGroup():
            return ("failover",), False
        case Queue():
            return ("failover", "on_full", "on_empty"), False
    return (), False
