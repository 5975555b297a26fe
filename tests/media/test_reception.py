"""Loss, duplicates and jitter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.reception import Reception

pytestmark = pytest.mark.unit


def feed(reception: Reception, sequences: list[int], ssrc: int = 1) -> None:
    """Packets in time."""
    for sequence in sequences:
        reception.arrived(ssrc, sequence & 0xFFFF, sequence * 160, sequence * 160)


def figures(reception: Reception) -> int | None:
    """The loss so far."""
    return reception.lost


def test_nothing_is_known_at_first() -> None:
    reception = Reception()
    assert (reception.lost, reception.report(), reception.jitter_ms) == (None, None, 0.0)


def test_loss_over_the_wrap() -> None:
    reception = Reception()
    feed(reception, [65534, 65535, 65537, 65538])
    report = reception.report()
    assert reception.lost == 1
    assert report is not None
    assert report.extended_highest_sequence == 65538
    assert report.fraction_lost == 256 // 5
    feed(reception, [65539, 65541, 65542, 65543])
    report = reception.report()
    assert report is not None
    assert (report.fraction_lost, report.cumulative_lost) == (256 // 5, 2)
    feed(reception, [65544])
    report = reception.report()
    assert report is not None and report.fraction_lost == 0


def test_late_packets_are_not_lost_and_copies_do_not_count() -> None:
    reception = Reception()
    feed(reception, [1, 3, 2, 2, 3, 4])
    assert (reception.lost, reception.duplicates, reception.received) == (0, 2, 6)


def test_nothing_is_guessed_while_suspended() -> None:
    reception = Reception()
    reception.suspend(True)
    feed(reception, [1, 70, 150])
    assert figures(reception) is None
    reception.suspend(False)
    feed(reception, [200, 201, 203])
    reception.suspend(True)
    feed(reception, [260])
    assert (reception.received, reception.was_suspended) == (7, True)
    assert figures(reception) == 1
    assert reception.report() is None


def test_a_new_source_is_no_loss() -> None:
    reception = Reception()
    feed(reception, [1, 2, 3])
    feed(reception, [40000, 40001], ssrc=2)
    assert reception.lost == 0


def test_a_jump_is_no_loss() -> None:
    reception = Reception()
    feed(reception, [1, 2, 20000, 20001, 5, 6])
    assert reception.lost == 0
    feed(reception, [8])
    assert reception.lost == 1


def test_jitter_of_alternating_delay() -> None:
    reception = Reception()
    for sequence in range(500):
        reception.arrived(1, sequence, sequence * 160, sequence * 160 + 80 * (sequence % 2))
    assert reception.jitter_ms == pytest.approx(10, abs=0.1)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 0xFFFF), st.integers(0, 2**32 - 1), st.integers(0, 2**40))))
def test_no_order_of_packets_breaks_it(packets: list[tuple[int, int, int, int]]) -> None:
    reception = Reception()
    for packet in packets:
        reception.arrived(*packet)
    assert reception.lost is None or reception.lost >= 0
    reception.report()
