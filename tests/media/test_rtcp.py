"""RTCP building and parsing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media import rtcp

pytestmark = pytest.mark.unit

BLOCK = rtcp.ReportBlock(7, 128, 300, 0x1_0005, 42, 0x11223344, 65536)


def test_a_compound_survives() -> None:
    packets = (
        rtcp.SenderReport(1, rtcp.ntp_time(1e9), 160, 10, 1600, (BLOCK,)),
        rtcp.Cname(1, "worker"),
        rtcp.Goodbye((1,)),
    )
    data = rtcp.build(*packets)
    assert len(data) % 4 == 0
    assert rtcp.parse(data) == packets


@pytest.mark.parametrize("length", range(8))
def test_cname_is_padded(length: int) -> None:
    data = rtcp.build(rtcp.Cname(1, "x" * length))
    assert len(data) % 4 == 0 and data[-1] == 0
    assert rtcp.parse(data) == (rtcp.Cname(1, "x" * length),)


def test_a_negative_loss_is_kept() -> None:
    report = rtcp.ReceiverReport(1, (rtcp.ReportBlock(7, 0, -3, 0, 0, 0, 0),))
    assert rtcp.parse(rtcp.build(report)) == (report,)


def test_unknown_kinds_are_skipped() -> None:
    unknown = bytes((0x80, 204, 0, 1)) + b"name"
    goodbye = rtcp.Goodbye((5,))
    assert rtcp.parse(unknown + rtcp.build(goodbye)) == (goodbye,)


def test_round_trip() -> None:
    now = rtcp.ntp_time(1000.0)
    block = rtcp.ReportBlock(7, 0, 0, 0, 0, rtcp.ntp_middle(rtcp.ntp_time(999.5)), 65536 // 4)
    trip_s = rtcp.round_trip_s(block, now)
    assert trip_s == pytest.approx(0.25, abs=0.001)
    assert rtcp.round_trip_s(rtcp.ReportBlock(7, 0, 0, 0, 0, 0, 0), now) is None


@given(st.binary(max_size=120))
def test_any_bytes_parse_or_are_refused(data: bytes) -> None:
    rtcp.parse(data)


@given(st.integers(0, 255), st.data())
def test_mutated_compounds_parse_or_are_refused(value: int, data: st.DataObject) -> None:
    packet = bytearray(
        rtcp.build(rtcp.SenderReport(1, 2, 3, 4, 5, (BLOCK, BLOCK)), rtcp.Cname(1, "a"), rtcp.Goodbye((1,)))
    )
    packet[data.draw(st.integers(0, len(packet) - 1))] = value
    rtcp.parse(bytes(packet[: data.draw(st.integers(0, len(packet)))]))
