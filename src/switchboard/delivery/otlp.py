"""Spans on their way to an OpenTelemetry collector: OTLP over HTTP, by OpenTelemetry's own SDK, from a thread.

This loads the SDK: import it only where there is something to tell.
"""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from typing import Final

from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from switchboard.call.spans import Name, Span
from switchboard.config import TelemetrySettings

MOST_SPANS: Final = 8192
"""That wait for the collector; then the eldest go."""

MOST_AT_ONCE: Final = 512
"""Spans of one request."""

PAUSE_MS: Final = 2000.0
"""Spans that come within this time go together."""

LAST_S: Final = 2.0
"""How long the collector may take for what is left at the end."""

_KINDS: Final[dict[Name, SpanKind]] = {"call": SpanKind.SERVER, "dial": SpanKind.CLIENT}


class Collector:
    """Takes spans without waiting. A collector that is away costs them, and nothing else."""

    def __init__(self, settings: TelemetrySettings) -> None:
        self._service = settings.service
        self._scope = InstrumentationScope("switchboard", version("switchboard-ivr"))
        self._exporter = OTLPSpanExporter(
            endpoint=settings.url,
            certificate_file=settings.ca_file or None,
            headers={name: value.get_secret_value() for name, value in settings.headers.items()},
            timeout=settings.timeout_s,
            compression=Compression.Gzip,
        )
        self._queue = BatchSpanProcessor(
            self._exporter,
            max_queue_size=MOST_SPANS,
            schedule_delay_millis=PAUSE_MS,
            max_export_batch_size=MOST_AT_ONCE,
        )

    def tell(self, node: str, trace: int, spans: Sequence[Span]) -> None:
        """Of a call that ended at this machine."""
        resource = Resource(
            {
                "service.name": self._service,
                "service.version": self._scope.version or "",
                "service.instance.id": node,
            }
        )
        for span in spans:
            self._queue.on_end(self._read(resource, trace, span))

    def _read(self, resource: Resource, trace: int, span: Span) -> ReadableSpan:
        return ReadableSpan(
            span.name,
            _context(trace, span.id),
            None if span.parent is None else _context(trace, span.parent),
            resource,
            span.attributes,
            [Event(name, timestamp=_ns(at)) for at, name in span.marks],
            kind=_KINDS.get(span.name, SpanKind.INTERNAL),
            status=Status(StatusCode.ERROR if span.failed else StatusCode.UNSET),
            start_time=_ns(span.began),
            end_time=_ns(span.ended),
            instrumentation_scope=self._scope,
        )

    async def close(self) -> None:
        """Send what is left, as far as the collector takes it at once. A thread that it hangs up ends with the
        process."""
        loop, sent = asyncio.get_running_loop(), asyncio.Event()

        def send() -> None:
            self._queue.force_flush()
            with suppress(RuntimeError):  # nobody waits any more
                loop.call_soon_threadsafe(sent.set)

        threading.Thread(target=send, name="last-spans", daemon=True).start()
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_S):
                await sent.wait()
        self._exporter.shutdown()  # type: ignore[no-untyped-call]


def _context(trace: int, span: int) -> SpanContext:
    return SpanContext(trace, span, is_remote=False, trace_flags=TraceFlags(TraceFlags.SAMPLED))


def _ns(at: datetime) -> int:
    """Nanoseconds since 1970."""
    return round(at.timestamp() * 1_000_000) * 1000
