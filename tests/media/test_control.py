"""The control socket's lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media import control, control_lines

pytestmark = pytest.mark.unit

COMMANDS = (
    control.Open(stream=1, host="127.0.0.1"),
    control.Configure(stream=1, remote_host="10.0.0.1", remote_port=4000, codec="PCMU", payload_type=0),
    control.Play(stream=1, play_id=2, path="/prompts/1"),
    control.Stop(stream=1),
    control.Bridge(stream=1, other=2),
    control.Unbridge(stream=1),
    control.SendDigits(stream=1, digits="12#"),
    control.RecordStart(stream=1, path="/recordings/ü.wav"),
    control.RecordStop(stream=1),
    control.Close(stream=1),
)
EVENTS = (
    control.Started(pid=1, first_port=10000, last_port=10001),
    control.Opened(stream=1, port=10000),
    control.Failed(stream=1, command="open", reason="no-port"),
    control.Key(stream=1, digit="5", method="rfc4733", at_ms=120),
    control.PlayEnded(stream=1, play_id=2, finished=True, offset_ms=1000, reason="finished"),
    control.DigitsSent(stream=1),
    control.RecordStopped(stream=1, path="/recordings/1.wav", duration_ms=5),
    control.RtpTimeout(stream=1),
    control.Closed(stream=1, statistics=control.Statistics(dtmf_methods=("rfc4733",))),
)


@pytest.mark.parametrize("message", COMMANDS, ids=lambda message: message.type)
def test_commands_survive(message: control.Command) -> None:
    line = control_lines.encode(message)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert control_lines.decode_command(line) == message
    with pytest.raises(control_lines.ControlError):
        control_lines.decode_event(line)


@pytest.mark.parametrize("message", EVENTS, ids=lambda message: message.type)
def test_events_survive(message: control.Event) -> None:
    assert control_lines.decode_event(control_lines.encode(message)) == message


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"type":"nothing"}',
        b'{"type":"open","stream":1}',
        b'{"type":"open","stream":-1,"host":"x"}',
        b'{"type":"stop","stream":1,"more":1}',
        b'{"type":"send_digits","stream":1,"digits":"12x"}',
        b'{"type":"play","stream":1,"play_id":1,"path":"a\\u0000b"}',
        b" " * (control_lines.MAX_LINE_BYTES + 1),
    ],
)
def test_what_is_no_command_is_refused(line: bytes) -> None:
    with pytest.raises(control_lines.ControlError):
        control_lines.decode_command(line)


def test_refusals_do_not_repeat_digits() -> None:
    with pytest.raises(control_lines.ControlError) as refused:
        control_lines.decode_command(b'{"type":"send_digits","stream":1,"digits":"73519x"}')
    assert "73519" not in str(refused.value)
    assert refused.value.__cause__ is None and refused.value.__suppress_context__


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(line: bytes) -> None:
    for decode in (control_lines.decode_command, control_lines.decode_event):
        try:
            decode(line)
        except control_lines.ControlError:
            continue


@given(st.sampled_from(COMMANDS), st.data())
def test_mutated_lines_decode_or_are_refused(message: control.Command, data: st.DataObject) -> None:
    line = bytearray(control_lines.encode(message))
    line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    try:
        control_lines.decode_command(bytes(line))
    except control_lines.ControlError:
        return


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line)), st.integers(1, 30))
def test_lines_do_not_depend_on_the_cuts(lines: list[bytes], size: int) -> None:
    stream = b"".join(line + b"\n" for line in lines)
    splitter, found = control_lines.LineSplitter(), []
    for start in range(0, len(stream), size):
        found += splitter.feed(stream[start : start + size])
    assert found == [line for line in lines if line]


def test_a_line_without_end_is_refused() -> None:
    splitter = control_lines.LineSplitter()
    with pytest.raises(control_lines.ControlError):
        for _ in range(3):
            splitter.feed(b"x" * (control_lines.MAX_LINE_BYTES // 2))
