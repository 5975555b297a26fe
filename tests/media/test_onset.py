"""Prompts that begin between two slots of their row: when, with which timestamps, and what follows."""

import itertools
from pathlib import Path

import pytest

from switchboard.media import rtp
from switchboard.media.codec import silence
from switchboard.media.prompts import Prompt, PromptCache
from switchboard.media.stream import Stream

from .sender import Sender, playing

pytestmark = pytest.mark.interop

SILENCE = silence("PCMU", 160)


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    """A second of sound."""
    (tmp_path / "p.pcmu").write_bytes(bytes(range(1, 251)) * 32)
    prompt = PromptCache(4).get(str(tmp_path / "p"), "PCMU")
    assert prompt is not None
    return prompt


def at(sender: Sender, ms: float) -> None:
    """Everything on time until that moment, which is one of the plane's turns."""
    while sender.plane.deadline_s < ms / 1000:
        sender.plane.advance(sender.plane.deadline_s + 1e-6)
    sender.plane.advance(ms / 1000)


def heard(sender: Sender, first_ms: float = 0) -> list[tuple[float, bool]]:
    """When each packet left, in milliseconds, and whether it has the marker."""
    return [(round(at_s * 1000, 1), one.marker) for at_s, one in sender.sent[1] if at_s * 1000 >= first_ms]


def is_whole(sender: Sender, prompt: Prompt) -> bool:
    """Whether all of the prompt was sent, and all packets one after another."""
    packets = sender.packets(1)
    numbered = all(rtp.sequence_difference(b.sequence, a.sequence) == 1 for a, b in itertools.pairwise(packets))
    return numbered and prompt.data.tobytes() in b"".join(packet.payload for packet in packets)


def clock_error_ms(sender: Sender) -> list[float]:
    """How far the timestamps are ahead of the clock, against the first packet."""
    (first_s, first), *rest = sender.sent[1]
    return [
        round(rtp.timestamp_difference(one.timestamp, first.timestamp) / 8 - 1000 * (at_s - first_s), 1)
        for at_s, one in rest
    ]


@pytest.fixture
def stream(sender: Sender) -> Stream:
    """It sends silence at 5, 25, 45, 65 ms and so on."""
    return sender.stream(1)


@pytest.mark.parametrize(
    ("pressed_ms", "leaves_ms"),
    [
        (57.0, [57.0, 85.0, 105.0]),  # 12 ms after the last packet, 8 ms before a slot: that one would come too soon
        (55.0, [55.0, 65.0, 85.0]),  # both are just far enough
        (48.0, [55.0, 65.0, 85.0]),  # 3 ms after the last packet: it waits for the rest of ten
    ],
)
@pytest.mark.usefixtures("stream")
def test_a_prompt_begins_at_once_and_no_two_packets_come_within_10_ms(
    sender: Sender, stream: Stream, prompt: Prompt, pressed_ms: float, leaves_ms: list[float]
) -> None:
    at(sender, pressed_ms)
    sender.plane.play(stream, playing(1, prompt))
    at(sender, 1500)
    after = heard(sender, pressed_ms)
    assert [ms for ms, _ in after[:3]] == leaves_ms
    assert [marker for _, marker in after[:3]] == [True, False, False]
    times = [ms for ms, _ in heard(sender)]
    assert min(b - a for a, b in itertools.pairwise(times)) >= 10
    assert is_whole(sender, prompt)


def test_the_first_packet_has_the_timestamp_of_its_moment(sender: Sender, stream: Stream, prompt: Prompt) -> None:
    at(sender, 57)
    sender.plane.play(stream, playing(1, prompt))
    at(sender, 100)
    assert clock_error_ms(sender) == [0, 0, 0, -8]  # what follows at 85 ms belongs to 77 ms


def test_timestamps_never_go_back_nor_drift(sender: Sender, stream: Stream, prompt: Prompt) -> None:
    for number in range(1, 200):
        at(sender, 27.3 * number)
        sender.plane.play(stream, playing(number, prompt))
    at(sender, 6000)
    packets = sender.packets(1)
    assert min(rtp.timestamp_difference(b.timestamp, a.timestamp) for a, b in itertools.pairwise(packets)) >= 80
    assert all(abs(error) <= 10 for error in clock_error_ms(sender))


def test_a_key_leaves_room_for_what_follows(sender: Sender, stream: Stream, prompt: Prompt) -> None:
    at(sender, 40)
    sender.plane.play(stream, playing(1, prompt))
    at(sender, 63)
    sender.plane.end_play(stream, "key")
    at(sender, 67)  # the slot at 65 ms would have sent silence
    sender.plane.play(stream, playing(2, prompt))
    assert heard(sender, 60) == [(67.0, True)]


def test_without_an_answer_to_a_key_silence_goes_on(sender: Sender, stream: Stream, prompt: Prompt) -> None:
    at(sender, 40)
    sender.plane.play(stream, playing(1, prompt))
    at(sender, 63)
    sender.plane.end_play(stream, "key")
    at(sender, 110)
    assert heard(sender, 60) == [(85.0, True), (105.0, False)]
    assert sender.packets(1)[-1].payload == SILENCE


def test_a_prompt_that_waits_can_be_stopped(sender: Sender, stream: Stream, prompt: Prompt) -> None:
    at(sender, 48)
    sender.plane.play(stream, playing(1, prompt))
    sender.plane.end_play(stream, "stopped")
    at(sender, 90)
    assert {packet.payload for packet in sender.packets(1)} == {SILENCE}


def test_who_is_on_hold_hears_nothing_begin(sender: Sender, prompt: Prompt) -> None:
    stream = sender.stream(1, direction="recvonly")
    at(sender, 48)
    sender.plane.play(stream, playing(1, prompt))
    at(sender, 90)
    assert sender.sent[1] == []
