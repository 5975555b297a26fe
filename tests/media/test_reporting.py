"""RTCP of a stream."""

import itertools
import random

import pytest

from switchboard.media import rtcp
from switchboard.media.reception import Reception
from switchboard.media.reporting import Reporter

pytestmark = pytest.mark.unit


def reporter() -> Reporter:
    """At time 100."""
    return Reporter(7, "worker", 5.0, 100.0, random.Random(1))


def test_reports_come_every_5_s_more_or_less() -> None:
    own, times = reporter(), []
    for tenth in range(1000, 2000):
        times += [tenth / 10] if own.due(tenth / 10) else []
    steps = [after - before for before, after in itertools.pairwise(times)]
    assert min(steps) >= 2.4 and max(steps) <= 7.7 and len(set(map(round, steps))) > 2


def test_a_receiver_report_before_the_first_packet() -> None:
    packets = rtcp.parse(reporter().report(Reception(), 101.0, 0, 0, 0, 0))
    assert packets == (rtcp.ReceiverReport(7), rtcp.Cname(7, "worker"))


def test_a_sender_report_answers_the_peers() -> None:
    own, reception = reporter(), Reception()
    for sequence in (1, 2, 4):
        reception.arrived(9, sequence, sequence * 160, sequence * 160)
    assert own.receive(rtcp.build(rtcp.SenderReport(9, 0x1234_5678_9ABC_DEF0, 0, 1, 1)), 101.0, 0)
    report = rtcp.parse(own.report(reception, 103.0, 1 << 32, 480, 3, 480))[0]
    assert isinstance(report, rtcp.SenderReport)
    assert (report.ntp, report.timestamp, report.packets, report.octets) == (1 << 32, 480, 3, 480)
    (block,) = report.blocks
    assert (block.ssrc, block.cumulative_lost, block.extended_highest_sequence) == (9, 1, 4)
    assert (block.last_sender_report, block.delay_since_last_sender_report) == (0x5678_9ABC, 2 * 65536)


def test_nothing_is_reported_of_what_the_kernel_withholds() -> None:
    own, reception = reporter(), Reception()
    reception.suspend(True)
    reception.arrived(9, 1, 160, 160)
    report = rtcp.parse(own.report(reception, 103.0, 1 << 32, 480, 3, 480))[0]
    assert isinstance(report, rtcp.SenderReport) and report.blocks == ()


def test_what_the_peer_says_of_us() -> None:
    own, now = reporter(), rtcp.ntp_time(2000.0)
    sent = rtcp.ntp_middle(rtcp.ntp_time(1999.9))
    ours, other = rtcp.ReportBlock(7, 0, 12, 0, 0, sent, 0), rtcp.ReportBlock(8, 0, 99, 0, 0, 0, 0)
    assert own.receive(rtcp.build(rtcp.ReceiverReport(9, (other, ours))), 101.0, now)
    assert own.peer_lost == 12 and own.round_trip_ms == pytest.approx(100, abs=0.1)
    assert not own.receive(b"nonsense", 101.0, now)


def test_goodbye() -> None:
    assert rtcp.parse(reporter().goodbye())[-1] == rtcp.Goodbye((7,))
