"""Addresses that fail too often."""

import contextlib

import pytest

from switchboard.api.lockout import Lockout
from switchboard.errors import LockedOut, SwitchboardError, Unauthenticated, Unavailable

from .support import SetClock

pytestmark = pytest.mark.unit


def is_locked(lockout: Lockout, address: str) -> bool:
    try:
        lockout.check(address)
    except LockedOut:
        return True
    return False


def failing(lockout: Lockout, *addresses: str) -> Lockout:
    for address in addresses:
        lockout.failed(address)
    return lockout


def test_so_many_failures_close_an_address_for_a_while() -> None:
    clock = SetClock()
    lockout = failing(Lockout(2, 60, clock), "192.0.2.1")
    assert not is_locked(lockout, "192.0.2.1")
    clock.move(59)
    failing(lockout, "192.0.2.1")
    with pytest.raises(LockedOut) as caught:
        lockout.check("192.0.2.1")
    assert caught.value.retry_after_s == 60
    assert not is_locked(lockout, "192.0.2.2")
    clock.move(60)
    assert not is_locked(lockout, "192.0.2.1")


@pytest.mark.parametrize("seconds", [-3600, 7200])
def test_a_clock_that_is_set_changes_no_lock_out(seconds: float) -> None:
    clock = SetClock()
    lockout = failing(Lockout(1, 60, clock), "192.0.2.1")
    clock.set(seconds)
    with pytest.raises(LockedOut) as caught:
        lockout.check("192.0.2.1")
    assert caught.value.retry_after_s == 60
    clock.move(60)
    assert not is_locked(lockout, "192.0.2.1")


def test_old_failures_and_those_before_a_success_do_not_count() -> None:
    clock = SetClock()
    lockout = failing(Lockout(2, 60, clock), "192.0.2.1")
    clock.move(60)
    assert not is_locked(failing(lockout, "192.0.2.1"), "192.0.2.1")
    lockout.succeeded("192.0.2.1")
    assert not is_locked(failing(lockout, "192.0.2.1"), "192.0.2.1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "", True),
    ],
)
def test_which_addresses_are_one(one: str, other: str, same: bool) -> None:
    assert is_locked(failing(Lockout(2, 60, SetClock()), one, one), other) is same


def test_only_so_many_addresses_are_remembered() -> None:
    lockout = failing(Lockout(1, 60, SetClock(), remembered=2), "192.0.2.1", "192.0.2.2", "192.0.2.3")
    assert [is_locked(lockout, f"192.0.2.{n}") for n in (1, 2, 3)] == [False, True, True]


async def test_many_tries_at_once_count_while_they_last() -> None:
    lockout = Lockout(2, 60, SetClock())
    async with lockout.attempt("192.0.2.1"), lockout.attempt("192.0.2.1"):
        assert is_locked(lockout, "192.0.2.1")
    assert not is_locked(lockout, "192.0.2.1")


@pytest.mark.parametrize(("error", "counts"), [(Unauthenticated("wrong"), True), (Unavailable("gone"), False)])
async def test_a_try_that_an_outage_ends_is_none(error: Exception, counts: bool) -> None:
    lockout = Lockout(1, 60, SetClock())
    with contextlib.suppress(SwitchboardError):
        async with lockout.attempt("192.0.2.1"):
            raise error
    assert is_locked(lockout, "192.0.2.1") is counts


async def test_the_error_says_what_is_locked() -> None:
    lockout = failing(Lockout(1, 60, SetClock(), of="for this account"), "/ann")
    with pytest.raises(LockedOut, match="too many failures for this account"):
        async with lockout.attempt("/ann"):
            raise AssertionError
