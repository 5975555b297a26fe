"""A room of 200 on virtual time: at each end is heard who speaks, and nothing else."""

from collections.abc import Iterator

import numpy as np
import pytest

from switchboard.media.codec import decode_g711
from switchboard.media.control import CodecName
from switchboard.media.rtp import Packet

from .room_kit import SILENT, Conference, Signal, Voice

pytestmark = pytest.mark.interop

MEMBERS, WIDE = 200, 8
"""Of those at 16 kHz fewer, since a codec of their own is what costs."""
HEARD_S, TURN_S = 0.16, 0.26
HOLD_S = 0.4
"""So long whoever has fallen silent keeps his place among the four who are heard."""
AMPLITUDE = 0.2
RATE_HZ = 8000


def hertz_of(member: int) -> float:
    """Everybody has a note of his own."""
    return 300.0 + 15.0 * member


def codec_of(member: int) -> CodecName:
    if member < WIDE:
        return "G722"
    return "PCMA" if member % 2 else "PCMU"


@pytest.fixture(scope="module")
def room() -> Iterator[Conference]:
    room = Conference()
    for member in range(MEMBERS):
        room.join(member, SILENT, codec_of(member))
    room.run(0.2)
    yield room
    for stream in room.streams:
        stream.close()


def speak(room: Conference, speakers: tuple[int, ...], seconds: float) -> None:
    """They speak alone for so long."""
    for member in speakers:
        room.members[member].says = Voice(hertz_of(member), AMPLITUDE)
    room.run(seconds)
    for member in speakers:
        room.members[member].says = SILENT


def narrow(packets: list[Packet], codec: CodecName) -> Signal:
    octets = np.frombuffer(b"".join(packet.payload for packet in packets), np.uint8)
    return decode_g711(codec, octets).astype(np.float64) / 32767


def heard(room: Conference, member: int) -> tuple[Signal, int]:
    """What one end heard last, and its rate."""
    codec = codec_of(member)
    if codec == "G722":
        return room.heard(member, HEARD_S).astype(np.float64) / 32767, 2 * RATE_HZ
    return narrow(room.packets(member)[-round(HEARD_S * 50) :], codec), RATE_HZ


def amplitudes(signal: Signal, rate_hz: int, notes: tuple[float, ...]) -> tuple[Signal, float]:
    """How loud each note is in there, and how loud all is that is left without them (by least squares)."""
    times = np.arange(len(signal)) / rate_hz
    waves = [wave(2 * np.pi * hertz * times) for hertz in notes for wave in (np.sin, np.cos)]
    basis = np.array(waves) if notes else np.zeros((0, len(signal)))
    parts = np.linalg.solve(basis @ basis.T, basis @ signal)
    rest = signal - parts @ basis
    return np.hypot(parts[0::2], parts[1::2]), float(np.sqrt(np.mean(rest**2)))


def check(room: Conference, speakers: tuple[int, ...]) -> None:
    """Each end hears the speakers as loud as they are, never itself, and nothing else."""
    for member in range(MEMBERS):
        others = tuple(one for one in speakers if one != member)
        found, rest = amplitudes(*heard(room, member), tuple(map(hertz_of, others)))
        assert found == pytest.approx(AMPLITUDE, rel=0.15), (member, speakers)
        assert rest < 0.02, (member, speakers)


@pytest.mark.parametrize("speaker", [0, *range(1, MEMBERS, 39)])
def test_one_speaks_in_turn(room: Conference, speaker: int) -> None:
    speak(room, (speaker,), TURN_S)
    check(room, (speaker,))


@pytest.mark.parametrize("first", [0, 5, 90, 149])
def test_four_speak_at_once(room: Conference, first: int) -> None:
    speakers = first, first + 10, first + 27, first + 50
    room.run(HOLD_S)
    speak(room, speakers, TURN_S)
    check(room, speakers)


def test_of_five_the_loudest_four_are_heard(room: Conference) -> None:
    room.run(HOLD_S)
    room.members[150].says = Voice(hertz_of(150), AMPLITUDE / 8)
    speakers = 20, 60, 100, 140
    speak(room, speakers, TURN_S)
    check(room, speakers)
    room.members[150].says = SILENT
