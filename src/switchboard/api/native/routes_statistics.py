"""What callers did, by period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import statistics, today
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.moments import Moments, count_of
from switchboard.api.native.problem import refused_parameter
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes_statistics import (
    CallStatistics,
    ExtensionsStatistics,
    Interval,
    MenusStatistics,
    MenuStatistics,
    QueuesStatistics,
    TodayStatistics,
    TrunksStatistics,
)
from switchboard.api.native.statistics import Sums, by_object
from switchboard.call.tally import WHOLE
from switchboard.model.base import Document, Instant
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.queue import Queue
from switchboard.model.trunk import Trunk
from switchboard.store.calls.sums import Period, Sum, read_sums

DIGEST_S: Final = 1.0
"""How long a report waits until the last calls are counted."""

MOST_MOMENTS: Final = 1000
_A_WEEK = timedelta(days=7)
_LONGEST = timedelta(days=2 * 366)
_TAG = "statistics"
_Interval = Annotated[Interval, Query()]


def _asked(
    since: Annotated[Instant | None, Query()] = None, until: Annotated[Instant | None, Query()] = None
) -> tuple[Instant | None, Instant | None]:
    return since, until


Asked = Annotated[tuple[Instant | None, Instant | None], Depends(_asked)]


@dataclass(frozen=True, slots=True)
class _Report:
    """What a report is made of."""

    tenant: int
    configuration: Configuration
    period: Period
    zone: ZoneInfo
    behind: int

    @property
    def head(self) -> dict[str, Any]:
        return {
            "since": self.period.since.astimezone(self.zone),
            "until": self.period.until.astimezone(self.zone),
            "timezone": self.zone.key,
            "behind": self.behind,
        }

    def moments(self, interval: Interval) -> Moments:
        """Raises Refusal 422 for more than a page can show."""
        if count_of(self.period, interval) > MOST_MOMENTS:
            raise refused_parameter("interval", f"there would be more than {MOST_MOMENTS} in the period", "too-many")
        return Moments(self.period, interval, self.zone)


class StatisticsRoutes:
    """Reports that are read from sums."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._services = services
        self._configurations = configurations

    def add_to(self, face: Face) -> None:
        def add(path: str, gives: type[Any], handler: Any, name: str) -> None:
            face.add(Operation("GET", path, "viewer", gives=gives), handler, _TAG, name)

        add("/statistics/calls", CallStatistics, self.calls, "read_call_statistics")
        add("/statistics/today", TodayStatistics, self.today, "read_today_statistics")
        add("/statistics/menus", MenusStatistics, self.menus, "read_menus_statistics")
        add("/statistics/extensions", ExtensionsStatistics, self.extensions, "read_extensions_statistics")
        add("/statistics/trunks", TrunksStatistics, self.trunks, "read_trunks_statistics")
        add("/statistics/queues", QueuesStatistics, self.queues, "read_queues_statistics")
        add("/ivrs/{id}/statistics", MenuStatistics, self.menu, "read_ivr_statistics")

    async def calls(self, request: Request, asked: Asked, interval: _Interval = "day") -> Response:
        """How many calls there were, when, and what became of them."""
        report = await self._report(request, asked)
        moments = report.moments(interval)
        quarters = await self._sums(report, [WHOLE], by_quarter=True)
        sums = Sums(quarters)
        return json_of(
            CallStatistics(
                **report.head,
                calls=sums.times("came"),
                outside=sums.times("came", "outside"),
                inside=sums.times("came", "inside"),
                placed=sums.times("came", "placed"),
                outcomes=statistics.outcomes_of(sums),
                talks=sums.times("talked"),
                talk_s=round(sums.seconds("talked"), 1),
                wait_mean_s=sums.mean_s("outcome", "answered"),
                wait_longest_s=sums.longest_s("outcome", "answered"),
                patience_mean_s=sums.mean_s("outcome", "abandoned"),
                patience_longest_s=sums.longest_s("outcome", "abandoned"),
                moments=statistics.call_moments(quarters, moments),
                week=statistics.week_hours(quarters, report.zone),
            )
        )

    async def today(self, request: Request) -> Response:
        """The calls of today beside those of the same weekday before, and the keys that were pressed most."""
        client, now = client_of(request), self._services.clock.now()
        configuration = await self._configurations.current(client.tenant)
        zone = ZoneInfo(configuration.office.timezone)
        period = today.today_of(now, zone)
        report = await self._report(request, (period.since, period.until))
        came = await self._sums(report, [WHOLE], by_quarter=True)
        alike = [
            await read_sums(self._services.database, client.tenant, one, objects=[WHOLE], by_quarter=True)
            for one in today.days_alike(now, zone)
        ]
        sums = Sums(came)
        return json_of(
            TodayStatistics(
                **report.head,
                calls=sums.times("came"),
                lost=today.lost_in(sums),
                outcomes=statistics.outcomes_of(sums),
                usual=today.usual_by_now(alike, report.period.until, zone),
                hours=today.hours_of(came, alike, zone),
                keys=today.keys_pressed(await self._sums_of(report, Ivr), configuration),
            )
        )

    async def menus(self, request: Request, asked: Asked) -> Response:
        """What callers did in each menu."""
        report = await self._report(request, asked)
        sums = await self._sums_of(report, Ivr)
        menus = sorted(report.configuration.all(Ivr), key=lambda one: one.document.number)
        return json_of(MenusStatistics(**report.head, menus=[statistics.menu_row(one, sums[one.id]) for one in menus]))

    async def menu(self, request: Request, id: Id, asked: Asked, interval: _Interval = "day") -> Response:
        """What callers did in a menu: which keys they pressed, when, and where they went."""
        report = await self._report(request, asked)
        menu = report.configuration.get(Ivr, id)
        if menu is None:
            raise errors.NotFound(Ivr.kind, id)
        moments = report.moments(interval)
        quarters = await self._sums(report, [id], by_quarter=True)
        sums = Sums(quarters)
        return json_of(
            MenuStatistics(
                **report.head,
                menu=statistics.menu_shown(menu, sums),
                keys=statistics.keys_of(sums, "key"),
                wrong_keys=statistics.keys_of(sums, "wrong"),
                dialled=statistics.ways_of(sums),
                went=statistics.places_of(sums, report.configuration),
                moments=statistics.menu_moments(quarters, moments),
            )
        )

    async def extensions(self, request: Request, asked: Asked) -> Response:
        """How much extensions called, were called, and talked."""
        report = await self._report(request, asked)
        sums = await self._sums_of(report, Extension)
        found = sorted(report.configuration.all(Extension), key=lambda one: one.document.number)
        shown = [statistics.extension_shown(one, sums[one.id]) for one in found if one.id in sums]
        return json_of(ExtensionsStatistics(**report.head, extensions=shown))

    async def trunks(self, request: Request, asked: Asked) -> Response:
        """How much went through trunks."""
        report = await self._report(request, asked)
        sums = await self._sums_of(report, Trunk)
        found = sorted(report.configuration.all(Trunk), key=lambda one: one.document.name)
        shown = [statistics.trunk_shown(one, sums[one.id]) for one in found]
        return json_of(TrunksStatistics(**report.head, trunks=shown))

    async def queues(self, request: Request, asked: Asked) -> Response:
        """How queues did."""
        report = await self._report(request, asked)
        sums = await self._sums_of(report, Queue)
        found = sorted(report.configuration.all(Queue), key=lambda one: one.document.number)
        shown = [statistics.queue_shown(one, sums[one.id]) for one in found]
        return json_of(QueuesStatistics(**report.head, queues=shown))

    async def _report(self, request: Request, asked: tuple[Instant | None, Instant | None]) -> _Report:
        """Raises Refusal 422."""
        since, until = asked
        until = until or self._services.clock.now()
        since = since or until - _A_WEEK
        if since > until:
            raise refused_parameter("since", "it must not be after `until`")
        if until - since > _LONGEST:
            raise refused_parameter("since", "the period must not be longer than two years")
        tenant = client_of(request).tenant
        configuration = await self._configurations.current(tenant)
        behind = await self._services.digest.catch_up_within(DIGEST_S)
        zone = ZoneInfo(configuration.office.timezone)
        return _Report(tenant, configuration, Period.around(since, until), zone, behind)

    async def _sums_of(self, report: _Report, family: type[Document]) -> Mapping[int, Sums]:
        return by_object(await self._sums(report, [one.id for one in report.configuration.all(family)]))

    async def _sums(self, report: _Report, objects: list[int], *, by_quarter: bool = False) -> list[Sum]:
        database = self._services.database
        return await read_sums(database, report.tenant, report.period, objects=objects, by_quarter=by_quarter)
