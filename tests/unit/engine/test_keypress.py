"""Keys in SIP INFO: each form that is taken, and what is none."""

import pytest

from switchboard.engine.builtin.keypress import FLASH, info_digit

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\r\n\r\n"])
@pytest.mark.parametrize(
    ("line", "digit"),
    [
        ("Signal=5", "5"),
        ("Signal= 5", "5"),
        ("Signal = 5 ", "5"),
        ("signal=5", "5"),
        ("SIGNAL=5", "5"),
        ('Signal="5"', "5"),
        ("d=5", "5"),
        ("Signal: 5", "5"),
        ("Signal=5;Duration=160", "5"),
        ("d=5, 160", "5"),
        ("D=5", "5"),
        ("5", "5"),
        (" 5 ", "5"),
        ("*", "*"),
        ("#", "#"),
        ("a", "A"),
        ("Signal=*", "*"),
        ("Signal=star", "*"),
        ("Signal=10", "*"),
        ("10", "*"),
        ("Signal=#", "#"),
        ("Signal=pound", "#"),
        ("Signal=hash", "#"),
        ("Signal=11", "#"),
        ("Signal=d", "D"),
        ("Signal=12", "A"),
        ("Signal=15", "D"),
        ("Signal=16", FLASH),
        ("Signal=!", FLASH),
        ("!", FLASH),
        ("Signal=hf", FLASH),
        ("Signal=flash", FLASH),
    ],
)
def test_forms_that_are_taken(line: str, digit: str, ending: str) -> None:
    assert info_digit((line + ending).encode()) == digit


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("duration", ["Duration=160", "Duration= 160", "duration=0", "Duration=", "Duration=forever"])
def test_the_duration_may_say_anything_and_stand_anywhere(duration: str, separator: str) -> None:
    for lines in (("Signal=8", duration), (duration, "Signal=8"), ("Signal=8", duration, "Volume=10", "")):
        assert info_digit(separator.join(lines).encode()) == "8"


def test_the_form_of_nortel() -> None:
    assert info_digit(b"p=Digit-Collection\r\ny=Digits\r\n\r\nd=2\r\n") == "2"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\r\n",
        b"Signal=\r\n",
        b"Signal=17",
        b"Signal=55",
        b"Signal=x",
        b"Duration=160",
        b"Signal 5",
        b"5\r\n6",
        b"hello",
        b"\xff",
        "Signal=\u0665".encode(),
        b"x" * 255 + b"\nSignal=5",
    ],
)
def test_what_is_no_key(body: bytes) -> None:
    assert info_digit(body) is None
