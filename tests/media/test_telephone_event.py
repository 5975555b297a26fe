"""Keys sent are keys heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.presses import TelephoneEventReceiver
from switchboard.media.rtp import Packet
from switchboard.media.telephone_event import KEYS, TelephoneEventSender, parse

pytestmark = pytest.mark.unit


@given(
    st.text(KEYS, min_size=1, max_size=12), st.integers(40, 8000), st.sampled_from([80, 160, 240, 320, 480]), st.data()
)
def test_what_is_sent_is_heard_in_spite_of_loss(digits: str, duration_ms: int, step: int, data: st.DataObject) -> None:
    sender, receiver = TelephoneEventSender(digits, duration_ms, step), TelephoneEventReceiver()
    heard, timestamp, sequence = "", 2**32 - 1000, 65000
    lost = data.draw(st.sets(st.integers(0, 1)))
    place = 0
    while not sender.done:
        packet = sender.step(timestamp & 0xFFFFFFFF)
        if packet is not None:
            place = 0 if packet.marker else place + 1
            if place not in lost:
                arrived = Packet(
                    packet.marker, 101, sequence & 0xFFFF, packet.timestamp & 0xFFFFFFFF, 1, packet.payload
                )
                heard += receiver.receive(arrived, timestamp / 8000).digit or ""
        sequence += 1
        timestamp += step
    assert heard == digits


def test_a_key_as_sent() -> None:
    sender = TelephoneEventSender("5", 50)
    packets = [sender.step(160 * i) for i in range(10)]
    events = [parse(packet.payload) for packet in packets if packet]
    assert [(event.duration, event.end) for event in events if event] == [
        (160, False),
        (320, False),
        (480, True),
        (480, True),
        (480, True),
    ]
    assert [packet.marker for packet in packets if packet] == [True, False, False, False, False]
    assert {packet.timestamp for packet in packets if packet} == {0}
    assert sender.done and sender.step(0) is None


def test_more_keys_follow_those_that_are_being_sent() -> None:
    sender = TelephoneEventSender("1", 50)
    sender.step(0)
    sender.add("23")
    assert sender.left == 3
    told = []
    for index in range(1, 40):
        packet = sender.step(160 * index)
        if packet is not None and packet.marker:
            told.append(KEYS[packet.payload[0]])
    assert told == ["2", "3"] and sender.done
