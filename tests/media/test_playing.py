"""Lists of prompts: no octet missing or twice at a seam, and a loop that goes on where it was interrupted."""

import random
from itertools import islice, pairwise

import numpy as np
import pytest

from switchboard.media.codec import make_decoder
from switchboard.media.comfort import PERIOD_S, comfort_tone
from switchboard.media.control import PlayEnded
from switchboard.media.g722 import G722Encoder
from switchboard.media.playing import Playing, once, over_and_over
from switchboard.media.prompts import Prompt

from .sender import Sender, playing
from .support import CODECS, SILENCE, loudest_hz

pytestmark = pytest.mark.interop


def octets(key: int, count: int) -> Prompt:
    """No octet of it is one of silence, or comes again soon."""
    return Prompt((np.arange(count) * 7 + key * 31).astype(np.uint8) % 250)


def samples(key: int, count: int) -> Prompt:
    """For G.722."""
    return Prompt((3000 * np.sin(np.arange(2 * count) / (3 + key))).astype(np.int16).reshape(-1, 2))


def heard(sender: Sender) -> bytes:
    return b"".join(packet.payload for packet in sender.packets(1))


def looped(*prompts: Prompt) -> Playing:
    """Prompts over and over."""
    found = {str(at): prompt for at, prompt in enumerate(prompts)}
    tracks = over_and_over(list(found), found.get, lambda path: None, None, lambda: comfort_tone("PCMU"))
    return Playing(next(tracks), tracks)


