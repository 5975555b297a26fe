"""Encrypted streams: a real worker, SRTP over loopback, and libsrtp as the other side."""

import asyncio
import base64
import wave
from pathlib import Path

import numpy as np
import pytest
from pylibsrtp import Error, Policy, Session

from switchboard.media import rtcp, rtp
from switchboard.media.control import Bridge, Failed, Key, Play, PlayEnded, RecordStart, Srtp
from switchboard.media.srtp import Protection

from .support import SILENCE, Peer, Phone, Prompt, loudest_hz, press, sine

pytestmark = pytest.mark.interop

PROFILES = {
    "AES_CM_128_HMAC_SHA1_80": (Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 30, 10),
    "AES_CM_128_HMAC_SHA1_32": (Policy.SRTP_PROFILE_AES128_CM_SHA1_32, 30, 4),
    "AEAD_AES_128_GCM": (Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 28, 16),
}
USUAL = "AES_CM_128_HMAC_SHA1_80"


class SecurePeer(Peer):
    """A telephone that encrypts. `keys` are what its stream is to be configured with."""

    def __init__(self, suite: str = USUAL, salt: int = 0) -> None:
        super().__init__()
        self.suite = suite
        profile, octets, self.tag_octets = PROFILES[suite]
        self.sends, self.hears = bytes([1 + salt]) * octets, bytes([2 + salt]) * octets
        self.sending = Session(Policy(self.sends, Policy.SSRC_ANY_OUTBOUND, srtp_profile=profile))
        self.hearing = Session(Policy(self.hears, Policy.SSRC_ANY_INBOUND, srtp_profile=profile))

    @property
    def keys(self) -> dict[str, str]:
        send, receive = (base64.b64encode(key).decode() for key in (self.hears, self.sends))
        return {"suite": self.suite, "send_key": send, "receive_key": receive}

    def raw(
        self, port: int, payload: bytes, payload_type: int, sequence: int, timestamp: int, *, marker: bool = False
    ) -> None:
        packet = rtp.build(
            payload_type=payload_type,
            sequence=sequence,
            timestamp=timestamp,
            ssrc=self.ssrc,
            payload=payload,
            marker=marker,
        )
        self.rtp.sendto(self.sending.protect(packet), ("127.0.0.1", port))

    async def receive(self) -> rtp.Packet:
        data = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self.rtp, 2048), 10)
        packet = rtp.parse(self.hearing.unprotect(data))
        assert packet is not None
        return packet


def secure_peer(phone: Phone, suite: str = USUAL, salt: int = 0) -> SecurePeer:
    peer = SecurePeer(suite, salt)
    phone.peers.append(peer)
    return peer


@pytest.mark.parametrize("suite", PROFILES)
async def test_a_prompt_is_heard_and_a_key_is_taken(phone: Phone, prompt: Prompt, suite: str) -> None:
    path, _ = prompt
    peer = secure_peer(phone, suite)
    port = await phone.call(1, peer, srtp=peer.keys)
    await phone.client.send(Play(stream=1, play_id=5, path=path))
    await peer.until(lambda packet: packet.payload != SILENCE)
    press(peer, port, "5")
    key, ended = await phone.event(), await phone.event()
    assert isinstance(key, Key) and (key.digit, key.method) == ("5", "rfc4733")
    assert isinstance(ended, PlayEnded)


async def test_nothing_that_is_not_proven_is_taken(phone: Phone) -> None:
    """From the very address of the peer: plain packets, those of another key, changed ones, and repeated ones."""
    peer, other = secure_peer(phone), SecurePeer(salt=7)
    port = await phone.call(1, peer, srtp=peer.keys)
    await peer.take(1)
    forged = rtp.build(payload_type=0, sequence=1, timestamp=1, ssrc=1, payload=SILENCE)
    for packet in (forged, other.sending.protect(forged), b"", b"\x80", bytes(1600), bytes(2000)):
        peer.rtp.sendto(packet, ("127.0.0.1", port))
    event = rtp.build(payload_type=101, sequence=1, timestamp=1, ssrc=1, payload=b"\x05\x80\x03\x20")
    peer.rtp.sendto(event, ("127.0.0.1", port))
    await phone.obeyed()
    await peer.take(3)
    assert not phone.begun and phone.events.empty()
    press(peer, port, "7")
    assert await phone.event() == Key(stream=1, digit="7", method="rfc4733")
    statistics = await phone.client.close(1)
    assert statistics is not None and statistics.packets_received < 20
    other.close()


