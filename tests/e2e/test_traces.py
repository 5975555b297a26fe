"""What an OpenTelemetry collector is told of a call of the running product, read by OpenTelemetry's own messages."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from switchboard.call.spans import trace_of
from tests.e2e.phones import CALLEE, CALLER, Phones, ends
from tests.kit.product import Product, running

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
MENU = "6200"
WITHIN_S = 90.0


@dataclass(slots=True)
class Collector:
    """A collector that is busy at first. `bodies` are what it took, `tokens` what it was shown."""

    bodies: list[bytes] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    refused: int = 0
    port: int = 0
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        self.tokens.append(headers.get("x-token", ""))
        if self.refused:
            assert head.startswith("POST /v1/traces ")
            self.bodies.append(gzip.decompress(body))
            self._came.set()
        status = "200 OK" if self.refused else "503 Service Unavailable"
        self.refused += not self.refused
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async def spans(self, call: str, last: str) -> list[Span]:
        """Of a call, once the last one of that name was told: they need not come in one request."""
        trace = trace_of(call).to_bytes(16)
        async with asyncio.timeout(WITHIN_S):
            while True:
                await self._came.wait()
                self._came.clear()
                found = [span for span in self._all() if span.trace_id == trace]
                if last in [span.name for span in found]:
                    return found

    def _all(self) -> list[Span]:
        requests = map(ExportTraceServiceRequest.FromString, self.bodies)
        return [
            span
            for request in requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@asynccontextmanager
async def collecting() -> AsyncIterator[Collector]:
    collector = Collector()
    server = await asyncio.start_server(collector.take, "127.0.0.1", 0)
    collector.port = server.sockets[0].getsockname()[1]
    async with server:
        yield collector


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def collector() -> AsyncIterator[Collector]:
    async with collecting() as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(collector: Collector, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    settings = f"""
[telemetry]
url = "http://127.0.0.1:{collector.port}/v1/traces"
headers = {{ x-token = "sesame" }}
timeout_s = 60
"""
    async with running(tmp_path_factory.mktemp("traced"), settings) as found:
        yield found


async def test_a_call_is_told_as_a_trace(product: Product, people: Phones, collector: Collector) -> None:
    """The call, the menu, the dialling and the talk; and nobody's number. A collector that is busy is asked again."""
    session = await people.call(MENU)
    await session.rtp.hears(20)
    alice = await people.reach_alice(session)
    await session.bye()
    await ends(alice)
    async with product.native() as native:
        newest = (await native.get("/calls?limit=1")).json()["items"][0]["id"]
    spans = {span.name: span for span in await collector.spans(newest, "bridge")}
    assert set(spans) == {"call", "menu", "dial", "bridge"}
    whole = spans["call"]
    assert whole.parent_span_id == b""
    assert {spans[name].parent_span_id for name in ("menu", "dial", "bridge")} == {whole.span_id}
    assert spans["dial"].end_time_unix_nano == spans["bridge"].start_time_unix_nano
    attributes = {one.key: one.value for one in whole.attributes}
    assert attributes["switchboard.call.id"].string_value == newest
    assert attributes["switchboard.cause"].string_value == "normal"
    assert "call_ended" in [mark.name for mark in whole.events]
    assert (collector.refused, set(collector.tokens)) == (1, {"sesame"})
    assert {CALLER, CALLEE, MENU}.isdisjoint(_texts(spans.values()))


def _texts(spans: Iterable[Span]) -> set[str]:
    return {one.value.string_value for span in spans for one in span.attributes}
