"""Log lines on standard error: one event, one line, as key=value for people or as JSON for programs."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

import structlog

from switchboard.log_flood import BoundedEvents, BoundedRecords, Flood
from switchboard.printable import printable, printable_lines

LogFormat = Literal["logfmt", "json"]


def set_up_logging(level: str, form: LogFormat = "logfmt", **whose: str) -> None:
    """Log from `level` on. Each line of JSON says `whose` it is, such as the node's."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonFormatter(whose) if form == "json" else _PrintableFormatter())
    handler.addFilter(BoundedRecords(Flood()))
    logging.basicConfig(level=number, handlers=[handler])
    # Those of buckets would also tell what they get, such as keys of the machine.
    for talkative in ("alembic", "uvicorn", "httpx", "httpcore", "boto3", "botocore", "urllib3"):
        logging.getLogger(talkative).setLevel(max(number, logging.WARNING))
    structlog.configure(
        processors=[
            BoundedEvents(Flood()),
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            *(_as_json(whose) if form == "json" else _AS_LOGFMT),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _printable_values(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Escapes control characters, so that a stranger's text stays inside its value and no terminal obeys it."""
    return {name: printable(str(value)) if isinstance(value, str | bytes) else value for name, value in event.items()}


_AS_LOGFMT: tuple[structlog.typing.Processor, ...] = (
    _printable_values,
    structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False),
)


def _as_json(whose: dict[str, str]) -> tuple[structlog.typing.Processor, ...]:
    def named(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        first = {name: event.pop(name) for name in ("timestamp", "level", "event")}
        return {**first, **whose, **event}

    # JSON in ASCII escapes all that a terminal might obey, and line breaks.
    return named, structlog.processors.JSONRenderer(default=str)


class _PrintableFormatter(logging.Formatter):
    """Escapes control characters in log lines of libraries, which may quote what strangers sent."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return printable_lines(super().format(record))


class _JsonFormatter(logging.Formatter):
    """The same members as our own lines have, and the library's name as `logger`."""

    def __init__(self, whose: dict[str, str]) -> None:
        super().__init__()
        self._whose = whose

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **self._whose,
            "logger": record.name,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)
