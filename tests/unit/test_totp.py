"""Codes that follow the time, with the values of RFC 6238, appendix B."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from switchboard.store.people.totp import code_of, new_secret, step_of, step_of_code, uri

pytestmark = pytest.mark.unit
SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_codes_of_the_rfc(at: int, code: str) -> None:
    assert code_of(SECRET, step_of(datetime.fromtimestamp(at, UTC))) == code[-6:]


def test_a_clock_may_be_one_step_off() -> None:
    now = datetime(2026, 1, 5, 12, tzinfo=UTC)
    code = code_of(SECRET, step_of(now))
    for seconds in (-30, 0, 29, 59):
        assert step_of_code(SECRET, code, now + timedelta(seconds=seconds)) == step_of(now)
    for seconds in (-31, 60):
        assert step_of_code(SECRET, code, now + timedelta(seconds=seconds)) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666", "\ud800"])
def test_what_is_no_code(code: str) -> None:
    assert step_of_code(SECRET, code, datetime(2026, 1, 5, tzinfo=UTC)) is None


def test_a_secret_is_new_and_goes_into_an_app() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert uri("ABC", "ann@p b") == "otpauth://totp/Switchboard:ann%40p%20b?secret=ABC&issuer=Switchboard"
