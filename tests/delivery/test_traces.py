"""Which calls a collector is told of."""

from datetime import UTC, datetime, timedelta

import pytest

from switchboard.clock import SystemClock
from switchboard.config import TelemetrySettings
from switchboard.delivery import traces
from switchboard.delivery.traces import MOST_CALLS, NoTelemetry, Traces
from switchboard.store.calls.digest import EndedCall
from switchboard.store.db.database import Database

pytestmark = pytest.mark.interop


def telling(share: float = 1) -> Traces:
    settings = TelemetrySettings(url="http://127.0.0.1:9/v1/traces", share=share)
    return Traces(Database("sqlite+aiosqlite://"), settings, SystemClock())


def ended(name: str, ago: timedelta = timedelta()) -> EndedCall:
    return EndedCall(1, name, datetime.now(UTC) - ago)


async def test_what_was_long_ago_is_not_told() -> None:
    one = telling()
    one.take(ended("old", timedelta(hours=2)))
    one.take(ended("new", timedelta(minutes=2)))
    assert one.waiting == 1


@pytest.mark.parametrize(("share", "least", "most"), [(0, 0, 0), (0.5, 60, 140), (1, 200, 200)])
async def test_a_share_of_the_calls_is_told(share: float, least: int, most: int) -> None:
    one = telling(share)
    for number in range(200):
        one.take(ended(f"call {number}"))
    assert least <= one.waiting <= most


async def test_no_more_than_so_many_wait() -> None:
    one = telling()
    for number in range(MOST_CALLS + 3):
        one.take(ended(f"call {number}"))
    assert one.waiting == MOST_CALLS


async def test_without_the_packages_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "has_sdk", lambda: False)
    with pytest.raises(NoTelemetry, match=r"switchboard-ivr\[otel\]"):
        telling()
