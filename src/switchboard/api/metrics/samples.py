"""The samples of a machine, read from what its processes answered. Gauges and counters that have few labels are there
from the start with 0, because a query finds no rate of what was not there.
"""

import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import product
from typing import Final, NamedTuple, TypeVar, get_args

from switchboard.api.status import Machine
from switchboard.call.cause import Cause
from switchboard.call.outcome import Outcome
from switchboard.measures import CallMeasures, Distribution, MediaMeasures
from switchboard.status import (
    ApiReport,
    CallsFigures,
    CallsReport,
    MediaReport,
    SipFigures,
    Status,
    TrunkState,
)

Label = TypeVar("Label", bound=str)

DIRECTIONS: Final = ("inbound", "internal", "placed")
STAGES: Final = ("setup", "dialogue", "queue", "conference", "talk")
TARGETS: Final = ("extension", "trunk", "several")
DIAL_OUTCOMES: Final = ("answered", *(cause.value for cause in Cause))


class Sample(NamedTuple):
    """A value of a metric, for these values of its labels."""

    metric: str
    labels: tuple[str, ...]
    value: float | Distribution


def samples(machine: Machine) -> Iterator[Sample]:
    """All of a machine; those of processes that did not answer are missing."""
    yield from _of_processes(machine.status)
    if machine.api is not None:
        yield from _of_api(machine.api)
    if machine.calls is not None:
        yield from _of_calls(machine.calls)
        for index, report in enumerate(machine.calls.media):
            if report is not None:
                yield from _of_media(f"media-{index}", report)


def _of_processes(status: Status) -> Iterator[Sample]:
    labels = (version("switchboard-ivr"), platform.python_version(), status.node)
    yield Sample("switchboard_build_info", labels, 1)
    for process in status.processes:
        if process.answers is not None:
            yield Sample("switchboard_process_up", (process.name,), process.answers)
        if process.since is not None:
            yield Sample("switchboard_process_start_time_seconds", (process.name,), process.since.timestamp())


def _of_load(name: str, report: ApiReport | CallsReport | MediaReport) -> Iterator[Sample]:
    load = report.load
    if load is None:
        return
    yield Sample("switchboard_process_cpu_seconds_total", (name,), load.cpu_s)
    yield Sample("switchboard_process_resident_memory_bytes", (name,), load.memory_bytes)
    yield Sample("switchboard_process_open_fds", (name,), load.descriptors)
    yield Sample("switchboard_process_max_fds", (name,), load.most_descriptors)
    if load.lag_ms is not None:
        yield Sample("switchboard_loop_lag_seconds", (name,), load.lag_ms)


def _of_calls(report: CallsReport) -> Iterator[Sample]:
    figures, measures = report.figures, report.measures
    yield from _of_load("calls", report)
    yield from _of_line(figures)
    yield from _by("switchboard_calls_ended_total", figures.calls.ended, (cause.value for cause in Cause))
    yield Sample("switchboard_callers_blocked_total", (), figures.calls.blocked)
    if figures.sip is not None:
        yield from _of_sip(figures.sip)
    if measures is not None:
        yield Sample("switchboard_draining", (), measures.draining)
        yield Sample("switchboard_record_write_seconds", (), measures.write_ms)
        yield from _of_measured_calls(measures.calls)


def _of_line(figures: CallsFigures) -> Iterator[Sample]:
    yield Sample("switchboard_registrations", (), figures.registrations)
    yield Sample("switchboard_subscriptions", (), figures.subscriptions)
    yield from _by("switchboard_trunks", figures.trunks, get_args(TrunkState))
    yield from _by("switchboard_music_streams", figures.music_streams)
    yield Sample("switchboard_record_rows_waiting", (), figures.records.waiting)
    yield Sample("switchboard_record_rows_dropped_total", (), figures.records.dropped)


def _of_measured_calls(calls: CallMeasures) -> Iterator[Sample]:
    yield from _by_two("switchboard_calls", calls.now, DIRECTIONS, STAGES)
    yield from _by("switchboard_calls_started_total", calls.started, DIRECTIONS)
    yield from _by_two("switchboard_dials_total", calls.dials, TARGETS, DIAL_OUTCOMES)
    for by, answered in calls.answer_ms.items():
        yield Sample("switchboard_answer_seconds", (by,), answered)
    yield from _by("switchboard_tenant_calls", calls.tenants_now)
    yield from _by("switchboard_tenant_calls_started_total", calls.tenants_started)


