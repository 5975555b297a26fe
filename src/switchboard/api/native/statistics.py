"""Sums of calls, put together for people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from switchboard.api.native.moments import Moments
from switchboard.api.native.shapes_statistics import (
    CallMoment,
    ExtensionShown,
    KeyCount,
    MenuMoment,
    MenuRow,
    MenuShown,
    Moment,
    PlaceCount,
    QueueShown,
    TrunkShown,
    WayCount,
    WeekHour,
)
from switchboard.call.outcome import Outcome
from switchboard.call.queue import LeaveReason
from switchboard.call.tally import Measure
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.queue import Queue
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.store.calls.sums import Sum

M = TypeVar("M", bound=Moment)


class Sums:
    """The sums of one object."""

    def __init__(self, sums: Iterable[Sum] = ()) -> None:
        self._by_measure: dict[str, list[Sum]] = defaultdict(list)
        for one in sums:
            self._by_measure[one.measure].append(one)

    def times(self, measure: Measure, detail: str | None = None) -> int:
        return sum(one.times for one in self._of(measure, detail))

    def seconds(self, measure: Measure, detail: str | None = None) -> float:
        return sum(one.took_ms for one in self._of(measure, detail)) / 1000

    def mean_s(self, measure: Measure, detail: str | None = None) -> float | None:
        times = self.times(measure, detail)
        return round(self.seconds(measure, detail) / times, 1) if times else None

    def longest_s(self, measure: Measure, detail: str | None = None) -> float | None:
        return max((one.longest_ms / 1000 for one in self._of(measure, detail)), default=None)

    def details(self, measure: Measure) -> list[tuple[str, int]]:
        """Each detail with how often it was, the most frequent first."""
        counts: Counter[str] = Counter()
        for one in self._of(measure, None):
            counts[one.detail] += one.times
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def _of(self, measure: Measure, detail: str | None) -> list[Sum]:
        found = self._by_measure.get(measure, [])
        return found if detail is None else [one for one in found if one.detail == detail]


def by_object(sums: Iterable[Sum]) -> Mapping[int, Sums]:
    found: dict[int, list[Sum]] = defaultdict(list)
    for one in sums:
        found[one.object].append(one)
    return defaultdict(Sums, {id: Sums(theirs) for id, theirs in found.items()})


def outcomes_of(sums: Sums) -> dict[Outcome, int]:
    return cast(dict[Outcome, int], dict(sums.details("outcome")))


def call_moments(sums: Iterable[Sum], moments: Moments) -> list[CallMoment]:
    def shown(at: datetime, theirs: Sums) -> CallMoment:
        return CallMoment(at=at, calls=theirs.times("came"), outcomes=outcomes_of(theirs))

    return _by_moment(sums, moments, shown)


def week_hours(sums: Iterable[Sum], zone: ZoneInfo) -> list[WeekHour]:
    """Those in which calls came in, in order."""
    calls, answered = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for one in sums:
        assert one.at is not None
        local = one.at.astimezone(zone)
        key = local.isoweekday(), local.hour
        if one.measure == "came":
            calls[key] += one.times
        elif one.measure == "outcome" and one.detail == "answered":
            answered[key] += one.times
    return [
        WeekHour(weekday=day, hour=hour, calls=calls[day, hour], answered=answered[day, hour])
        for day, hour in sorted(calls)
    ]


def menu_shown(menu: Stored[Ivr], sums: Sums) -> MenuShown:
    return MenuShown(
        ivr=menu.id,
        number=menu.document.number,
        name=menu.document.name,
        entries=sums.times("entered"),
        calls=sums.times("visited"),
        chosen=_chosen(sums),
        wrong=sums.times("wrong"),
        silence=sums.times("silence"),
        gave_up=sums.times("gave_up"),
        patience_mean_s=sums.mean_s("gave_up"),
        stay_mean_s=sums.mean_s("stayed"),
        stay_longest_s=sums.longest_s("stayed"),
    )


def menu_row(menu: Stored[Ivr], sums: Sums) -> MenuRow:
    return MenuRow(**menu_shown(menu, sums).model_dump(), keys=keys_of(sums, "key"))


def menu_moments(sums: Iterable[Sum], moments: Moments) -> list[MenuMoment]:
    def shown(at: datetime, theirs: Sums) -> MenuMoment:
        return MenuMoment(
            at=at,
            entries=theirs.times("entered"),
            chosen=_chosen(theirs),
            wrong=theirs.times("wrong"),
            silence=theirs.times("silence"),
            gave_up=theirs.times("gave_up"),
        )

    return _by_moment(sums, moments, shown)


def keys_of(sums: Sums, measure: Measure) -> list[KeyCount]:
    return [KeyCount(keys=keys, times=times) for keys, times in sums.details(measure)]


def ways_of(sums: Sums) -> list[WayCount]:
    return [WayCount(by=by, times=times) for by, times in sums.details("direct")]


def places_of(sums: Sums, configuration: Configuration) -> list[PlaceCount]:
    """Where callers went, with the names that the places have now."""
    found = []
    for place, times in sums.details("went"):
        kind, _, text = place.partition(":")
        id = int(text) if text else None
        document = _document(configuration, id)
        number, name = getattr(document, "number", ""), getattr(document, "name", "")
        found.append(PlaceCount(kind=kind, id=id, number=number, name=name, times=times))
    return found


def extension_shown(extension: Stored[Extension], sums: Sums) -> ExtensionShown:
    return ExtensionShown(
        extension=extension.id,
        number=extension.document.number,
        name=extension.document.name,
        made=sums.times("made"),
        rang=sums.times("rang"),
        answered=sums.times("answered"),
        talks=sums.times("talked"),
        talk_s=round(sums.seconds("talked"), 1),
        longest_talk_s=sums.longest_s("talked") or 0.0,
    )


def trunk_shown(trunk: Stored[Trunk], sums: Sums) -> TrunkShown:
    return TrunkShown(
        trunk=trunk.id,
        name=trunk.document.name,
        incoming=sums.times("made"),
        outgoing=sums.times("rang"),
        answered=sums.times("answered"),
        talks=sums.times("talked"),
        talk_s=round(sums.seconds("talked"), 1),
        skipped_full=sums.times("skipped", "full"),
        skipped_down=sums.times("skipped", "down"),
    )


def queue_shown(queue: Stored[Queue], sums: Sums) -> QueueShown:
    left = cast(dict[LeaveReason, int], dict(sums.details("queue_left")))
    return QueueShown(
        queue=queue.id,
        number=queue.document.number,
        name=queue.document.name,
        callers=sum(left.values()),
        left=left,
        wait_mean_s=sums.mean_s("queue_left", "agent"),
        wait_longest_s=sums.longest_s("queue_left", "agent"),
        patience_mean_s=sums.mean_s("queue_left", "caller"),
        patience_longest_s=sums.longest_s("queue_left", "caller"),
    )


def _chosen(sums: Sums) -> int:
    return sums.times("key") + sums.times("direct")


def _document(configuration: Configuration, id: int | None) -> Document | None:
    stored = None if id is None else configuration.get(Document, id)
    return stored.document if stored else None


def _by_moment(sums: Iterable[Sum], moments: Moments, shown: Callable[[datetime, Sums], M]) -> list[M]:
    parts: Sequence[list[Sum]] = [[] for _ in moments.starts]
    for one in sums:
        assert one.at is not None
        parts[moments.index(one.at)].append(one)
    return [shown(at, Sums(part)) for at, part in zip(moments.starts, parts, strict=True)]
