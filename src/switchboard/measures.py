"""What processes measure beside the figures of the status: for `/metrics` alone, because people cannot read so much.

All count from the start of their process. Labels are words of ours, never what callers or clients send.
"""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict

from switchboard.histogram import Histogram


class Measured(BaseModel):
    """What all of these share: frozen, and nothing beside the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Distribution(Measured):
    """A histogram as it is told: so many values within each bound, and in the end so many beyond."""

    bounds: tuple[float, ...]
    counts: tuple[int, ...]
    total: float

    @classmethod
    def of(cls, histogram: Histogram) -> Self:
        """As it is now."""
        return cls(bounds=histogram.bounds, counts=tuple(histogram.counts), total=histogram.total)


class ProcessLoad(Measured):
    """What a process takes of its machine. `lag_ms` is how late its event loop was; None where it has no such loop."""

    cpu_s: float
    memory_bytes: int
    descriptors: int
    most_descriptors: int
    lag_ms: Distribution | None = None


class CallMeasures(Measured):
    """Calls of this process.

    `now` are those that go on by direction, then by stage; `started` by direction. `dials` are ends of dialling by
    whom, then by outcome. `answer_ms` is from INVITE to 200: of calls that Switchboard answers itself, and of those
    that a callee answers. `tenants_now` and `tenants_started` are by tenant, as far as the settings want that.
    """

    now: Mapping[str, Mapping[str, int]]
    started: Mapping[str, int]
    dials: Mapping[str, Mapping[str, int]]
    answer_ms: Mapping[str, Distribution]
    tenants_now: Mapping[str, int] = {}
    tenants_started: Mapping[str, int] = {}


class CallsMeasures(Measured):
    """Of the calls process. `write_ms` is how long the database takes to write a batch of the record of calls."""

    draining: bool
    calls: CallMeasures
    write_ms: Distribution


class MediaMeasures(Measured):
    """Of a media worker.

    `sent`, `received` and `lost` are packets of streams that have ended, `lost` of those that phones should have sent,
    `peer_lost` of ours, as they said by RTCP. The distributions are of these streams, too, each by what is known of it
    at its end: `loss_percent` and `jitter_ms` of what came here, `round_trip_ms` by RTCP, `mos` and `peer_mos` how good
    that was for people here and there. `prompt_ms` is from a key
    until the prompt that follows begins.
    """

    sent: int
    received: int
    lost: int
    peer_lost: int
    loss_percent: Distribution
    peer_loss_percent: Distribution
    jitter_ms: Distribution
    round_trip_ms: Distribution
    mos: Distribution
    peer_mos: Distribution
    prompt_ms: Distribution


class ApiMeasures(Measured):
    """Of the api process. `query_ms` is how long the database takes for a small query, as each scrape makes one; None:
    it did not answer.
    """

    query_ms: float | None
    outcomes: Mapping[str, int] = {}
