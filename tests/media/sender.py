"""A plane on a clock of the test's own; each stream's packets land in a list."""

import random
import socket

from switchboard.media import rtp
from switchboard.media.control import Configure, Event
from switchboard.media.plane import Plane
from switchboard.media.playing import Playing, Track
from switchboard.media.prompts import Prompt
from switchboard.media.reporting import Reporter
from switchboard.media.stream import Stream


def playing(play_id: int, *prompts: Prompt) -> Playing:
    """Prompts of a command, one after another."""
    tracks = (Track("", prompt) for prompt in prompts)
    return Playing(next(tracks), tracks, play_id)


class Sender:
    """A plane, its events, and what its streams sent with the time of sending."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.plane = Plane(self.events.append, 0.0)
        self.sent: dict[int, list[tuple[float, rtp.Packet]]] = {}
        self.streams: list[Stream] = []

    def stream(self, number: int, **changes: object) -> Stream:
        """A configured stream."""
        rtp_socket, rtcp_socket = socket.socketpair()
        reporter = Reporter(number, "test", 5.0, 0.0, random.SystemRandom())
        stream = Stream(number, self.plane.rows.take(), 0, rtp_socket, rtcp_socket, reporter)
        self.plane.add(stream, 65530, 2**32 - 400)
        sent = self.sent[number] = []

        def send(data: bytes) -> None:
            packet = rtp.parse(data)
            assert packet is not None
            sent.append((self.plane.now_s, packet))

        base: dict[str, object] = {
            "stream": number,
            "remote_host": "192.0.2.1",
            "remote_port": 4000,
            "codec": "PCMU",
            "payload_type": 0,
            "telephone_event_payload_type": 101,
        }
        config = Configure.model_validate(base | changes)
        stream.configure(config, self.plane.now_s)
        stream.rtp.send = send
        self.plane.configure(stream, config)
        self.streams.append(stream)
        return stream

    def slots(self, count: int) -> None:
        """Time passes, each slot on time, and each prompt that begins between two slots."""
        last = self.plane.slot + count
        while self.plane.slot < last:
            self.plane.advance(self.plane.deadline_s + 1e-6)

    def packets(self, number: int) -> list[rtp.Packet]:
        """What a stream sent."""
        return [packet for _, packet in self.sent[number]]
