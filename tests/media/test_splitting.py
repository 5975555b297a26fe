"""Packets that are too long for the other side of a bridge."""

import pytest

from switchboard.media.rtp import Packet
from switchboard.media.splitting import Splitter


def audio(sequence: int, ms: int, timestamp: int = 0, ssrc: int = 1, kind: int = 0) -> Packet:
    """Audio of so many milliseconds, each octet of its own place."""
    return Packet(False, kind, sequence, timestamp, ssrc, bytes(n % 251 for n in range(8 * ms)))


def numbers(splitter: Splitter, *packets: Packet) -> list[list[int]]:
    """The numbers of what comes out for each."""
    return [[piece.sequence for piece in splitter.split(packet)] for packet in packets]


@pytest.mark.parametrize(("ms", "limit", "sizes"), [(40, 20, [20, 20]), (60, 20, [20] * 3), (30, 20, [20, 10])])
def test_pieces_are_the_packet(ms: int, limit: int, sizes: list[int]) -> None:
    packet = audio(65535, ms, 2**32 - 80)._replace(marker=True)
    pieces = Splitter(0, limit).split(packet)
    assert b"".join(piece.payload for piece in pieces) == packet.payload
    assert [len(piece.payload) // 8 for piece in pieces] == sizes
    assert [piece.sequence for piece in pieces] == [65535, 0, 1][: len(sizes)]
    assert [piece.timestamp for piece in pieces] == [2**32 - 80, 80, 240][: len(sizes)]
    assert [piece.marker for piece in pieces] == [True, False, False][: len(sizes)]


def test_what_fits_is_untouched_in_any_order() -> None:
    packets = [audio(n, 20) for n in (5, 7, 6, 6)]
    splitter = Splitter(0, 20)
    assert [splitter.split(packet) for packet in packets] == [[packet] for packet in packets]


def test_numbers_go_on_without_gap_also_over_shorter_packets_and_events() -> None:
    event = Packet(False, 101, 12, 0, 1, b"abcd")
    assert numbers(Splitter(0, 20), audio(10, 40), audio(11, 60), event, audio(13, 20), audio(14, 40)) == [
        [10, 11],
        [12, 13, 14],
        [15],
        [16],
        [17, 18],
    ]


def test_what_is_lost_stays_a_gap_and_what_is_late_is_dropped() -> None:
    assert numbers(Splitter(0, 20), audio(10, 40), audio(12, 40), audio(11, 40), audio(12, 40), audio(13, 40)) == [
        [10, 11],
        [13, 14],
        [],
        [],
        [15, 16],
    ]


def test_another_source_begins_anew() -> None:
    assert numbers(Splitter(0, 20), audio(10, 40), audio(500, 40, ssrc=2), audio(501, 20, ssrc=2)) == [
        [10, 11],
        [500, 501],
        [503 - 1],
    ]


def test_long_events_are_no_audio() -> None:
    event = Packet(False, 101, 12, 0, 1, bytes(400))
    assert Splitter(0, 20).split(event) == [event]
