"""A real worker process, RTP over loopback."""

import asyncio
import contextlib
import os
import signal
import wave
from pathlib import Path

import numpy as np
import pytest

from switchboard.errors import Unavailable
from switchboard.media import rtcp
from switchboard.media.aio.client import StreamError
from switchboard.media.control import (
    Bridge,
    Failed,
    Key,
    Loop,
    Play,
    PlayEnded,
    RecordStart,
    RtpTimeout,
    Stop,
)
from switchboard.media.g711 import ulaw_decode, ulaw_encode
from switchboard.media.source import PROOF_PACKETS

from .support import (
    SILENCE,
    WAIT_S,
    CommonWorker,
    Phone,
    Prompt,
    StartWorker,
    continuous,
    moved,
    press,
)

pytestmark = pytest.mark.interop


async def test_a_prompt_arrives_as_it_is_stored(phone: Phone, prompt: Prompt) -> None:
    path, samples = prompt
    peer = phone.peer()
    await phone.call(1, peer)
    await phone.client.send(Play(stream=1, play_id=7, path=path))
    packets = await peer.until(lambda packet: packet.payload != SILENCE)
    packets += await peer.take(60)
    assert continuous(packets)
    begun = next(index for index, packet in enumerate(packets) if packet.payload != SILENCE)
    # Silence may have begun before the prompt: a new talkspurt each.
    assert {index for index, packet in enumerate(packets) if packet.marker} == {0, begun}
    heard = np.concatenate([ulaw_decode(np.frombuffer(p.payload, np.uint8)) for p in packets])
    start = begun * 160
    assert np.array_equal(heard[start : start + 8000], ulaw_decode(ulaw_encode(samples)))
    assert packets[-1].payload == SILENCE
    ended = await phone.event()
    assert ended == PlayEnded(stream=1, play_id=7, finished=True, offset_ms=1000, reason="finished")


async def test_a_law_plays_its_own_file(phone: Phone, prompt: Prompt) -> None:
    path, _ = prompt
    peer = phone.peer()
    await phone.call(1, peer, codec="PCMA", payload_type=8)
    await phone.client.send(Play(stream=1, play_id=1, path=path))
    packets = await peer.take(50)
    assert {packet.payload_type for packet in packets} == {8}
    assert Path(f"{path}.pcma").read_bytes()[:4000] in b"".join(packet.payload for packet in packets)


@pytest.mark.parametrize("ptime_ms", [10, 20, 30, 40, 60])
async def test_packet_times(phone: Phone, prompt: Prompt, ptime_ms: int) -> None:
    path, _ = prompt
    peer = phone.peer()
    await phone.call(1, peer, ptime_ms=ptime_ms)
    await phone.client.send(Play(stream=1, play_id=1, path=path))
    packets = await peer.take(2 + 1200 // ptime_ms)
    assert {len(packet.payload) for packet in packets} == {8 * ptime_ms}
    assert continuous(packets)
    assert Path(f"{path}.pcmu").read_bytes() in b"".join(packet.payload for packet in packets)


async def test_a_loop_has_no_seam(phone: Phone, tmp_path: Path) -> None:
    peer = phone.peer()
    content = bytes(range(1, 251))
    (tmp_path / "short.pcmu").write_bytes(content)
    await phone.call(1, peer)
    await phone.client.send(Loop(stream=1, sound="ringback", paths=(str(tmp_path / "short"),)))
    packets = await peer.take(20)
    assert content * 8 in b"".join(packet.payload for packet in packets)
    await phone.client.send(Loop(stream=1, sound="ringback", paths=()))
    await peer.until(lambda packet: packet.payload == SILENCE)


async def test_a_missing_file_is_unreadable(phone: Phone, tmp_path: Path) -> None:
    peer = phone.peer()
    await phone.call(1, peer)
    await phone.client.send(Play(stream=1, play_id=3, path=str(tmp_path / "none")))
    assert await phone.event() == PlayEnded(stream=1, play_id=3, finished=False, offset_ms=0, reason="unreadable")


@pytest.mark.parametrize("direction", ["sendrecv", "sendonly", "recvonly", "inactive"])
async def test_silence_is_told_again_and_again_whatever_the_direction(
    common_worker: CommonWorker, direction: str
) -> None:
    phone = await common_worker(rtp_timeout_s=0.3).phone()
    await phone.call(1, phone.peer(), direction=direction)
    assert [await phone.event() for _ in range(3)] == [RtpTimeout(stream=1)] * 3
    await phone.close()


async def test_a_talking_peer_is_not_silent_though_the_kernel_withholds_it(common_worker: CommonWorker) -> None:
    phone = await common_worker(rtp_timeout_s=1.0).phone()
    peer = phone.peer()
    port = await phone.call(1, peer)
    for _ in range(100):
        peer.send(port, SILENCE)
        await peer.receive()
    assert phone.events.empty()
    assert (await phone.client.close(1)).filtered
    await phone.close()


async def test_reports_are_signs_of_life(common_worker: CommonWorker) -> None:
    phone = await common_worker(rtp_timeout_s=1.0).phone()
    peer = phone.peer()
    port = await phone.call(1, peer)
    for _ in range(100):
        peer.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(peer.ssrc)), ("127.0.0.1", port + 1))
        await peer.receive()
    assert phone.events.empty()
    await phone.close()


