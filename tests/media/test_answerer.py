"""Who has answered, by what is heard: twenty machines and twenty people, as docs/outbound.md tells, and odd lines."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.media.answerer import PERSON_PAUSE_MS, StreamAnswerer
from switchboard.media.control import Answerer, AnswererHear, CodecName, GreetingEnd
from switchboard.media.g711 import alaw_encode, ulaw_encode
from switchboard.media.g722 import G722Encoder
from switchboard.media.resample import Upsampler
from tests.kit.greetings import MACHINES, PEOPLE, Greeting, said
from tests.kit.sounds import cadence, noise, samples, silence, speech, tone

pytestmark = pytest.mark.unit

PACKET_S = 0.020
BEGAN_S = 100.0
SLOT_S = 0.005


@dataclass
class Heard:
    """What was found out, and when."""

    by: Answerer | None = None
    known_s: float = 0.0
    greeting: GreetingEnd | None = None
    ended_s: float = 0.0
    speech_ms: int = 0


def listened(
    sound: NDArray[np.int16], codec: CodecName = "PCMU", *, most_s: float = 6, gaps: Sequence[tuple[float, float]] = ()
) -> Heard:
    """The sound as a stream gets it, in packets of 20 ms; in `gaps` (from, to) the peer sends nothing."""
    command = AnswererHear(stream=1, most_ms=round(most_s * 1000), greeting_ms=60_000)
    answerer, heard = StreamAnswerer(command, codec, BEGAN_S), Heard()
    octets = encoded(sound, codec)
    for slot in range(int(len(octets) / 8000 / SLOT_S)):
        now_s = BEGAN_S + slot * SLOT_S
        packet, rest = divmod(slot, round(PACKET_S / SLOT_S))
        sent_s = packet * PACKET_S
        if not rest and packet and not any(start <= sent_s < end for start, end in gaps):
            answerer.heard(160 * (packet - 1), octets[160 * (packet - 1) : 160 * packet], now_s)
        answerer.look(now_s)
        detector = answerer.detector
        if heard.by is None and detector.by is not None:
            heard.by, heard.known_s, heard.speech_ms = detector.by, now_s - BEGAN_S, detector.speech_ms
        if heard.greeting is None and detector.greeting is not None:
            heard.greeting, heard.ended_s = detector.greeting, now_s - BEGAN_S
    return heard


def encoded(sound: NDArray[np.int16], codec: CodecName) -> bytes:
    if codec == "G722":
        return G722Encoder().encode(Upsampler().process(sound))
    return (ulaw_encode(sound) if codec == "PCMU" else alaw_encode(sound)).tobytes()


@pytest.mark.parametrize("greeting", MACHINES, ids=lambda one: one.text[:24])
def test_a_machine_is_known_and_takes_a_message_after_its_beep(greeting: Greeting) -> None:
    heard = listened(greeting.sound(4))
    assert heard.by == "machine"
    assert heard.greeting == ("beep" if greeting.beep_hz else "silence")
    if greeting.beep_hz:
        assert 0 <= heard.ended_s - greeting.over_s < 0.35
    else:
        assert 1.9 < heard.ended_s - greeting.over_s < 2.4


@pytest.mark.parametrize("greeting", PEOPLE, ids=lambda one: one.text[:24])
def test_a_person_is_known_soon_after_the_last_word(greeting: Greeting) -> None:
    heard = listened(greeting.sound(4))
    assert heard.by == "person"
    assert heard.known_s - greeting.over_s < PERSON_PAUSE_MS / 1000 + 0.15


@pytest.mark.parametrize("codec", ["PCMU", "PCMA", "G722"])
def test_it_is_the_same_in_each_codec(codec: CodecName) -> None:
    assert listened(MACHINES[0].sound(1), codec).greeting == "beep"
    assert listened(PEOPLE[4].sound(1), codec).by == "person"


@pytest.mark.parametrize(
    ("sound", "by"),
    [
        (samples(silence(8)), "unknown"),
        (samples(noise(8, -45)), "unknown"),
        (samples(cadence(8, 1, 4, 425)), "unknown"),
        (samples(silence(1), noise(0.04, -20), silence(7)), "unknown"),
        (samples(cadence(2, 1, 4, 425), silence(0.5), said("Hello", "en-gb", 160), silence(1)), "person"),
        (samples(silence(0.2), speech(4), silence(1)), "machine"),
        (samples(silence(0.3), tone(0.3, 950), tone(0.3, 1400), tone(0.3, 1800), silence(7)), "unknown"),
    ],
    ids=["silence", "noise", "ringing", "click", "ringing-then-person", "talks-on", "tones-alone"],
)
def test_odd_lines(sound: NDArray[np.int16], by: Answerer) -> None:
    assert listened(sound).by == by


def test_who_sends_nothing_while_he_is_silent_is_silent() -> None:
    greeting = PEOPLE[0]
    end_s = greeting.over_s + 0.04
    assert listened(greeting.sound(4), gaps=[(0.0, 0.28), (end_s, 99.0)]).by == "person"


def test_a_greeting_that_never_ends_is_waited_for_only_so_long() -> None:
    answerer = StreamAnswerer(AnswererHear(stream=1, most_ms=6000, greeting_ms=3000), "PCMU", BEGAN_S)
    octets = encoded(samples(speech(12)), "PCMU")
    for packet in range(len(octets) // 160):
        now_s = BEGAN_S + (packet + 1) * PACKET_S
        answerer.heard(160 * packet, octets[160 * packet : 160 * packet + 160], now_s)
        answerer.look(now_s)
    assert (answerer.detector.by, answerer.detector.greeting) == ("machine", "limit")
