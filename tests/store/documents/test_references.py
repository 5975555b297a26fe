"""References are read from the annotations of the model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.model.destination import (
    Destination,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    ToExtension,
    ToExternalNumber,
    ToIvr,
)
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import (
    DirectDial,
    ExtensionMember,
    GroupMember,
    Ivr,
    Member,
    Option,
    OutboundDial,
    Retry,
    Route,
)
from switchboard.model.prompt import Announcement, CustomPrompt, PromptRef
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute
from switchboard.store.documents.references import Reference, references

pytestmark = pytest.mark.unit


def found(document: Ivr | Extension | ExtensionGroup | InboundRoute | OutboundRoute) -> set[tuple[str, str, int]]:
    return {(one.field, one.kind, one.target) for one in references(document)}


def test_a_document_without_references_has_none() -> None:
    assert references(Extension(name="Alice", number="1000")) == []


def test_ids_in_a_tuple_are_numbered() -> None:
    group = ExtensionGroup(name="Sales", members=(7, 5))
    assert references(group) == [Reference("members[0]", "extension", 7), Reference("members[1]", "extension", 5)]


def test_every_field_of_a_menu_that_holds_an_id_is_found() -> None:
    ivr = Ivr(
        name="Main",
        number="6000",
        greeting=(Announcement(name="default"), CustomPrompt(prompt=1)),
        transfer_prompt=CustomPrompt(prompt=2),
        options=(
            Option(keys="1", route=Route(to=ToExtension(extension=3))),
            Option(keys="2", route=Route(to=ToIvr(ivr=4))),
            Option(keys="3", route=Route(to=PlayAndExit(prompt=CustomPrompt(prompt=5)))),
            Option(keys="4", route=Route(to=ToExternalNumber(number="112"))),
        ),
        no_input=Retry(
            retry_prompt=CustomPrompt(prompt=6), final_prompt=CustomPrompt(prompt=7), route=Route(to=ToIvr(ivr=8))
        ),
        no_match=Retry(route=Route(to=PlayAndReturn(prompt=CustomPrompt(prompt=9)))),
        transfer_failed=Route(to=ToExtension(extension=10)),
        direct_dial=DirectDial(mode="allow", allow=(ExtensionMember(extension=11),), restrict=(GroupMember(group=12),)),
        outbound_dial=OutboundDial(enabled=True, routes=(13,)),
    )
    assert found(ivr) == {
        ("greeting[1].prompt", "prompt", 1),
        ("transfer_prompt.prompt", "prompt", 2),
        ("options[0].route.to.extension", "extension", 3),
        ("options[1].route.to.ivr", "ivr", 4),
        ("options[2].route.to.prompt.prompt", "prompt", 5),
        ("no_input.retry_prompt.prompt", "prompt", 6),
        ("no_input.final_prompt.prompt", "prompt", 7),
        ("no_input.route.to.ivr", "ivr", 8),
        ("no_match.route.to.prompt.prompt", "prompt", 9),
        ("transfer_failed.to.extension", "extension", 10),
        ("direct_dial.allow[0].extension", "extension", 11),
        ("direct_dial.restrict[0].group", "extension_group", 12),
        ("outbound_dial.routes[0]", "outbound_route", 13),
    }


def test_routes_refer_to_trunks_extensions_and_destinations() -> None:
    outbound = OutboundRoute(name="Out", patterns=(DialPattern(pattern="X."),), trunks=(1, 2), extensions=(3,))
    assert found(outbound) == {("trunks[0]", "trunk", 1), ("trunks[1]", "trunk", 2), ("extensions[0]", "extension", 3)}
    inbound = InboundRoute(name="In", trunks=(1,), to=ToIvr(ivr=4))
    assert found(inbound) == {("trunks[0]", "trunk", 1), ("to.ivr", "ivr", 4)}


ids = st.integers(1, 2**53 - 1)
prompts: st.SearchStrategy[PromptRef] = st.one_of(
    st.builds(CustomPrompt, prompt=ids), st.just(Announcement(name="default"))
)
destinations: st.SearchStrategy[Destination] = st.one_of(
    st.just(HangUp()),
    st.builds(ToExtension, extension=ids),
    st.builds(ToIvr, ivr=ids),
    st.builds(PlayAndExit, prompt=prompts),
    st.builds(PlayAndReturn, prompt=prompts),
)
routes = st.builds(Route, to=destinations)
members: st.SearchStrategy[Member] = st.one_of(
    st.builds(ExtensionMember, extension=ids), st.builds(GroupMember, group=ids)
)
ivrs = st.builds(
    Ivr,
    name=st.just("Any"),
    number=st.just("6000"),
    description=st.just(""),
    language=st.just(""),
    alert_info=st.just(""),
    greeting=st.lists(prompts, max_size=5).map(tuple),
    options=st.lists(routes, max_size=10).map(
        lambda some: tuple(Option(keys=str(index), route=route) for index, route in enumerate(some))
    ),
    transfer_failed=st.none() | routes,
    direct_dial=st.builds(DirectDial, allow=st.lists(members).map(tuple)),
    outbound_dial=st.builds(OutboundDial, routes=st.lists(ids).map(tuple)),
)


def ids_in(value: object) -> list[int]:
    """Every integer that could be an id in a dump, times and counts excepted."""
    if isinstance(value, dict):
        skipped = {"times", "retries", "response_timeout_s", "digit_timeout_s"}
        return [found for key, inner in value.items() if key not in skipped for found in ids_in(inner)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in ids_in(inner)]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else []


def at(document: object, field: str) -> object:
    """Follow a path such as `options[3].route.to.extension`."""
    value = document
    for step in field.replace("[", ".").replace("]", "").split("."):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return value


@given(ivrs)
def test_whatever_the_menu_no_id_is_missed_and_each_field_leads_to_its_id(ivr: Ivr) -> None:
    all_found = references(ivr)
    assert sorted(one.target for one in all_found) == sorted(ids_in(ivr.model_dump()))
    assert all(at(ivr, one.field) == one.target for one in all_found)
    assert len({one.field for one in all_found}) == len(all_found)
