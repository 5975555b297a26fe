"""Concurrent playing streams from a real worker to receivers on loopback: loss and jitter measured at the receiving
side, processor time of each process. One receiving process holds all the telephones.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import select
import socket
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from switchboard.media import rtp
from switchboard.media.aio.client import MediaClient
from switchboard.media.control import Configure, Event, Loop
from switchboard.media.rtp import HEADER, HEADER_BYTES
from switchboard.media.settings import WorkerSettings
from switchboard.media.worker import run

SILENCE = b"\xff" * 160


@dataclass(frozen=True, slots=True)
class Figures:
    """What the receivers saw; times in milliseconds between packets of one stream, less 20."""

    packets: int
    lost: int
    jitter_ms: float
    p99_ms: float
    worst_ms: float
    cpu_s: float


def receive(count: int, seconds: float, pipe: Connection) -> None:
    """The telephones: tells its ports, learns the worker's, sends a packet to each, counts what comes back."""
    sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(count)]
    epoll, by_descriptor = select.epoll(), {}
    for index, sock in enumerate(sockets):
        sock.setblocking(False)
        sock.bind(("127.0.0.1", 0))
        epoll.register(sock.fileno(), select.EPOLLIN)
        by_descriptor[sock.fileno()] = index
    pipe.send([sock.getsockname()[1] for sock in sockets])
    for sock, port in zip(sockets, pipe.recv(), strict=True):
        hello = rtp.build(payload_type=0, sequence=0, timestamp=0, ssrc=port, payload=SILENCE)
        sock.sendto(hello, ("127.0.0.1", port))
    pipe.recv()
    for sock in sockets:
        drain(sock)
    arrivals: list[tuple[int, int, float]] = []
    cpu_s, end = time.process_time(), time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        for descriptor, _ in epoll.poll(left):
            index = by_descriptor[descriptor]
            header = HEADER.unpack(sockets[index].recv(HEADER_BYTES))
            if not header[1] & 0x7F:  # RTCP goes to the next port, which may be another telephone's
                arrivals.append((index, header[2], time.monotonic()))
    pipe.send(measure(np.array(arrivals), count, time.process_time() - cpu_s))
    for sock in sockets:
        sock.close()


def drain(sock: socket.socket) -> None:
    """Forgets what came before."""
    with contextlib.suppress(BlockingIOError):
        while True:
            sock.recv(HEADER_BYTES)


def measure(arrivals: np.ndarray[tuple[int, int], np.dtype[np.float64]], count: int, cpu_s: float) -> Figures:
    """Loss by sequence numbers, jitter by the distance of arrivals."""
    lost, offsets = 0, []
    for index in range(count):
        own = arrivals[arrivals[:, 0] == index]
        if len(own) > 1:
            steps = np.diff(own[:, 1]) % 65536
            lost += int((steps - 1).sum())
            offsets.append(np.diff(own[:, 2]) * 1000 - 20 * steps)
    late = np.abs(np.concatenate(offsets))
    return Figures(len(arrivals), lost, float(late.mean()), float(np.percentile(late, 99)), float(late.max()), cpu_s)


def cpu_of(pid: int) -> float:
    """User and system seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ignore(event: Event) -> None:
    """Nothing is expected."""


def lost() -> None:
    """The worker died."""
    raise SystemExit("the worker is gone")


async def play(path: Path, stem: str, ports: list[int], pipe: Connection, seconds: float) -> None:
    """Opens and plays all streams, lets them settle, then lets the receivers measure."""
    async with await MediaClient.connect(path, ignore, lost) as client:
        own = []
        for number, port in enumerate(ports):
            own.append(await client.open(number, "127.0.0.1"))
            config = Configure(
                stream=number,
                remote_host="127.0.0.1",
                remote_port=port,
                codec="PCMU",
                payload_type=0,
                telephone_event_payload_type=101,
            )
            await client.send(config)
            await client.send(Loop(stream=number, sound="music", paths=(stem,)))
        pipe.send(own)
        await asyncio.sleep(1.0)
        pipe.send("measure")
        await asyncio.to_thread(pipe.poll, seconds + 60)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--first-port", type=int, default=40000)
    options = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as directory:
        stem, path = f"{directory}/prompt", Path(directory) / "media.sock"
        Path(f"{stem}.pcmu").write_bytes(bytes(range(256)) * 400)
        last = options.first_port + 2 * options.streams + 199
        worker = spawn.Process(target=run, args=(WorkerSettings(path, options.first_port, last),))
        ours, theirs = spawn.Pipe()
        receiver = spawn.Process(target=receive, args=(options.streams, options.seconds, theirs))
        for process in (worker, receiver):
            process.start()
        ports = ours.recv()
        while not path.exists():
            time.sleep(0.02)
        before = cpu_of(worker.pid or 0)
        begin = time.monotonic()
        asyncio.run(play(path, stem, ports, ours, options.seconds))
        share = (cpu_of(worker.pid or 0) - before) / (time.monotonic() - begin)
        show(options.streams, options.seconds, ours.recv(), share)
        worker.terminate()
        for process in (worker, receiver):
            process.join()


def show(streams: int, seconds: float, figures: Figures, share: float) -> None:
    """A table."""
    table = Table("", f"{streams} streams, {seconds:g} s")
    table.add_row("packets received", f"{figures.packets:,}")
    table.add_row("expected", f"{streams * seconds * 50:,.0f}")
    table.add_row("lost", f"{figures.lost:,}")
    table.add_row("deviation from 20 ms, mean", f"{figures.jitter_ms:.3f} ms")
    table.add_row("99 %", f"{figures.p99_ms:.3f} ms")
    table.add_row("worst", f"{figures.worst_ms:.3f} ms")
    table.add_row("worker, share of a core", f"{share:.0%}")
    table.add_row("receivers, share of a core", f"{figures.cpu_s / seconds:.0%}")
    Console().print(table)


if __name__ == "__main__":
    main()
