"""The mean opinion score that the E-model expects."""

import pytest

from switchboard.media.mos import mos

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("loss", "jitter", "round_trip", "expected"),
    [
        (0, 0, None, 4.4),  # the best that narrowband telephony can have
        (0, 0, 300, 4.3),
        (0, 0, 800, 2.9),  # they get in each other's way
        (1, 5, 40, 4.3),
        (5, 5, 40, 3.9),
        (20, 20, 100, 2.5),
        (100, 0, None, 1.1),
        (500, 1e9, 1e9, 1.0),  # whatever somebody tells by RTCP
    ],
)
def test_loss_and_delay_make_it_worse(loss: float, jitter: float, round_trip: float | None, expected: float) -> None:
    assert mos(loss, jitter, round_trip) == pytest.approx(expected, abs=0.1)


def test_more_loss_is_never_better() -> None:
    scores = [mos(loss) for loss in range(101)]
    assert scores == sorted(scores, reverse=True)