async def test_reports_are_sent_and_goodbye(common_worker: CommonWorker) -> None:
    phone = await common_worker(rtcp_interval_s=0.2).phone()
    peer = phone.peer()
    await phone.call(1, peer, ssrc=77)
    packet = await peer.receive()
    assert packet.ssrc == 77
    report, cname = rtcp.parse(await peer.receive_rtcp())
    assert isinstance(report, rtcp.SenderReport) and isinstance(cname, rtcp.Cname)
    assert report.ssrc == 77 and report.octets == 160 * report.packets > 0
    await phone.client.close(1)
    last = rtcp.parse(await peer.receive_rtcp())
    while not isinstance(last[-1], rtcp.Goodbye):
        last = rtcp.parse(await peer.receive_rtcp())
    await phone.close()


async def test_the_peers_report_is_read(common_worker: CommonWorker) -> None:
    phone = await common_worker(rtcp_interval_s=0.2).phone()
    peer = phone.peer()
    port = await phone.call(1, peer, ssrc=77)
    sender = rtcp.parse(await peer.receive_rtcp())[0]
    assert isinstance(sender, rtcp.SenderReport)
    block = rtcp.ReportBlock(77, 0, 5, 100, 0, rtcp.ntp_middle(sender.ntp), 0)
    peer.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(peer.ssrc, (block,))), ("127.0.0.1", port + 1))
    await peer.receive_rtcp()
    figures = await phone.client.close(1)
    assert figures.peer_lost == 5 and figures.round_trip_ms is not None
    await phone.close()


async def test_reports_of_others_change_nothing(common_worker: CommonWorker) -> None:
    """From another host, and from another port of the peer's host that does not know its SSRC."""
    phone = await common_worker(rtcp_interval_s=0.2).phone()
    peer, stranger, neighbour = phone.peer(), phone.peer("127.0.0.3"), phone.peer()
    port = await phone.call(1, peer, ssrc=77)
    peer.send(port, SILENCE)
    block = rtcp.ReportBlock(77, 0, 5, 100, 0, 0, 0)
    stranger.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(peer.ssrc, (block,))), ("127.0.0.1", port + 1))
    neighbour.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(1, (block,))), ("127.0.0.1", port + 1))
    await peer.receive_rtcp()
    await peer.receive_rtcp()
    figures = await phone.client.close(1)
    assert (figures.peer_lost, figures.dropped_foreign) == (None, 2)
    await phone.close()


async def test_reports_go_beside_the_source_in_use(common_worker: CommonWorker) -> None:
    """At first to the next port, then to where its own come from; the SDP's address wins back."""
    phone = await common_worker(rtcp_interval_s=0.2).phone()
    named, actual = phone.peer(), phone.peer("127.0.0.2")
    port = await phone.call(1, named, signalling_host="127.0.0.2")
    for _ in range(PROOF_PACKETS):
        actual.send(port, SILENCE)
    await actual.receive()
    actual.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(actual.ssrc)), ("127.0.0.1", port + 1))
    assert rtcp.parse(await actual.receive_rtcp())
    named.forget()
    named.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(named.ssrc)), ("127.0.0.1", port + 1))
    assert rtcp.parse(await named.receive_rtcp())
    await phone.close()


