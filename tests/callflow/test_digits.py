"""Digits against a brute-force oracle that lists every candidate."""

from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.callflow.scenarios.asked import action

from switchboard.callflow.digits import Candidates, Code, Commit, Decision, Digits, MeaningOf, Refused, Wait
from switchboard.model.dialplan import Numbers

pytestmark = pytest.mark.unit

DIGIT_S, AMBIGUOUS_S = 3.0, 1.5

options = st.frozensets(st.text("12#*", min_size=1, max_size=3), max_size=6)
extensions = st.frozensets(st.text("12", min_size=1, max_size=4), max_size=6)
patterns = st.lists(st.sampled_from(("1X", "2.", "12!", "[1-2]N", "*2X")), max_size=2)
presses = st.text("12#*0A", max_size=8)


def collector(options: frozenset[str], extensions: frozenset[str] = frozenset(), *patterns: str) -> Digits:
    candidates = Candidates(Numbers(options), Numbers(extensions), patterns)
    return Digits(candidates, digit_timeout_s=DIGIT_S, ambiguous_wait_s=AMBIGUOUS_S)


def press(digits: Digits, keys: str) -> Decision:
    for key in keys[:-1]:
        digits.press(key)
    return digits.press(keys[-1])


def expired(digits: Digits) -> Decision:
    """What `expire` would decide now."""
    return copy(digits).expire()


def oracle(entry: str, options: frozenset[str], extensions: frozenset[str]) -> Decision:
    """The table of section 2, word by word, for an entry without a terminating `#`."""
    candidates = options | extensions
    exact = entry in candidates
    longer = any(candidate != entry and candidate.startswith(entry) for candidate in candidates)
    by: MeaningOf = "option" if entry in options else "extension"
    if exact and longer:
        return Wait(AMBIGUOUS_S)
    if exact:
        return Commit(entry, by)
    return Wait(DIGIT_S) if longer else refused(entry, candidates)


def refused(entry: str, candidates: frozenset[str]) -> Refused:
    """There is a tail to come only where some candidate has more keys."""
    return Refused(entry, mistyped=any(len(candidate) > len(entry) for candidate in candidates))


@given(options, extensions, presses)
def test_against_brute_force(options: frozenset[str], extensions: frozenset[str], keys: str) -> None:
    digits = collector(options, extensions)
    entry = ""
    for key in keys:
        ordinary = key != "#" or any(option.startswith(entry + "#") for option in options)
        decision = digits.press(key)
        if not ordinary:
            _check_terminated(decision, entry, options, extensions)
        else:
            entry += key
            assert decision == oracle(entry, options, extensions)
        if isinstance(decision, Wait):
            by: MeaningOf = "option" if entry in options else "extension"
            assert expired(digits) == (Commit(entry, by) if entry in options | extensions else Refused(entry))
        if isinstance(decision, Commit | Refused):
            entry = ""


def _check_terminated(decision: Decision, entry: str, options: frozenset[str], extensions: frozenset[str]) -> None:
    if not entry:
        assert decision == refused("#", options | extensions)
    elif entry in options | extensions:
        assert isinstance(decision, Commit)
        assert (decision.entry, decision.terminated) == (entry, True)
    else:
        assert decision == Refused(entry)


@given(options, extensions, patterns, presses)
def test_never_hangs(options: frozenset[str], extensions: frozenset[str], patterns: list[str], keys: str) -> None:
    digits = collector(options, extensions, *patterns)
    for key in keys:
        decision = digits.press(key)
        if isinstance(decision, Wait):
            assert decision.timeout_s in (DIGIT_S, AMBIGUOUS_S)
    assert not isinstance(digits.press("A"), Wait)


@given(options, extensions, patterns, presses)
def test_expiry_takes_a_candidate_and_refuses_a_beginning(
    options: frozenset[str], extensions: frozenset[str], patterns: list[str], keys: str
) -> None:
    digits = collector(options, extensions, *patterns)
    decision: Decision = Refused("")
    for key in keys:
        decision = digits.press(key)
    if isinstance(decision, Wait):
        entry, by_expiry = digits.entry, digits.expire()
        assert isinstance(by_expiry, Commit if decision.timeout_s == AMBIGUOUS_S else Refused)
        assert by_expiry.entry == entry
        assert digits.entry == ""