async def test_plain_and_encrypted_streams_are_bridged(phone: Phone) -> None:
    plain, secure = phone.peer(), secure_peer(phone)
    ports = await phone.call(1, plain), await phone.call(2, secure, srtp=secure.keys)
    await phone.client.send(Bridge(stream=1, other=2))
    await phone.obeyed()
    there, back = bytes([0x11]) * 160, bytes([0x22]) * 160
    for _ in range(10):
        plain.send(ports[0], there)
        secure.send(ports[1], back)
        await asyncio.sleep(0)
    assert (await secure.until(lambda packet: packet.payload == there))[-1].payload == there
    assert (await plain.until(lambda packet: packet.payload == back))[-1].payload == back


async def test_a_recording_has_what_was_decrypted(phone: Phone, tmp_path: Path) -> None:
    peer, file = secure_peer(phone), tmp_path / "call.wav"
    port = await phone.call(1, peer, srtp=peer.keys)
    await phone.client.send(RecordStart(stream=1, path=str(file)))
    await phone.obeyed()
    spoken = sine(1200, 0.6)
    for start in range(0, len(spoken), 160):
        await peer.receive()
        peer.send(port, spoken[start : start + 160])
    await phone.client.record_stop(1)
    with wave.open(str(file)) as recorded:
        frames = np.frombuffer(recorded.readframes(recorded.getnframes()), "<i2").reshape(-1, 2)
    assert abs(loudest_hz(frames[-2400:, 0]) - 1200) < 20


async def test_new_keys_come_into_force_and_old_ones_go_on(phone: Phone) -> None:
    """The peer changes its key, and then the audio is plain for a while."""
    peer = secure_peer(phone)
    port = await phone.call(1, peer, srtp=peer.keys)
    await peer.take(3)
    other = SecurePeer(salt=3)
    again = peer.keys | {"receive_key": other.keys["receive_key"]}
    await phone.configure(1, peer, srtp=again)
    await phone.obeyed()
    peer.sending = other.sending
    press(peer, port, "1")
    assert await phone.event() == Key(stream=1, digit="1", method="rfc4733")
    await peer.take(3)
    await phone.configure(1, peer)
    await phone.obeyed()
    peer.forget()
    plain = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(peer.rtp, 2048), 10)
    assert len(plain) == 12 + 160
    await phone.configure(1, peer, srtp=again)
    await phone.obeyed()
    peer.forget()
    await peer.take(3)
    other.close()


async def test_reports_are_encrypted(phone: Phone) -> None:
    peer = secure_peer(phone)
    port = await phone.call(1, peer, srtp=peer.keys)
    peer.send(port, SILENCE)
    data = await peer.receive_rtcp()
    report, *_ = rtcp.parse(peer.hearing.unprotect_rtcp(data))
    assert isinstance(report, rtcp.SenderReport)
    mine = rtcp.build(rtcp.ReceiverReport(peer.ssrc, ()), rtcp.Cname(peer.ssrc, "peer"))
    peer.rtcp.sendto(mine, ("127.0.0.1", port + 1))
    peer.rtcp.sendto(peer.sending.protect_rtcp(mine), ("127.0.0.1", port + 1))
    await phone.obeyed()


async def test_bad_keys_are_refused(phone: Phone) -> None:
    peer = secure_peer(phone)
    await phone.call(1, peer, srtp=peer.keys | {"send_key": "!" * 40})
    failed = await phone.event()
    assert isinstance(failed, Failed) and failed.reason == "bad-keys"


@pytest.mark.unit
def test_a_key_that_was_used_before_goes_on_where_it_was() -> None:
    """Two packets under one key and index would give away both."""
    peer, other = SecurePeer(), SecurePeer("AES_CM_128_HMAC_SHA1_32", salt=5)
    srtp = {one: _keys(one) for one in (peer, other)}
    protection = Protection(srtp[peer])
    packets = [rtp.build(payload_type=0, sequence=7, timestamp=0, ssrc=1, payload=bytes([n]) * 20) for n in range(2)]
    protection.protect(packets[0])
    protection.change(srtp[other])
    protection.change(srtp[peer])
    with pytest.raises(OSError):
        protection.protect(packets[1])
    for one in (peer, other):
        one.close()


@pytest.mark.unit
def test_a_packet_is_longer_by_its_tag_alone() -> None:
    for suite in PROFILES:
        peer = SecurePeer(suite)
        packet = rtp.build(payload_type=0, sequence=7, timestamp=0, ssrc=1, payload=SILENCE)
        sealed = Protection(_keys(peer)).protect(packet)
        assert len(sealed) == len(packet) + peer.tag_octets and peer.hearing.unprotect(sealed) == packet
        with pytest.raises(Error):
            peer.hearing.unprotect(sealed)
        peer.close()


def _keys(peer: SecurePeer) -> Srtp:
    return Srtp.model_validate(peer.keys)