def _of_sip(sip: SipFigures) -> Iterator[Sample]:
    messages = {"received": sip.received, "sent": sip.sent}
    troubles = {
        "malformed": sip.malformed,
        "dropped": sip.dropped,
        "merged": sip.merged,
        "send_failure": sip.send_failures,
        "unmatched_response": sip.unmatched_responses,
        "unmatched_ack": sip.unmatched_acks,
        "handler_fault": sip.handler_faults,
    }
    yield from _by("switchboard_sip_messages_total", messages)
    yield from _by("switchboard_sip_responses_total", sip.responses)
    yield from _by("switchboard_sip_troubles_total", troubles)
    yield from _by("switchboard_sip_refused_total", sip.refused, ("late", "media"))
    transactions = {"server": sip.server_transactions, "client": sip.client_transactions}
    yield from _by("switchboard_sip_transactions", transactions)


def _of_media(name: str, report: MediaReport) -> Iterator[Sample]:
    figures = report.figures
    yield from _of_load(name, report)
    yield Sample("switchboard_media_streams", (name,), figures.streams)
    yield Sample("switchboard_media_late_slots_total", (name,), figures.late_slots)
    yield Sample("switchboard_media_idle_seconds_total", (name,), figures.idle_s)
    for reason, number in figures.refused_commands.items():
        yield Sample("switchboard_media_refused_commands_total", (name, reason), number)
    if report.measures is not None:
        yield from _of_packets(name, report.measures)


def _of_packets(name: str, media: MediaMeasures) -> Iterator[Sample]:
    packets, lost = "switchboard_rtp_packets_total", "switchboard_rtp_packets_lost_total"
    yield Sample(packets, (name, "sent"), media.sent)
    yield Sample(packets, (name, "received"), media.received)
    yield Sample(lost, (name, "sent"), media.peer_lost)
    yield Sample(lost, (name, "received"), media.lost)
    yield Sample("switchboard_rtp_loss_ratio", (name, "sent"), media.peer_loss_percent)
    yield Sample("switchboard_rtp_loss_ratio", (name, "received"), media.loss_percent)
    yield Sample("switchboard_rtp_jitter_seconds", (name,), media.jitter_ms)
    yield Sample("switchboard_rtp_round_trip_seconds", (name,), media.round_trip_ms)
    yield Sample("switchboard_rtp_mos", (name, "received"), media.mos)
    yield Sample("switchboard_rtp_mos", (name, "sent"), media.peer_mos)
    yield Sample("switchboard_key_to_prompt_seconds", (name,), media.prompt_ms)


def _of_api(report: ApiReport) -> Iterator[Sample]:
    figures, measures = report.figures, report.measures
    yield from _of_load("api", report)
    for face, statuses in figures.requests.items():
        for status, number in statuses.items():
            yield Sample("switchboard_http_requests_total", (face, status), number)
    yield Sample("switchboard_database_up", (), figures.outbox is not None)
    if figures.outbox is not None and figures.feed is not None:
        waiting = {"waiting": figures.outbox.waiting, "failed": figures.outbox.failed}
        yield from _by("switchboard_outbox_messages", waiting)
        yield Sample("switchboard_event_listeners", (), figures.feed.listeners)
        yield Sample("switchboard_events_behind", (), figures.feed.behind)
    if measures is not None:
        yield from _by("switchboard_calls_outcomes_total", measures.outcomes, get_args(Outcome))
        if measures.query_ms is not None:
            yield Sample("switchboard_database_query_seconds", (), measures.query_ms / 1000)


def _by(metric: str, numbers: Mapping[Label, int], always: Iterable[Label] = ()) -> Iterator[Sample]:
    """A sample for each value of the one label, and for those that are `always` there."""
    for label, number in (dict.fromkeys(always, 0) | dict(numbers)).items():
        yield Sample(metric, (label,), number)


def _by_two(
    metric: str, numbers: Mapping[str, Mapping[str, int]], firsts: Iterable[str], seconds: Iterable[str]
) -> Iterator[Sample]:
    for first, second in product(firsts, seconds):
        yield Sample(metric, (first, second), numbers.get(first, {}).get(second, 0))
