"""A day of 10,000 calls in virtual time, of two processes over one database."""

import time

import pytest

from tests.kit.queue_day import CALLS_A_DAY
from tests.store.queues.test_day_of_calls import check_day

pytestmark = [pytest.mark.soak]


def test_a_day_of_ten_thousand_calls(database_url: str) -> None:
    begin_s = time.monotonic()
    day = check_day(database_url, CALLS_A_DAY)
    print(f"{time.monotonic() - begin_s:.0f} s; {day.report}")
