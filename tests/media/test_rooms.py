"""Who hears whom in a room, sample by sample, on virtual time."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from switchboard.media.control import CodecName

from .room_kit import SILENT, Conference, Voice, clicks, level_db
from .support import continuous

pytestmark = pytest.mark.interop

TONES = (430, 710, 1010, 1330, 1670, 1990)
CODECS: tuple[CodecName, ...] = ("PCMU", "PCMA", "G722")


@pytest.fixture
def room() -> Iterator[Conference]:
    room = Conference()
    yield room
    for stream in room.streams:
        stream.close()


def hears(room: Conference, number: int, *, last_s: float = 0.5, above_db: float = -50) -> set[int]:
    """The tones that a member heard lately."""
    samples, rate_hz = room.heard(number, last_s), room.members[number].rate_hz
    return {hertz for hertz in TONES if level_db(samples, rate_hz, hertz) > above_db}


@pytest.mark.parametrize("codecs", list(itertools.product(CODECS, CODECS)), ids="-".join)
def test_two_hear_each_other(room: Conference, codecs: tuple[CodecName, CodecName]) -> None:
    for number, codec in enumerate(codecs):
        room.join(number, Voice(TONES[number]), codec)
    room.run(1.2)
    for number in (0, 1):
        samples, rate_hz = room.heard(number, 0.6), room.members[number].rate_hz
        assert level_db(samples, rate_hz, TONES[1 - number]) == pytest.approx(-14, abs=1)
        assert level_db(samples, rate_hz, TONES[number]) < -60


@pytest.mark.parametrize("codecs", [("PCMU", "PCMU"), ("PCMA", "G722"), ("G722", "PCMU"), ("G722", "G722")])
def test_what_one_hears_is_to_the_sample_the_same_whether_he_talks_or_not(
    room: Conference, codecs: tuple[CodecName, CodecName]
) -> None:
    heard = []
    for voice in (SILENT, Voice(1010, 0.9)):
        room.join(0, voice, codecs[0])
        room.join(1, Voice(430), codecs[1])
        room.join(2, Voice(710, 0.05), codecs[1])
        room.run(1)
        heard.append(room.heard(0, 0.9))
        for stream in room.clear():
            stream.close()
    assert np.array_equal(heard[0], heard[1])


def test_whoever_talks_alone_hears_digital_silence(room: Conference) -> None:
    room.join(0, Voice(1010, 1.0))
    room.join(1)
    room.run(1)
    assert not room.heard(0, 0.5).any()


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("ptime_ms", [10, 30, 40, 60])
def test_packets_of_any_length(room: Conference, ptime_ms: int, codec: CodecName) -> None:
    room.join(0, Voice(430), codec, ptime_ms=ptime_ms)
    room.join(1, Voice(710))
    room.run(1.5)
    assert hears(room, 0) == {710} and hears(room, 1) == {430}
    assert continuous(room.packets(0))
    assert not clicks(room.heard(0, 0.5), room.heard(0, 0.1))


def test_four_are_heard_at_once_and_not_the_noise_of_others(room: Conference) -> None:
    for number, hertz in enumerate(TONES):
        room.join(number, Voice(hertz, 0.1 if number < 4 else 0.01))
    room.join(9)
    room.run(1)
    assert hears(room, 9) == set(TONES[:4])


def test_a_talker_is_held_through_pauses_and_gives_way_after_them(room: Conference) -> None:
    for number, hertz in enumerate(TONES[:5]):
        room.join(number, Voice(hertz, 0.01 if number == 4 else 0.1, end_s=1e9 if number else 1.0))
    room.join(9)
    room.run(1.36)
    assert hears(room, 9, last_s=0.2) == set(TONES[1:4])
    room.run(0.5)
    assert hears(room, 9, last_s=0.2) == set(TONES[1:5])


def test_a_muted_member_is_not_heard_and_mute_and_unmute_do_not_click(room: Conference) -> None:
    talker = room.join(0, Voice(430, 0.5))
    room.join(1)
    room.run(0.5)
    talker.seat.mute(muted=True)
    room.run(0.04)
    assert level_db(room.heard(1, 0.01), 8000, 430) < -70
    room.run(0.3)
    assert not room.heard(1, 0.3).any()
    talker.seat.mute(muted=False)
    room.run(0.5)
    assert hears(room, 1, last_s=0.3) == {430}
    assert not clicks(room.heard(1, 1.3), room.heard(1, 0.2))


def test_a_deaf_member_hears_nothing_and_is_heard(room: Conference) -> None:
    room.join(0, Voice(430)).seat.listening = False
    room.join(1, Voice(710))
    room.run(1)
    assert not room.heard(0, 0.5).any()
    assert hears(room, 1) == {430}


def test_loudness_of_hearing_and_of_speaking(room: Conference) -> None:
    room.join(0, Voice(430)).seat.speak_gain = 0.5
    room.join(1).seat.hear_gain = 0.5
    room.join(2)
    room.run(1)
    assert level_db(room.heard(2, 0.5), 8000, 430) == pytest.approx(-20, abs=0.5)
    assert level_db(room.heard(1, 0.5), 8000, 430) == pytest.approx(-26, abs=0.5)


def test_sums_beyond_full_scale_are_cut_and_do_not_wrap(room: Conference) -> None:
    for number in range(3):
        room.join(number, Voice(430, 0.9))
    room.join(9)
    room.run(1)
    heard = room.heard(9, 0.5)
    assert heard.max() > 31000 and heard.min() < -31000
    assert np.abs(np.diff(heard.astype(int))).max() < 32767


def test_joining_and_leaving_do_not_click(room: Conference) -> None:
    room.join(0, Voice(430, 0.3))
    room.join(1)
    room.run(0.51)
    room.join(2, Voice(710, 0.3))
    room.run(0.53)
    both = room.heard(1, 0.4)
    room.leave(0)
    room.run(0.5)
    assert not clicks(room.heard(1, 1.5), both)
    assert hears(room, 1, last_s=0.3) == {710}
    assert continuous(room.packets(1))


@pytest.mark.parametrize("codec", ["PCMU", "G722"])
@pytest.mark.parametrize("late", [(0, 6, 2, 8, 1, 9), (0, 0, 0, 0, 0, 30)], ids=["jitter", "now and then 150 ms late"])
def test_jitter_is_evened_out(room: Conference, late: tuple[int, ...], codec: CodecName) -> None:
    room.join(0, Voice(430), codec, delays_slots=late)
    room.join(1, SILENT, codec)
    room.run(4)
    heard = room.heard(1, 2)
    assert level_db(heard, room.members[1].rate_hz, 430) == pytest.approx(-14, abs=1)
    assert not clicks(heard, room.heard(1, 0.1))


def test_a_room_of_nobody_costs_nothing(room: Conference) -> None:
    for number in range(3):
        room.join(number)
    room.run(0.1)
    for number in range(3):
        room.leave(number)
    assert not room.plane.rooms.seats
    assert not room.plane.rooms._rooms and not room.plane.rooms._rooms_of


def test_two_rooms_hear_nothing_of_each_other(room: Conference) -> None:
    room.join(0, Voice(430))
    room.join(1)
    other = room.join(2, Voice(710)).seat.stream
    assert other.config is not None
    room.plane.rooms.join(other, other.config, 2, room.plane.slot, muted=False)
    room.members[2].seat = room.plane.rooms.seats[other.row]
    room.run(1)
    assert hears(room, 1) == {430} and hears(room, 2) == set()
    assert np.abs(room.heard(2, 0.5)).max() == 0