async def test_reports_go_to_the_host_that_the_description_names_for_them(common_worker: CommonWorker) -> None:
    phone = await common_worker(rtcp_interval_s=0.2).phone()
    peer, elsewhere = phone.peer(), phone.peer("127.0.0.2")
    await phone.call(1, peer, rtcp_host=elsewhere.host, rtcp_port=elsewhere.rtcp_port)
    assert rtcp.parse(await elsewhere.receive_rtcp())
    await phone.close()


async def test_ipv6(phone: Phone) -> None:
    """Beside IPv4 in the same worker, and with the same rule of sources."""
    named, other, four = phone.peer("::1"), phone.peer("::1", ssrc=0x9999), phone.peer()
    port = await asyncio.wait_for(phone.client.open(1, "::"), WAIT_S)
    await phone.configure(1, named)
    await phone.call(2, four)
    await four.take(2)
    await named.take(2)
    for _ in range(PROOF_PACKETS):
        other.send(port, SILENCE)
    assert await phone.event() == moved(named, other)
    press(named, port, "6")
    assert [await phone.event(), await phone.event()] == [
        Key(stream=1, digit="6", method="rfc4733"),
        moved(other, named),
    ]
    await phone.configure(1, four)
    assert await phone.event() == Failed(stream=1, command="configure", reason="bad-address")


async def test_ports_run_out(phone: Phone) -> None:
    ports: list[int] = []
    with pytest.raises(StreamError, match="no-port"):
        while True:
            ports.append(await phone.client.open(len(ports), "127.0.0.1"))
    assert all(port % 2 == 0 for port in ports) and len(set(ports)) == len(ports)
    await phone.client.close(0)
    assert await phone.client.open(99, "127.0.0.1") == ports[0]


async def test_refusals(start_worker: StartWorker) -> None:
    phone = await start_worker().phone()
    peer = phone.peer()
    await phone.client.send(Stop(stream=9))
    assert await phone.event() == Failed(stream=9, command="stop", reason="no-such-stream")
    await phone.call(1, peer)
    await phone.client.send(Bridge(stream=1, other=1))
    assert await phone.event() == Failed(stream=1, command="bridge", reason="no-such-stream")
    await phone.configure(1, peer, remote_host="phone.example")
    assert await phone.event() == Failed(stream=1, command="configure", reason="bad-address")
    await phone.client.send(RecordStart(stream=1, path="/nonexistent/x.wav"))
    assert await phone.event() == Failed(stream=1, command="record_start", reason="unwritable")
    figures = await phone.client.figures()
    assert (figures.streams, figures.refused_commands) == (1, {"no-such-stream": 2, "bad-address": 1, "unwritable": 1})
    await phone.close()


async def test_only_one_calls_process(start_worker: StartWorker) -> None:
    worker = start_worker()
    first = await worker.phone()
    with pytest.raises(Unavailable):
        await worker.phone()
    await first.client.open(1, "127.0.0.1")
    await first.close()
    second = await worker.phone()
    await second.client.open(1, "127.0.0.1")
    await second.close()


async def test_sigterm_closes_recordings(start_worker: StartWorker, tmp_path: Path) -> None:
    worker = start_worker()
    phone = await worker.phone()
    peer = phone.peer()
    await phone.call(1, peer)
    wav = tmp_path / "call.wav"
    await phone.client.send(RecordStart(stream=1, path=str(wav)))
    await peer.take(10)
    os.kill(worker.process.pid, signal.SIGTERM)
    await asyncio.wait_for(phone.lost.wait(), 10)
    assert worker.process.wait(10) == 0
    with contextlib.closing(wave.open(str(wav))) as file:
        assert file.getnframes() > 800
    with pytest.raises(Unavailable):
        await phone.client.open(2, "127.0.0.1")
    assert not worker.path.exists()
    await phone.close()