@given(options, extensions, patterns)
def test_every_candidate_can_be_dialled(
    options: frozenset[str], extensions: frozenset[str], patterns: list[str]
) -> None:
    for candidate in options | extensions:
        digits = collector(options, extensions, *patterns)
        decisions = [digits.press(key) for key in candidate]
        assert all(isinstance(decision, Wait) for decision in decisions[:-1])
        last = decisions[-1]
        commit = digits.expire() if isinstance(last, Wait) else last
        assert isinstance(commit, Commit)
        assert (commit.entry, commit.by) == (candidate, "option" if candidate in options else "extension")


@pytest.mark.parametrize(
    ("candidates", "mistyped"),
    [
        (Candidates(Numbers(("1", "2")), Numbers(())), False),
        (Candidates(Numbers(("1", "23")), Numbers(())), True),
        (Candidates(Numbers("1"), Numbers(("100",))), True),
        (Candidates(Numbers("1"), Numbers("2")), False),
        (Candidates(Numbers("1"), Numbers(()), services=Numbers(("600",))), True),
        (Candidates(Numbers("1"), Numbers(()), ("2XX",)), True),
        (Candidates(Numbers("1"), Numbers(()), ("[2-3]",)), False),
        (Candidates(Numbers("1"), Numbers(()), ("2!",)), True),
        (Candidates(Numbers("1"), Numbers(()), ("2",)), False),
    ],
)
def test_a_wrong_key_may_begin_a_number_only_where_one_is_longer(candidates: Candidates, mistyped: bool) -> None:
    digits = Digits(candidates, digit_timeout_s=DIGIT_S, ambiguous_wait_s=AMBIGUOUS_S)
    assert digits.press("9") == Refused("9", mistyped)
    assert digits.press("#") == Refused("#", mistyped)


@pytest.mark.parametrize(
    ("mask", "mistyped"), [("1", False), ("1;2", False), ("1;20", True), ("1*", True), ("3-5", False)]
)
def test_a_wrong_key_beside_action_urls(mask: str, mistyped: bool) -> None:
    assert asking(mask).press("9") == Refused("9", mistyped)


def test_hash_inside_a_feature_code_is_ordinary() -> None:
    digits = collector(frozenset({"1", "1#", "#9"}))
    assert (press(digits, "1"), expired(digits)) == (Wait(AMBIGUOUS_S), Commit("1", "option"))
    assert digits.press("#") == Commit("1#", "option")
    assert press(digits, "#9") == Commit("#9", "option")


def test_open_pattern_ends_by_hash_and_at_the_longest_entry() -> None:
    digits = collector(frozenset(), frozenset(), "0.")
    assert (press(digits, "01"), expired(digits)) == (Wait(AMBIGUOUS_S), Commit("01", "outbound"))
    assert digits.press("#") == Commit("01", "outbound", terminated=True)
    assert press(digits, "0" * 32) == Commit("0" * 32, "outbound")


@given(
    options, extensions, st.dictionaries(st.text("12", min_size=1, max_size=3), st.sampled_from((0.0, 9.0))), presses
)
def test_an_options_own_wait_changes_the_wait_alone(
    options: frozenset[str], extensions: frozenset[str], waits: dict[str, float], keys: str
) -> None:
    usual = collector(options, extensions)
    candidates = Candidates(Numbers(options), Numbers(extensions), waits=waits)
    own = Digits(candidates, digit_timeout_s=DIGIT_S, ambiguous_wait_s=AMBIGUOUS_S)
    for key in keys:
        expected, decision = usual.press(key), own.press(key)
        if decision != expected:
            assert isinstance(expected, Wait)
            commit = usual.expire()
            assert isinstance(commit, Commit)
            assert commit.entry in options
            if (wait_s := waits[commit.entry]) == 0:
                assert decision == commit
            else:
                assert (decision, own.expire()) == (Wait(wait_s), commit)
            return


