"""Two streams in two real workers, bridged over a link between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import extension_peer
from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.media.control import CodecName, RoomJoin
from switchboard.sip.offer_answer import AudioMedia, Codec, Direction

from .room_kit import level_db
from .support import (
    SILENCE,
    WAIT_S,
    CommonWorker,
    Peer,
    StartWorker,
    WorkerProcess,
    encode,
    heard,
    keys_in,
    loudest_hz,
    press,
    talk,
    tone,
    tones,
)
from .test_seating import FULL_DB, hears, humming, saying

pytestmark = pytest.mark.interop

PAYLOAD_TYPES: dict[CodecName, int] = {"PCMU": 0, "PCMA": 8, "G722": 9}


@dataclass(frozen=True, slots=True)
class Party:
    """A stream, and who talks over it."""

    stream: RemoteStream
    peer: Peer

    async def speaks(self, codec: CodecName, *, events: int | None = 101) -> None:
        """Agree on a codec, and be heard."""
        media = AudioMedia(
            remote_host=self.peer.host,
            remote_port=self.peer.port,
            rtcp_port=self.peer.rtcp_port,
            codec=Codec(codec),
            payload_type=PAYLOAD_TYPES[codec],
            telephone_event_payload_type=events,
            direction=Direction.SENDRECV,
            ptime_ms=20,
        )
        await self.stream.configure(media, extension_peer(1, self.peer.host))
        await self.peer.take(2)


@dataclass(slots=True)
class Pair:
    """Two parties in two workers."""

    pool: MediaPool
    workers: list[WorkerProcess]
    parties: list[Party]

    async def join(self, number: int, host: str = "127.0.0.1") -> Party:
        """A party whose stream is in that worker."""
        stream = await self.pool.workers[number].open(host, f"call-{number}")
        self.parties.append(Party(stream, Peer(host, ssrc=number)))
        return self.parties[-1]

    @property
    def open_streams(self) -> list[int]:
        return [len(worker.streams) for worker in self.pool.workers]


@pytest.fixture
async def pair(common_worker: CommonWorker, request: pytest.FixtureRequest) -> AsyncIterator[Pair]:
    """Two workers that report silence after 300 ms."""
    workers = [common_worker(rtp_timeout_s=0.3, number=number) for number in range(2)]
    async with paired(workers, getattr(request, "param", "127.0.0.1")) as pair:
        yield pair


@asynccontextmanager
async def paired(workers: list[WorkerProcess], host: str = "127.0.0.1") -> AsyncIterator[Pair]:
    """Nobody is in them yet; links go over that host."""
    pool = MediaPool([worker.path for worker in workers], host)
    async with asyncio.timeout(WAIT_S):
        await pool.start()
    pair = Pair(pool, workers, [])
    yield pair
    for party in pair.parties:
        party.peer.close()
    await pool.close()


@pytest.mark.parametrize("codecs", [("G722", "PCMA"), ("G722", "G722")])
async def test_both_hear_each_other(pair: Pair, codecs: tuple[CodecName, CodecName]) -> None:
    a, b = await pair.join(0), await pair.join(1)
    for party, codec in zip((a, b), codecs, strict=True):
        await party.speaks(codec)
    await a.stream.bridge(b.stream)
    assert pair.open_streams == [2, 2]
    for (speaker, spoken), (listener, understood) in (
        ((a, codecs[0]), (b, codecs[1])),
        ((b, codecs[1]), (a, codecs[0])),
    ):
        said = encode(spoken, tone(1000, 1.2))
        hearing = asyncio.create_task(heard(listener.peer, 28, understood))
        await _speak(speaker, said, spoken)
        assert abs(loudest_hz((await hearing)[1600:]) - 1000) < 10


async def test_the_samples_are_the_same_octets_where_both_speak_one_codec(pair: Pair) -> None:
    a, b = await pair.join(0), await pair.join(1)
    for party in (a, b):
        await party.speaks("PCMU")
    await a.stream.bridge(b.stream)
    said = [bytes([number]) * 160 for number in range(30)]
    await talk(a.peer, a.stream.port, b"".join(said))
    packets = await b.peer.until(lambda packet: packet.payload == said[-1])
    assert b"".join(packet.payload for packet in packets).endswith(b"".join(said[1:]))


@pytest.mark.parametrize("pair", ["::1"], indirect=True)
async def test_over_ipv6_alone(pair: Pair) -> None:
    a, b = await pair.join(0, "::1"), await pair.join(1, "::1")
    for party in (a, b):
        await party.speaks("PCMU")
    await a.stream.bridge(b.stream)
    said = encode("PCMU", tone(1000, 0.4))
    await talk(a.peer, a.stream.port, said)
    await b.peer.until(lambda packet: packet.payload == said[-160:])


@pytest.mark.parametrize("listens", [101, None], ids=["events", "no events"])
async def test_keys_are_events_at_the_other_side_if_it_takes_them(pair: Pair, listens: int | None) -> None:
    a, b = await pair.join(0), await pair.join(1)
    await a.speaks("PCMU")
    await b.speaks("PCMU", events=listens)
    await a.stream.bridge(b.stream)
    a.peer.send(a.stream.port, SILENCE)
    press(a.peer, a.stream.port, "8", steps=3)
    last = bytes([7]) * 160
    a.peer.send(a.stream.port, last)
    packets = await b.peer.until(lambda packet: packet.payload == last)
    events = [packet for packet in packets if packet.payload_type == 101]
    assert keys_in(events) == ("8" if listens else "")


async def test_the_link_closes_with_either_side_and_silence_on_it_ends_nothing(pair: Pair) -> None:
    a, b = await pair.join(0), await pair.join(1)
    silent: asyncio.Queue[str] = asyncio.Queue()
    for party in (a, b):
        await party.speaks("PCMU")
        party.stream.events.on_silence = lambda: silent.put_nowait("party")
    await a.stream.bridge(b.stream)
    for worker in pair.pool.workers:
        for stream in worker.streams.values():
            if stream not in (a.stream, b.stream):
                stream.events.on_silence = lambda: silent.put_nowait("link")
    assert {await asyncio.wait_for(silent.get(), WAIT_S) for _ in range(4)} == {"party"}
    await b.stream.close()
    assert pair.open_streams == [1, 0]
    a.peer.forget()
    assert {packet.payload for packet in await a.peer.take(10)} == {SILENCE}


async def test_another_bridge_ends_the_one_over_a_link(pair: Pair) -> None:
    a, b, c = await pair.join(0), await pair.join(1), await pair.join(0)
    for party in (a, b, c):
        await party.speaks("PCMU")
    await a.stream.bridge(b.stream)
    await c.stream.bridge(a.stream)
    assert pair.open_streams == [2, 1]
    said = encode("PCMU", tone(1000, 0.4))
    await talk(a.peer, a.stream.port, said)
    await c.peer.until(lambda packet: packet.payload == said[-160:])
    b.peer.forget()
    assert {packet.payload for packet in await b.peer.take(10)} == {SILENCE}


async def test_who_is_left_when_a_worker_dies_hears_silence_until_the_bridge_is_closed(
    start_worker: StartWorker,
) -> None:
    async with paired([start_worker(rtp_timeout_s=0.3), start_worker(rtp_timeout_s=0.3)]) as pair:
        a, b = await pair.join(0), await pair.join(1)
        lost = asyncio.Event()
        for party in (a, b):
            await party.speaks("PCMU")
        b.stream.events.on_lost = lost.set
        await a.stream.bridge(b.stream)
        pair.workers[1].stop()
        await asyncio.wait_for(lost.wait(), WAIT_S)
        await b.stream.close()
        assert pair.open_streams == [1, 0]
        a.peer.forget()
        assert {packet.payload for packet in await a.peer.take(10)} == {SILENCE}


async def test_nobody_else_on_this_machine_is_heard_on_a_link(pair: Pair) -> None:
    a, b = await pair.join(0), await pair.join(1)
    for party in (a, b):
        await party.speaks("PCMU")
    await a.stream.bridge(b.stream)
    (end,) = (stream for stream in pair.pool.workers[1].streams.values() if stream is not b.stream)
    stranger = Peer(ssrc=99)
    b.peer.forget()
    for _ in range(100):
        stranger.send(end.port, encode("PCMU", tone(700, 0.02)))
        await asyncio.sleep(0.001)
    said = bytes([7]) * 160
    a.peer.send(a.stream.port, said)
    packets = await b.peer.until(lambda packet: packet.payload == said)
    assert {packet.payload for packet in packets} <= {SILENCE, said}
    stranger.close()


@pytest.mark.parametrize("codec", ["PCMA", "G722"])
async def test_a_member_of_a_room_in_another_worker(pair: Pair, codec: CodecName) -> None:
    a, b = await pair.join(0), await pair.join(1)
    await a.speaks(codec)
    await b.speaks("PCMU")
    seat = await a.stream.link(b.stream.worker)
    for member in (seat, b.stream):
        await member.obey(RoomJoin(stream=member.id, room=1))
    async with humming(a.peer, a.stream.port, 500, codec), humming(b.peer, b.stream.port, 1000):
        await b.peer.take(20)
        at_a, at_b = await asyncio.gather(hears(a.peer, 0.6, codec), hears(b.peer, 0.6))
    rate_hz = 16000 if codec == "G722" else 8000
    assert level_db(at_a[rate_hz // 10 :], rate_hz, 1000) == pytest.approx(FULL_DB, abs=1.5)
    assert level_db(at_a[rate_hz // 10 :], rate_hz, 500) < -50
    assert level_db(at_b[800:], 8000, 500) == pytest.approx(FULL_DB, abs=1.5)
    await a.stream.close()
    assert pair.open_streams == [0, 1]


async def test_the_tone_of_a_key_is_hardly_heard_in_a_room_in_another_worker(pair: Pair) -> None:
    a, b = await pair.join(0), await pair.join(1)
    await a.speaks("PCMU", events=None)
    await b.speaks("PCMU")
    seat = await a.stream.link(b.stream.worker)
    for member in (seat, b.stream):
        await member.obey(RoomJoin(stream=member.id, room=1))
    hearing = asyncio.create_task(hears(b.peer, 1.0))
    await saying(a.peer, a.stream.port, tones("5", 0.7))
    loud = [level_db(frame, 8000, 1336) > -40 for frame in (await hearing).reshape(-1, 80)]
    assert 0 < 10 * sum(loud) <= 60


async def _speak(party: Party, said: bytes, codec: CodecName) -> None:
    """Packet by packet, at the pace of speech."""
    for start in range(0, len(said), 160):
        party.peer.send(party.stream.port, said[start : start + 160], PAYLOAD_TYPES[codec])
        await asyncio.sleep(0.02)
