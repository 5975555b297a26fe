"""`/metrics`: what it tells of a machine, and whom. What is told is what docs/metrics.md says."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr
from starlette.applications import Starlette

from switchboard.api.metrics.catalogue import CATALOGUE
from switchboard.api.metrics.exposition import exposition
from switchboard.api.metrics.samples import Sample, samples
from switchboard.api.metrics.scraping import Scraping
from switchboard.api.status import Machine, machine_without_api
from switchboard.config import MetricsSettings, Settings
from switchboard.measures import ApiMeasures, CallsMeasures, Distribution
from switchboard.media.measuring import Measuring
from switchboard.process_load import own_load
from switchboard.processes.call_counts import CallCounts
from switchboard.status import (
    ApiFigures,
    ApiReport,
    CallFigures,
    CallsFigures,
    CallsReport,
    FeedFigures,
    MediaFigures,
    MediaReport,
    OutboxFigures,
    RecordFigures,
    SipFigures,
)

pytestmark = pytest.mark.api

PAGE = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text()
ROWS = re.findall(r"^\| `(switchboard_\w+)` \| (\w+) \| ([^|]*)\|", PAGE, re.MULTILINE)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SPREAD = Distribution(bounds=(10.0, 250.0), counts=(3, 1, 1), total=660.0)


def test_the_page_has_every_metric_with_its_labels() -> None:
    told = [(name, kind, tuple(re.findall(r"`(\w+)`", labels))) for name, kind, labels in ROWS]
    assert told == [(metric.name, metric.kind, metric.labels) for metric in CATALOGUE]


def a_machine() -> Machine:
    """One of which everything is known."""
    counts = CallCounts(1)
    counts.tenants_now["1"] = counts.tenants_started["1"] = 2
    sip = SipFigures(
        received=9,
        sent=8,
        send_failures=0,
        malformed=1,
        dropped=0,
        merged=0,
        unmatched_responses=0,
        unmatched_acks=0,
        handler_faults=0,
        responses={"200": 3},
        server_transactions=1,
        client_transactions=0,
    )
    media = MediaReport(
        pid=18,
        since=NOON,
        figures=MediaFigures(streams=2, late_slots=0, idle_s=9, refused_commands={"no-port": 1}),
        load=own_load(),
        measures=Measuring().measures(),
    )
    calls = CallsReport(
        pid=17,
        since=NOON,
        figures=CallsFigures(
            calls=CallFigures(now=1, started=3, ended={"normal": 1}),
            sip=sip,
            registrations=2,
            subscriptions=1,
            music_streams={"idle": 1},
            records=RecordFigures(waiting=0, dropped=0),
        ),
        media=(media, None),
        load=own_load(),
        measures=CallsMeasures(draining=False, calls=counts.measures(), write_ms=SPREAD),
    )
    api = ApiReport(
        pid=16,
        since=NOON,
        figures=ApiFigures(
            requests={"native": {"200": 4}},
            outbox=OutboxFigures(waiting=1, failed=0),
            feed=FeedFigures(listeners=1, behind=0),
        ),
        load=own_load(),
        measures=ApiMeasures(query_ms=1.5, outcomes={"answered": 2}),
    )
    of_calls = machine_without_api(Settings(), calls)
    return Machine(of_calls.status, api, calls)


def scraped(text: bytes) -> Mapping[str, Mapping[tuple[str, ...], float]]:
    """The samples by name, and by the values of their labels in the order of their names, as Prometheus' own parser
    reads them.
    """
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text.decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(value for _, value in sorted(sample.labels.items()))] = sample.value
    return found


def test_every_metric_has_samples_whose_labels_fit() -> None:
    found = [*samples(a_machine())]
    assert {sample.metric for sample in found} | {"switchboard_loop_lag_seconds"} == {one.name for one in CATALOGUE}
    labels = {metric.name: len(metric.labels) for metric in CATALOGUE}
    assert all(len(sample.labels) == labels[sample.metric] for sample in found)


def test_what_is_scraped_can_be_read() -> None:
    told = scraped(exposition(samples(a_machine())))
    assert told["switchboard_calls_ended_total"]["normal",] == 1
    assert told["switchboard_calls_ended_total"]["busy",] == 0  # from the start, or its first increase would not show
    assert told["switchboard_calls"]["inbound", "talk"] == 0
    assert told["switchboard_tenant_calls"]["1",] == 2
    assert told["switchboard_media_refused_commands_total"]["media-0", "no-port"] == 1
    assert told["switchboard_record_write_seconds_bucket"] == {("0.01",): 3, ("0.25",): 4, ("+Inf",): 5}
    assert told["switchboard_record_write_seconds_sum"][()] == pytest.approx(0.66)
    assert told["switchboard_record_write_seconds_count"][()] == 5
    assert told["switchboard_database_query_seconds"][()] == pytest.approx(0.0015)


def test_a_node_can_have_any_name() -> None:
    told = scraped(exposition([Sample("switchboard_build_info", ("1", "3", 'a"b\n}c'), 1)]))
    assert told["switchboard_build_info"]['a"b\n}c', "3", "1"] == 1


class Machines:
    """Counts how often a machine was asked; it answers when it is `ready`."""

    def __init__(self) -> None:
        self.asked = 0
        self.begun = asyncio.Event()
        self.ready = asyncio.Event()

    async def measure(self) -> Machine:
        self.asked += 1
        self.begun.set()
        await self.ready.wait()
        return a_machine()


@asynccontextmanager
async def scrapers(
    settings: MetricsSettings, machines: Machines, address: str = "127.0.0.1"
) -> AsyncIterator[httpx.AsyncClient]:
    """Whoever asks from that address."""
    app = Starlette()
    app.add_route("/metrics", Scraping(settings, machines.measure).answer)
    transport = httpx.ASGITransport(app, client=(address, 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://pbx") as client:
        yield client


TOKEN = MetricsSettings(token=SecretStr("s3cret"))


@pytest.mark.parametrize(
    ("settings", "address", "headers", "status"),
    [
        (MetricsSettings(), "127.0.0.1", {}, 200),
        (MetricsSettings(), "::1", {}, 200),
        (MetricsSettings(), "::ffff:127.0.0.1", {}, 200),
        (MetricsSettings(), "192.0.2.7", {}, 403),
        (MetricsSettings(), "", {}, 403),
        (MetricsSettings(), "192.0.2.7", {"Authorization": "Bearer "}, 403),
        (MetricsSettings(), "127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 403),
        (MetricsSettings(), "127.0.0.1", {"Via": "1.1 proxy"}, 403),
        (TOKEN, "192.0.2.7", {"Authorization": "Bearer s3cret"}, 200),
        (TOKEN, "192.0.2.7", {"Authorization": "Bearer s3cre"}, 403),
        (TOKEN, "192.0.2.7", {"Authorization": "s3cret"}, 403),
        (TOKEN, "127.0.0.1", {"X-Forwarded-For": "192.0.2.7", "Authorization": "Bearer s3cret"}, 200),
    ],
)
async def test_who_may_scrape(settings: MetricsSettings, address: str, headers: dict[str, str], status: int) -> None:
    machines = Machines()
    machines.ready.set()
    async with scrapers(settings, machines, address) as client:
        answer = await client.get("/metrics", headers=headers)
    assert (answer.status_code, machines.asked) == (status, int(status == 200))


async def test_many_at_once_cost_as_much_as_one() -> None:
    machines = Machines()
    async with scrapers(MetricsSettings(), machines) as client:
        scrapes: list[asyncio.Task[httpx.Response]] = [asyncio.create_task(client.get("/metrics")) for _ in range(5)]
        await machines.begun.wait()
        scrapes[0].cancel()  # whoever asked first goes away
        machines.ready.set()
        answers = await asyncio.gather(*scrapes[1:])
    assert {answer.status_code for answer in answers} == {200}
    assert machines.asked == 1


async def test_a_secret_token_is_shown_by_nothing() -> None:
    assert "s3cret" not in repr(TOKEN) + TOKEN.model_dump_json()