@pytest.mark.parametrize("lengths", [(1000, 500, 333), (160, 320, 160), (30, 7, 1, 500), (159, 161, 1)])
def test_seams_lose_and_repeat_nothing(sender: Sender, lengths: tuple[int, ...]) -> None:
    prompts = [octets(key, length) for key, length in enumerate(lengths, 1)]
    sender.plane.play(sender.stream(1), playing(3, *prompts))
    sender.slots(4 * 20)
    whole = b"".join(prompt.data.tobytes() for prompt in prompts)
    assert heard(sender).startswith(whole)
    assert set(heard(sender)[len(whole) :]) == {0xFF}
    ended = PlayEnded(stream=1, play_id=3, finished=True, offset_ms=len(whole) // 8, reason="finished")
    assert sender.events == [ended]


def test_one_encoder_says_all_of_a_list(sender: Sender) -> None:
    prompts = [samples(key, length) for key, length in enumerate((1000, 500, 333), 1)]
    sender.plane.play(sender.stream(1, codec="G722", payload_type=9), playing(3, *prompts))
    sender.slots(4 * 12)
    whole = np.concatenate([prompt.data for prompt in prompts]).reshape(-1)
    expected = G722Encoder().encode(whole)
    assert heard(sender)[: len(expected)] == expected


def test_where_a_list_is_stopped_is_told_of_the_whole(sender: Sender) -> None:
    stream = sender.stream(1)
    sender.plane.play(stream, playing(3, octets(1, 1000), octets(2, 1000)))
    sender.slots(4 * 9)
    assert sender.plane.offset_ms(stream) == 9 * 20
    sender.plane.end_play(stream, "key")
    assert sender.events == [PlayEnded(stream=1, play_id=3, finished=False, offset_ms=180, reason="key")]


def test_a_prompt_interrupts_music_which_goes_on_where_it_was(sender: Sender) -> None:
    stream, music = sender.stream(1), (octets(1, 1010), octets(2, 777))
    prompt, stopped = octets(3, 480), octets(4, 4800)
    sender.plane.loop(stream, "music", looped(*music))
    sender.slots(4 * 8)
    sender.plane.play(stream, playing(1, prompt))
    sender.slots(4 * 7)
    sender.plane.play(stream, playing(2, stopped))
    sender.slots(4 * 2)
    sender.plane.end_play(stream, "stopped")
    sender.slots(4 * 20)
    list_ = b"".join(one.data.tobytes() for one in music) * 5
    first, second = 8 * 160, (8 + 4) * 160
    assert heard(sender) == (
        list_[:first]
        + prompt.data.tobytes()
        + list_[first:second]
        + stopped.data[:320].tobytes()
        + list_[second : second + 20 * 160]
    )


def test_ringback_comes_before_music_and_both_keep_their_places(sender: Sender) -> None:
    stream, music, ringback, prompt = sender.stream(1), octets(1, 1700), octets(2, 1700), octets(3, 160)
    sender.plane.loop(stream, "music", looped(music))
    sender.slots(4 * 2)
    sender.plane.loop(stream, "ringback", looped(ringback))
    sender.slots(4 * 2)
    sender.plane.play(stream, playing(1, prompt))
    sender.slots(4 * 3)
    sender.plane.loop(stream, "ringback", None)
    sender.slots(4 * 2)
    sender.plane.loop(stream, "music", None)
    sender.slots(4)
    parts = (music.data[:320], ringback.data[:320], prompt.data, ringback.data[320:640], music.data[320:640])
    assert heard(sender) == b"".join(part.tobytes() for part in parts) + SILENCE


def test_loops_that_are_hushed_go_on_where_they_were_and_prompts_are_heard(sender: Sender) -> None:
    stream, music, prompt = sender.stream(1), octets(1, 1700), octets(2, 160)
    sender.plane.loop(stream, "music", looped(music))
    sender.slots(4 * 2)
    sender.plane.hush(stream, hushed=True)
    sender.slots(4)
    sender.plane.play(stream, playing(1, prompt))
    sender.slots(4 * 2)
    sender.plane.hush(stream, hushed=False)
    sender.slots(4)
    parts = (music.data[:320].tobytes(), SILENCE, prompt.data.tobytes(), SILENCE, music.data[320:480].tobytes())
    assert heard(sender) == b"".join(parts)


def test_a_loop_that_ends_while_a_prompt_plays_is_not_heard_again(sender: Sender) -> None:
    stream = sender.stream(1)
    sender.plane.loop(stream, "music", looped(octets(1, 320)))
    sender.plane.play(stream, playing(1, octets(2, 320)))
    sender.plane.loop(stream, "music", None)
    sender.slots(4 * 4)
    assert heard(sender) == octets(2, 320).data.tobytes() + 2 * SILENCE


def test_what_is_unreadable_is_skipped_and_told_once() -> None:
    found, told = {"a": octets(1, 10), "b": octets(2, 10)}, list[str]()
    tracks = over_and_over(("a", "none", "b"), found.get, told.append, None, lambda: comfort_tone("PCMU"))
    assert [track.path for track in islice(tracks, 5)] == ["a", "b", "a", "b", "a"]
    assert told == ["none"]
    told.clear()
    assert [track.path for track in once(("none", "a", "nothing", "b"), found.get, told.append)] == ["a", "b"]
    assert told == ["none", "nothing"]


def test_every_item_comes_once_a_round() -> None:
    found = {str(at): octets(at, 10) for at in range(1, 9)}
    tracks = over_and_over(list(found), found.get, lambda path: None, random.Random(5), lambda: comfort_tone("PCMU"))
    rounds = [[track.path for track in islice(tracks, 8)] for _ in range(50)]
    assert all(sorted(one) == sorted(found) for one in rounds)
    assert all(one != other and one[-1] != other[0] for one, other in pairwise(rounds))


def test_music_that_becomes_readable_follows_the_comfort_tone() -> None:
    found, told = dict[str, Prompt](), list[str]()
    tracks = over_and_over(("a", "b"), found.get, told.append, None, lambda: comfort_tone("PCMU"))
    assert [track.path for track in islice(tracks, 2)] == ["", ""]
    found["b"] = octets(1, 10)
    assert next(tracks).path == "b"
    assert told == ["a", "b"]


@pytest.mark.parametrize("codec", CODECS)
def test_the_comfort_tone_is_heard_every_five_seconds(codec: str) -> None:
    sender = Sender()
    stream = sender.stream(1, codec=codec, payload_type=9)
    assert stream.config is not None
    prompt = comfort_tone(stream.config.codec)
    sender.plane.loop(stream, "music", looped(prompt))
    sender.slots(200 * int(2 * PERIOD_S))
    decode = make_decoder(stream.config.codec)
    audio = np.concatenate([decode(packet.payload) for packet in sender.packets(1)])
    loud = np.abs(audio[: len(audio) // 400 * 400].reshape(-1, 400).astype(int)).max(axis=1) > 500
    assert loud[0] and np.flatnonzero(np.diff(loud.astype(int)) == 1).tolist() == [99]
    assert abs(loudest_hz(audio[160:1440]) - 440) < 10
    stream.close()


def test_a_list_goes_on_in_another_codec(sender: Sender) -> None:
    ulaw, alaw = {"a": octets(1, 800), "b": octets(2, 800)}, {"a": octets(3, 800)}
    stream, found, told = sender.stream(1), ulaw.copy(), list[str]()
    tracks = over_and_over(("a", "b"), found.get, told.append, None, lambda: comfort_tone("PCMU"))
    sender.plane.loop(stream, "music", Playing(next(tracks), tracks))
    sender.slots(4 * 2)
    found.clear()
    found.update(alaw)
    sender.plane.change_codec(stream, found.get)
    sender.slots(4 * 5)
    assert heard(sender) == b"".join(
        part.tobytes() for part in (ulaw["a"].data[:320], alaw["a"].data[320:], alaw["a"].data[:320])
    )
    assert told == ["b"]
