"""One press is one key, whichever methods tell it (the call semantics, section 3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.control import DtmfMethod
from switchboard.media.keys import KeyMerger

pytestmark = pytest.mark.unit

METHODS: tuple[DtmfMethod, ...] = ("rfc4733", "info", "inband")


def hold(keys: KeyMerger, method: DtmfMethod, from_ms: int, to_ms: int) -> None:
    """A method says each 20 ms that the key is held, then that it is up."""
    for at_ms in range(from_ms, to_ms, 20):
        keys.follow(method, at_ms / 1000, held=True)
    keys.follow(method, to_ms / 1000, held=False)


@pytest.mark.parametrize("first", METHODS)
@pytest.mark.parametrize("second", METHODS)
def test_another_method_within_150_ms_is_a_copy(first: DtmfMethod, second: DtmfMethod) -> None:
    for after_ms, copied in ((0, True), (149, True), (150, False), (400, False)):
        keys = KeyMerger()
        assert keys.press("1", first, 0.0)
        assert keys.press("1", second, after_ms / 1000) == (first == second or not copied)


@pytest.mark.parametrize("held_ms", [60, 200, 300, 600, 5000])
def test_info_at_the_release_of_a_press(held_ms: int) -> None:
    for after_ms, copied in ((0, True), (149, True), (151, False)):
        keys = KeyMerger()
        assert keys.press("5", "rfc4733", 0.0)
        hold(keys, "rfc4733", 0, held_ms)
        assert keys.press("5", "info", (held_ms + after_ms) / 1000) != copied


def test_info_while_the_end_is_lost() -> None:
    for at_s, copied in ((0.299, True), (0.301, False)):
        keys = KeyMerger()
        keys.press("5", "rfc4733", 0.0)
        keys.follow("rfc4733", 0.0, held=True)
        assert keys.press("5", "info", at_s) != copied


def test_a_copy_holds_the_press_too() -> None:
    keys = KeyMerger()
    assert keys.press("5", "inband", 0.0)
    assert not keys.press("5", "rfc4733", 0.05)
    hold(keys, "inband", 0, 60)
    hold(keys, "rfc4733", 60, 800)
    assert not keys.press("5", "info", 0.9)


def test_ends_sent_again_do_not_hold_the_press_longer() -> None:
    keys = KeyMerger()
    keys.press("5", "rfc4733", 0.0)
    keys.follow("rfc4733", 0.1, held=False)
    keys.follow("rfc4733", 0.2, held=False)
    assert keys.press("5", "info", 0.26)


def test_copies_that_come_behind_the_next_key() -> None:
    keys = KeyMerger()
    told = ""
    steps: tuple[tuple[str, DtmfMethod, float], ...] = (
        ("1", "rfc4733", 0.0),
        ("2", "rfc4733", 0.08),
        ("1", "info", 0.1),
        ("3", "rfc4733", 0.16),
        ("2", "info", 0.18),
        ("3", "info", 0.25),
    )
    for digit, method, at_s in steps:
        told += digit if keys.press(digit, method, at_s) else ""
    assert told == "123"


def test_the_same_key_quickly_by_two_methods() -> None:
    """Each press is told by both; whichever is ahead, two presses are two."""
    for lag_ms in (-70, -30, 0, 30, 70):
        keys = KeyMerger()
        events: list[tuple[int, DtmfMethod]] = [(200, "rfc4733"), (300, "rfc4733")]
        events += [(200 + lag_ms, "info"), (300 + lag_ms, "info")]
        events.sort()
        assert sum(keys.press("8", method, at_ms / 1000) for at_ms, method in events) == 2, lag_ms


def test_a_tone_in_pieces_while_the_event_is_held() -> None:
    keys = KeyMerger()
    assert keys.press("8", "rfc4733", 0.0)
    keys.follow("rfc4733", 0.2, held=True)
    assert [keys.press("8", "inband", at_s) for at_s in (0.02, 0.1, 0.2)] == [False] * 3


def test_methods_are_remembered() -> None:
    keys = KeyMerger()
    keys.press("1", "rfc4733", 0.0)
    keys.press("1", "inband", 0.0)
    keys.press("1", "rfc4733", 0.2)
    assert keys.methods == ["rfc4733", "inband"]


@given(
    st.lists(
        st.tuples(st.sampled_from("12"), st.integers(40, 900), st.integers(160, 900), st.integers(0, 140)), max_size=8
    ),
    st.sampled_from(METHODS),
    st.sampled_from(("start", "end")),
)
def test_presses_told_twice_count_once(
    presses: list[tuple[str, int, int, int]], first: DtmfMethod, info_at: str
) -> None:
    """An event or tone, and INFO up to 140 ms behind its start or end; keys are more than 150 ms apart."""
    method: DtmfMethod = "rfc4733" if first == "info" else first
    keys, told, at_ms = KeyMerger(), "", 0
    for digit, held_ms, gap_ms, lag_ms in presses:
        info_ms = at_ms + lag_ms + (held_ms if info_at == "end" else 0)
        steps = [(at_ms, "press"), (info_ms, "info"), *((at, "hold") for at in range(at_ms, at_ms + held_ms, 20))]
        for now_ms, what in sorted([*steps, (at_ms + held_ms, "release")], key=lambda step: step[0]):
            if what in ("press", "info"):
                told += digit if keys.press(digit, method if what == "press" else "info", now_ms / 1000) else ""
            else:
                keys.follow(method, now_ms / 1000, held=what == "hold")
        at_ms += held_ms + gap_ms
    assert told == "".join(digit for digit, *_ in presses)
