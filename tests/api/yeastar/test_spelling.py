"""Keys that are a slip away from a parameter."""

import pytest

from switchboard.api.yeastar.envelope import Code, Refusal
from switchboard.api.yeastar.spelling import MAX_KEYS, refuse_misspelt
from switchboard.api.yeastar.wire import ALIASES, PARAMETERS

from ..support import MINIMAL, Api, fields

pytestmark = pytest.mark.api


def suggested(key: str) -> str:
    """What is said to be meant by `key`; empty when nothing is said."""
    try:
        refuse_misspelt({key: 1})
    except Refusal as refusal:
        (problem,) = refusal.problems
        assert (refusal.errcode, problem.field, problem.rule) == (Code.PARAMETER_ERROR, key, "unknown")
        return problem.reason.removeprefix("there is no such parameter; did you mean ").removesuffix("?")
    return ""


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("promt", "prompt"),
        ("Name", "name"),
        ("nmae", "name"),
        ("prompt_manager_enb", "prompt_manger_enb"),
        ("prompt_manager_password", "prompt_manger_password"),
        ("press1_dst", "press1_dest"),
        ("press10_dest", "press0_dest"),
        ("pressX_dest", "press0_dest"),
        ("allow_out_record_1", "allow_out_record1"),
        ("press_hash_dest_valu", "press_hash_dest_value"),
        ("invalid_desr", "invalid_dest"),
        ("allow_out_record_stars", "allow_out_record_star"),
        ("invaild_desr", "invalid_dest"),
        ("allow_out_record_invaid", "allow_out_record_invalid"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(key: str, meant: str) -> None:
    assert suggested(key) == meant


@pytest.mark.parametrize(
    "key", [*PARAMETERS, *ALIASES.values(), "id", "", "text", "press_dst", "comment", "x" * 10_000]
)
def test_what_is_known_or_nothing_like_a_parameter_is_let_be(key: str) -> None:
    assert suggested(key) == ""


def test_every_slip_in_every_parameter_is_seen() -> None:
    known = {*PARAMETERS, *ALIASES.values(), "id"}
    for name in (*PARAMETERS, *ALIASES.values()):
        ends = range(len(name) + 1)
        slips = {name[:place] + "~" + name[place:] for place in ends}
        slips |= {name[:place] + name[place + 1 :] for place in ends[:-1]}
        slips |= {name[:place] + "~" + name[place + 1 :] for place in ends[:-1]}
        slips |= {name[:place] + name[place + 1] + name[place] + name[place + 2 :] for place in ends[:-2]}
        assert all(suggested(slip) in PARAMETERS for slip in slips - known), name


def test_a_body_has_only_so_many_keys() -> None:
    refuse_misspelt({f"unlike anything {number}": 1 for number in range(MAX_KEYS)})
    with pytest.raises(Refusal) as refused:
        refuse_misspelt({f"unlike anything {number}": 1 for number in range(MAX_KEYS + 1)})
    assert refused.value.errcode == Code.PARAMETER_ERROR


async def test_creating_and_updating_change_nothing_after_a_slip(api: Api) -> None:
    before = await api.shown(50)
    for endpoint in ("ivr/create", "ivr/update"):
        reply = await api.post(endpoint, {**MINIMAL, "id": 50, "prompt_repeats": 2, "press1_\ud800est": "end_call"})
        assert reply["errcode"] == 40002
        assert fields(reply) == [("prompt_repeats", "unknown"), ("press1_?est", "unknown")]
        assert "did you mean prompt_repeat?" in str(reply)
    assert await api.shown(50) == before
    assert (await api.get("ivr/list"))["total_number"] == 1
