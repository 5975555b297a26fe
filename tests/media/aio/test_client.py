"""The client against a server that says what the test wants."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from switchboard.errors import Unavailable
from switchboard.media.aio.client import MediaClient, StreamError
from switchboard.media.control import (
    Closed,
    Event,
    Failed,
    Figures,
    Key,
    Opened,
    RecordStopped,
    RtpTimeout,
    Started,
    Statistics,
    Stop,
)
from switchboard.media.control_lines import encode

pytestmark = pytest.mark.interop

STARTED = encode(Started(pid=1, first_port=10000, last_port=10009))
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Calls:
    """What the client told its owner."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.lost = asyncio.Event()


@asynccontextmanager
async def server(path: Path, handler: Handler) -> AsyncIterator[None]:
    """Serves one connection."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await handler(reader, writer)
        writer.close()

    running = await asyncio.start_unix_server(serve, str(path))
    async with running:
        yield


def script(*answers: bytes) -> Handler:
    """Answers the connection, then each line in turn, then goes away."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            writer.write(answer)
            if not await reader.readline():
                return

    return handle


async def connect(path: Path, calls: Calls) -> MediaClient:
    """With everything noted."""
    return await MediaClient.connect(path, calls.events.append, calls.lost.set)


async def test_replies_go_to_their_callers_and_the_rest_to_the_owner(tmp_path: Path) -> None:
    calls, path = Calls(), tmp_path / "s"
    key = Key(stream=1, digit="1", method="inband")
    stopped = RecordStopped(stream=1, path="/x.wav", duration_ms=20)
    answers = (
        STARTED,
        encode(key) + encode(Opened(stream=1, port=10000)),
        encode(stopped),
        encode(Closed(stream=1, statistics=Statistics(packets_sent=3))) + encode(RtpTimeout(stream=2)),
    )
    async with server(path, script(*answers)), await connect(path, calls) as client:
        assert await client.open(1, "127.0.0.1") == 10000
        assert await client.record_stop(1) == stopped
        assert (await client.close(1)).packets_sent == 3
    assert calls.events[0] == key
    assert not calls.lost.is_set()


async def test_whoever_asks_for_figures_meanwhile_gets_the_same(tmp_path: Path) -> None:
    calls, path = Calls(), tmp_path / "s"
    figures = Figures(pid=1, started_s=2.5, streams=3, late_slots=4, idle_s=1.5, refused_commands={"no-port": 5})
    async with server(path, script(STARTED, encode(figures))), await connect(path, calls) as client:
        impatient = asyncio.create_task(client.figures())
        await asyncio.sleep(0)
        impatient.cancel()
        both = await asyncio.gather(client.figures(), client.figures())
        assert all(one == figures for one in both)
        with pytest.raises(Unavailable):
            await client.figures()
    assert calls.events == []


async def test_refusals_are_raised_where_asked_and_told_otherwise(tmp_path: Path) -> None:
    calls, path = Calls(), tmp_path / "s"
    refused = Failed(stream=1, command="stop", reason="no-such-stream")
    answers = (STARTED, encode(Failed(stream=1, command="open", reason="no-port")), encode(refused))
    async with server(path, script(*answers)), await connect(path, calls) as client:
        with pytest.raises(StreamError, match="no-port") as error:
            await client.open(1, "127.0.0.1")
        assert (error.value.command, error.value.reason) == ("open", "no-port")
        await client.send(Stop(stream=1))
        await client.send(Stop(stream=1))
        await asyncio.wait_for(calls.lost.wait(), 10)
    assert calls.events == [refused]


async def test_a_lost_worker_fails_what_waits_and_is_told_once(tmp_path: Path) -> None:
    calls, path = Calls(), tmp_path / "s"
    async with server(path, script(STARTED)), await connect(path, calls) as client:
        with pytest.raises(Unavailable):
            await client.open(1, "127.0.0.1")
        assert calls.lost.is_set()
        with pytest.raises(Unavailable):
            await client.send(Stop(stream=1))


@pytest.mark.parametrize("rubbish", [b"rubbish\n", b"\xff\xfe\n", b"x" * 70000])
async def test_rubbish_is_a_loss(tmp_path: Path, rubbish: bytes) -> None:
    calls, path = Calls(), tmp_path / "s"
    async with server(path, script(STARTED + rubbish)), await connect(path, calls):
        await asyncio.wait_for(calls.lost.wait(), 10)


async def test_a_worker_that_serves_somebody_else(tmp_path: Path) -> None:
    calls, path = Calls(), tmp_path / "s"
    async with server(path, script()):
        with pytest.raises(Unavailable):
            await connect(path, calls)
    assert not calls.lost.is_set()


async def test_no_worker(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        await connect(tmp_path / "none", Calls())


async def test_one_question_of_a_kind_at_a_time(tmp_path: Path) -> None:
    calls, path = Calls(), tmp_path / "s"

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(STARTED)
        await reader.read()

    async with server(path, silent), await connect(path, calls) as client:
        first = asyncio.create_task(client.open(1, "127.0.0.1"))
        await asyncio.sleep(0)
        with pytest.raises(StreamError, match="already-asked"):
            await client.open(1, "127.0.0.1")
        await client.aclose()
        with pytest.raises(Unavailable):
            await first