def asking(*masks: str, options: frozenset[str] = frozenset(), extensions: frozenset[str] = frozenset()) -> Digits:
    actions = tuple(action(key, mask) for key, mask in enumerate(masks, start=1))
    candidates = Candidates(Numbers(options), Numbers(extensions), actions=actions)
    return Digits(candidates, digit_timeout_s=DIGIT_S, ambiguous_wait_s=AMBIGUOUS_S)


def test_an_action_url_wins_and_acts_at_once() -> None:
    digits = asking("1", options=frozenset({"1", "12"}), extensions=frozenset({"100"}))
    assert digits.press("1") == Commit("1", "action_url")


def test_an_action_url_waits_for_another_mask() -> None:
    digits = asking("1;200-299", "1**")
    assert (digits.press("1"), expired(digits)) == (Wait(AMBIGUOUS_S), Commit("1", "action_url"))
    assert (digits.press("0"), expired(digits)) == (Wait(DIGIT_S), Refused("10"))
    assert digits.press("5") == Commit("105", "action_url")
    assert press(digits, "250") == Commit("250", "action_url")
    assert press(digits, "3") == Refused("3", mistyped=True)
    assert press(digits, "109") == Commit("109", "action_url")
    assert press(digits, "2A") == Refused("2A", mistyped=True)
    assert press(digits, "20A") == Refused("20A")


def test_a_mask_with_a_hash_makes_it_an_ordinary_key() -> None:
    digits = asking("1#2", options=frozenset({"1"}))
    assert (digits.press("1"), expired(digits)) == (Wait(AMBIGUOUS_S), Commit("1", "option"))
    assert (digits.press("#"), expired(digits)) == (Wait(DIGIT_S), Refused("1#"))
    assert digits.press("2") == Commit("1#2", "action_url")


def test_a_mask_for_all_takes_everything_up_to_the_longest_entry() -> None:
    digits = asking("ALL")
    assert digits.press("#") == Refused("#", mistyped=True)
    assert (press(digits, "*1"), expired(digits)) == (Wait(AMBIGUOUS_S), Commit("*1", "action_url"))
    assert digits.press("#") == Commit("*1", "action_url", terminated=True)
    assert press(digits, "7" * 32) == Commit("7" * 32, "action_url")


CODES = (Code("*2", alone=True, numbers=Numbers(("100", "1000"))), Code("#9", alone=True))


def with_codes(*options: str) -> Digits:
    candidates = Candidates(Numbers(options), Numbers(("100",)), codes=CODES)
    return Digits(candidates, digit_timeout_s=DIGIT_S, ambiguous_wait_s=AMBIGUOUS_S)


@pytest.mark.parametrize(
    ("keys", "decision"),
    [
        ("*", Wait(DIGIT_S)),
        ("*2", Wait(AMBIGUOUS_S)),
        ("*21", Wait(DIGIT_S)),
        ("*2100", Wait(AMBIGUOUS_S)),
        ("*21000", Commit("*21000", "feature_code")),
        ("*2100#", Commit("*2100", "feature_code", terminated=True)),
        ("*23", Refused("*23", mistyped=True)),
        ("#", Wait(DIGIT_S)),
        ("#9", Commit("#9", "feature_code")),
        ("100", Commit("100", "extension")),
    ],
)
def test_feature_codes_are_candidates_like_numbers(keys: str, decision: Decision) -> None:
    assert press(with_codes(), keys) == decision


def test_a_feature_code_wins_over_an_option_with_the_same_keys() -> None:
    assert press(with_codes("#9", "*"), "#9") == Commit("#9", "feature_code")
    assert press(with_codes("#9", "*"), "*") == Wait(AMBIGUOUS_S)


def test_a_code_that_needs_a_number_means_nothing_without_one() -> None:
    candidates = Candidates(Numbers(()), Numbers(()), codes=(Code("*12", alone=False, numbers=Numbers(("100",))),))
    digits = Digits(candidates, digit_timeout_s=DIGIT_S, ambiguous_wait_s=AMBIGUOUS_S)
    assert press(digits, "*12") == Wait(DIGIT_S)
    assert expired(digits) == Refused("*12")
