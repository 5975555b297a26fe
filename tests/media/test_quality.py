"""What is told of a stream at its end, by direction."""

import random

import pytest

from switchboard.media import rtcp
from switchboard.media.control import Way
from switchboard.media.quality import came, went
from switchboard.media.reception import Reception
from switchboard.media.reporting import Reporter

pytestmark = pytest.mark.unit


def reporter(*, lost: int | None = None, jitter: int = 0) -> Reporter:
    """Whose peer has told that."""
    own = Reporter(7, "worker", 5.0, 0.0, random.Random(1))
    if lost is not None:
        block = rtcp.ReportBlock(7, 0, lost, 0, jitter, 0, 0)
        own.receive(rtcp.build(rtcp.ReceiverReport(9, (block,))), 1.0, 0)
    return own


def test_what_came() -> None:
    reception = Reception()
    for sequence in (1, 2, 4, 5):
        reception.arrived(9, sequence, sequence * 160, sequence * 160)
    found = came(reception, reporter())
    assert (found.packets, found.lost, found.loss_percent, found.jitter_ms) == (4, 1, 20.0, 0.0)
    assert found.mos is not None and 2 < found.mos < 3.5


def test_what_the_kernel_withheld_is_not_known() -> None:
    reception = Reception()
    reception.suspend(True)
    reception.arrived(9, 1, 160, 160)
    assert came(reception, reporter()) == Way(packets=1)


def test_what_went_is_known_by_the_peers_reports_alone() -> None:
    assert went(50, reporter()) == Way(packets=50)
    assert went(0, reporter(lost=3)) == Way()
    found = went(50, reporter(lost=1, jitter=80))
    assert (found.lost, found.loss_percent, found.jitter_ms) == (1, 2.0, 10.0)
    assert found.mos is not None and 4 < found.mos < 4.4


def test_a_peer_that_tells_nonsense_is_believed_no_further_than_possible() -> None:
    found = went(50, reporter(lost=1 << 22, jitter=(1 << 32) - 1))
    assert (found.lost, found.loss_percent, found.mos) == (50, 100.0, 1.0)
