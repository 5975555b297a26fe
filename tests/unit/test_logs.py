"""Log lines as JSON: one event, one line, whatever is in it."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from switchboard.cli.logs import set_up_logging
from switchboard.log_flood import LINES

pytestmark = pytest.mark.unit

HOSTILE = 'a"\r\n{"level": "error"}\x1b[2J\u202e\ud800'


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Lines of other tests are as ever."""
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    yield
    root.handlers = handlers
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def log_as_json() -> None:
    logging.getLogger().handlers = []
    set_up_logging("info", "json", node="pbx1", process="calls")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    text = capsys.readouterr().err
    assert text.isascii()
    return [json.loads(line) for line in text.splitlines()]


def test_a_line_says_whose_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json()
    structlog.contextvars.bind_contextvars(call="c1")
    structlog.get_logger().warning("cannot answer", error="unavailable", count=3)
    structlog.get_logger().debug("too fine")
    (line,) = lines(capsys)
    assert list(line)[:5] == ["timestamp", "level", "event", "node", "process"]
    assert str(line.pop("timestamp")).endswith("Z")
    assert line == {
        "level": "warning",
        "event": "cannot answer",
        "node": "pbx1",
        "process": "calls",
        "call": "c1",
        "error": "unavailable",
        "count": 3,
    }


def test_a_stranger_forges_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json()
    structlog.get_logger().info("came", source=HOSTILE, data=b"\x00\xff")
    logging.getLogger("library").error("bad: %s", HOSTILE)
    own, library = lines(capsys)
    assert own["source"] == HOSTILE
    assert (library["event"], library["logger"], library["level"]) == (f"bad: {HOSTILE}", "library", "error")
    assert (library["node"], library["process"]) == ("pbx1", "calls")


def test_a_fault_has_its_trace_in_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json()
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        structlog.get_logger().error("ours", exc_info=error)
        logging.getLogger("library").exception("theirs")
    for line in lines(capsys):
        assert "ValueError: two\nlines" in str(line["exception"])


def test_what_is_logged_again_and_again_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    log_as_json()
    for _ in range(LINES + 5):
        structlog.get_logger().info("again")
        logging.getLogger("library").warning("again")
    assert len(lines(capsys)) == 2 * LINES
