"""A network stream is played as it comes, by all who hear it, and what is played instead sounds while it does not."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.control import CodecName
from switchboard.media.g711 import ulaw_encode
from switchboard.media.live import Lives, live_or_else
from switchboard.media.playing import Playing, Track
from switchboard.media.prompts import Prompt
from switchboard.media.ring import PIECE_OCTETS, Ring
from switchboard.media.ring_pieces import RingPieces

from .sender import Sender

pytestmark = pytest.mark.interop

INSTEAD = Prompt(np.full(3 * PIECE_OCTETS, 11, np.uint8))
WIDE_INSTEAD = Prompt(np.full((3 * PIECE_OCTETS, 2), 4000, np.int16))


class Broadcast:
    """A ring, into which pieces of one value are written, and its stream on the air."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ring = Ring.create(path)
        self.codec: CodecName = "PCMU"
        self._pieces = RingPieces(self.ring)

    def write(self, *values: int) -> None:
        for value in values:
            wide = np.full(2 * PIECE_OCTETS, value, np.int16)
            self._pieces.write(wide, wide[::2])

    def playing(self) -> Playing:
        live = Lives().get(str(self.path))
        assert live is not None
        tracks = live_or_else(live, self._instead(), lambda: self.codec)
        return Playing(next(tracks), tracks)

    def _instead(self) -> Iterator[Track]:
        while True:
            yield Track("instead", WIDE_INSTEAD if self.codec == "G722" else INSTEAD)


@pytest.fixture(autouse=True)
def now_ns(monkeypatch: pytest.MonkeyPatch) -> int:
    """The clock stands still."""
    now_ns = time.monotonic_ns()
    monkeypatch.setattr(time, "monotonic_ns", lambda: now_ns)
    return now_ns


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    return Broadcast(tmp_path / "a.ring")


def octet(value: int) -> int:
    return int(ulaw_encode(np.array([value], np.int16))[0])


def run(sender: Sender, pieces: float) -> None:
    sender.slots(round(100 * pieces))


def heard(sender: Sender, number: int = 1) -> list[int]:
    """What came, without repetitions."""
    octets = np.frombuffer(b"".join(packet.payload for packet in sender.packets(number)), np.uint8)
    found: list[int] = octets[np.flatnonzero(np.diff(octets, prepend=-1))].tolist()
    return found


def test_all_hear_each_piece_once_and_in_order(sender: Sender, broadcast: Broadcast) -> None:
    broadcast.write(100, 200, 300)
    first, second = broadcast.playing(), broadcast.playing()
    sender.plane.loop(sender.stream(1), "music", first)
    sender.plane.loop(sender.stream(2), "music", second)
    for value in (400, 500, 600):
        run(sender, 1)
        broadcast.write(value)
    assert heard(sender) == heard(sender, 2) == [octet(value) for value in (200, 300, 400)]


def test_the_play_list_is_heard_until_the_stream_comes_and_while_it_is_gone(
    sender: Sender, broadcast: Broadcast
) -> None:
    sender.plane.loop(sender.stream(1), "music", broadcast.playing())
    run(sender, 2)
    broadcast.write(100, 200)
    run(sender, 2)
    run(sender, 2)
    broadcast.write(300)
    run(sender, 1)
    broadcast.write(400)
    run(sender, 2)
    assert heard(sender) == [11, octet(100), octet(200), 11, octet(300), octet(400)]


def test_who_heard_a_prompt_meanwhile_goes_on_with_what_is_new(sender: Sender, broadcast: Broadcast) -> None:
    broadcast.write(100, 200, 300)
    stream = sender.stream(1)
    sender.plane.loop(stream, "music", broadcast.playing())
    run(sender, 0.5)
    sender.plane.hush(stream, hushed=True)
    broadcast.write(*range(400, 1400, 100))
    run(sender, 4)
    sender.plane.hush(stream, hushed=False)
    run(sender, 1)
    assert heard(sender)[-2:] == [octet(200), octet(1200)]


def test_another_codec_goes_on_with_the_next_piece(sender: Sender, broadcast: Broadcast) -> None:
    broadcast.write(100, 200, 300)
    stream = sender.stream(1, codec="G722", payload_type=9)
    broadcast.codec = "G722"
    playing = broadcast.playing()
    sender.plane.loop(stream, "music", playing)
    run(sender, 0.5)
    assert playing.prompt.data.ndim == 2
    broadcast.codec = "PCMU"
    assert playing.change_codec(lambda path: None)
    assert playing.prompt.data[0].tolist() == octet(300)


def test_what_is_played_instead_follows_the_codec(broadcast: Broadcast) -> None:
    playing = broadcast.playing()
    assert playing.prompt.data.ndim == 1
    broadcast.codec = "G722"
    assert playing.change_codec(lambda path: None)
    assert playing.prompt.data.ndim == 2


def test_a_stream_that_stands_still_is_not_heard(
    broadcast: Broadcast, monkeypatch: pytest.MonkeyPatch, now_ns: int
) -> None:
    broadcast.write(*range(100, 1000, 100))
    monkeypatch.setattr(time, "monotonic_ns", lambda: now_ns + 2 * 10**9)
    assert broadcast.playing().prompt.data[0] == 11


def test_a_ring_that_was_made_anew_is_opened_anew(broadcast: Broadcast) -> None:
    lives = Lives(most=2)
    first = lives.get(str(broadcast.path))
    assert first is not None
    assert lives.get(str(broadcast.path)) is first
    Ring.create(broadcast.path)
    assert lives.get(str(broadcast.path)) is not first


def test_what_is_no_ring_is_none(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(bytes(5000))
    assert Lives().get(str(other)) is None
    assert Lives().get(str(tmp_path / "missing")) is None
