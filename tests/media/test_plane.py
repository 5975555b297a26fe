"""The sending side, slot by slot."""

import itertools
from itertools import repeat
from pathlib import Path

import numpy as np
import pytest

from switchboard.media import rtp
from switchboard.media.codec import silence
from switchboard.media.control import PlayEnded
from switchboard.media.prompts import Prompt, PromptCache
from switchboard.media.rows import PHASES, SLOT_S, Rows

from .sender import Sender, playing

pytestmark = pytest.mark.interop

SILENCE = silence("PCMU", 160)


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    """Ten packets and a half."""
    (tmp_path / "p.pcmu").write_bytes(bytes(range(1, 241)) * 7)
    prompt = PromptCache(4).get(str(tmp_path / "p"), "PCMU")
    assert prompt is not None
    return prompt


def test_the_first_packet_leaves_in_the_next_phase(sender: Sender, prompt: Prompt) -> None:
    sender.slots(7)
    stream = sender.stream(1)
    sender.plane.play(stream, playing(1, prompt))
    sender.slots(1)
    (packet,) = sender.packets(1)
    assert packet.marker and packet.payload == prompt.data[:160].tobytes()


def test_slots_are_late_only_while_there_are_streams(sender: Sender) -> None:
    sender.plane.advance(1.0)
    sender.stream(1)
    sender.slots(2)
    assert sender.plane.late_slots == 0
    sender.plane.advance(sender.plane.deadline_s + 3.5 * SLOT_S)
    assert sender.plane.late_slots == 3


def test_packets_are_20_ms_apart_and_counters_wrap(sender: Sender) -> None:
    sender.stream(1)
    sender.slots(100)
    times = [time_s for time_s, _ in sender.sent[1]]
    assert np.allclose(np.diff(times), 0.020)
    packets = sender.packets(1)
    assert [p.sequence for p in packets] == [(65530 + i) & 0xFFFF for i in range(25)]
    assert [p.timestamp for p in packets] == [(2**32 - 400 + 160 * i) & 0xFFFFFFFF for i in range(25)]


def test_the_end_is_told_when_the_last_packet_has_been_played_out(sender: Sender, prompt: Prompt) -> None:
    stream = sender.stream(1)
    sender.plane.play(stream, playing(7, prompt))
    sender.slots(4 * 10 + 4)
    assert sender.events == [] and len(sender.packets(1)) == 11
    assert sender.packets(1)[10].payload == prompt.data[1600:].tobytes() + SILENCE[:80]
    sender.slots(1)
    assert sender.events == [PlayEnded(stream=1, play_id=7, finished=True, offset_ms=210, reason="finished")]
    assert sender.packets(1)[11].payload == SILENCE


def test_a_late_slot_sends_late_and_keeps_its_pace(sender: Sender) -> None:
    sender.stream(1)
    sender.slots(1)
    sender.plane.advance(sender.plane.now_s + 0.032)
    sender.slots(8)
    times = [round(time_s, 3) for time_s, _ in sender.sent[1]]
    assert times == [0.005, 0.037, 0.045, 0.065]
    packets = sender.packets(1)
    assert [p.sequence - 65530 for p in packets] == [0, 1, 2, 3]
    assert {rtp.timestamp_difference(b.timestamp, a.timestamp) for a, b in itertools.pairwise(packets)} == {160}


def test_missed_packets_are_skipped_not_burst(sender: Sender) -> None:
    sender.stream(1)
    sender.slots(1)
    sender.plane.advance(sender.plane.now_s + 0.102)
    sender.slots(4)
    packets = sender.packets(1)
    steps = [rtp.timestamp_difference(packet.timestamp, packets[0].timestamp) for packet in packets]
    assert steps == [0, 5 * 160, 6 * 160]
    assert [packet.sequence - 65530 for packet in packets] == [0, 1, 2]
    assert packets[1].marker


def test_streams_spread_over_the_phases(sender: Sender) -> None:
    for number in range(100):
        sender.stream(number)
    counts = np.bincount(sender.plane.rows.next_slot[:256][sender.plane.rows.active] % PHASES, minlength=PHASES)
    assert counts.max() - counts.min() <= 16


def test_many_streams_play_many_prompts(sender: Sender, tmp_path: Path) -> None:
    cache = PromptCache(8)
    contents = [bytes((number + 1,)) * (100 + 171 * number) for number in range(7)]
    for number, content in enumerate(contents):
        (tmp_path / f"{number}.pcmu").write_bytes(content)
    for number in range(40):
        prompt = cache.get(str(tmp_path / str(number % 7)), "PCMU")
        assert prompt is not None
        sender.plane.play(sender.stream(number), playing(number, prompt))
    sender.stream(40)
    sender.slots(60)
    for number in range(40):
        audio = b"".join(packet.payload for packet in sender.packets(number))
        assert audio.rstrip(b"\xff") == contents[number % 7]
    assert {packet.payload for packet in sender.packets(40)} == {SILENCE}
    assert len(sender.events) == 40


def test_a_held_stream_sends_nothing_but_its_prompt_goes_on(sender: Sender, prompt: Prompt) -> None:
    stream = sender.stream(1, direction="recvonly")
    sender.plane.play(stream, playing(1, prompt))
    sender.slots(60)
    assert sender.packets(1) == []
    assert [event.type for event in sender.events] == ["play_ended"]
    assert stream.config is not None
    sender.plane.configure(stream, stream.config.model_copy(update={"direction": "sendrecv"}))
    sender.slots(4)
    (packet,) = sender.packets(1)
    assert packet.marker and packet.timestamp == (2**32 - 400 + 15 * 160) & 0xFFFFFFFF


def test_replacing_and_stopping(sender: Sender, prompt: Prompt) -> None:
    stream = sender.stream(1)
    for play_id in (1, 2):
        sender.plane.play(stream, playing(play_id, *repeat(prompt, 3)))
        sender.slots(100)
    assert sender.plane.offset_ms(stream) is not None
    sender.plane.end_play(stream, "stopped")
    sender.plane.end_play(stream, "stopped")
    ended = [(event.play_id, event.reason) for event in sender.events if isinstance(event, PlayEnded)]
    assert ended == [(1, "replaced"), (2, "stopped")]
    assert sender.plane.offset_ms(stream) is None


def test_rows_are_reused_and_grow() -> None:
    rows = Rows(2)
    taken = [rows.take() for _ in range(5)]
    assert sorted(taken) == [0, 1, 2, 3, 4]
    rows.position[3] = 9
    rows.give(3)
    assert rows.take() == 3 and rows.position[3] == 0


def test_deadlines_are_absolute(sender: Sender) -> None:
    sender.plane.advance(10 * SLOT_S + 0.004)
    assert sender.plane.deadline_s == pytest.approx(11 * SLOT_S)
    assert not sender.plane.advance(10 * SLOT_S + 0.0045)
