"""The look-ups that calls need."""

import pytest
from tests.callflow.scenarios.world import (
    ABROAD,
    ANN,
    BOB,
    CID,
    CITY,
    CREW,
    LINE,
    MAIN,
    SELLERS,
    SPARE,
    TEAM,
    WORLD,
    company,
    menu,
    to_main,
)

from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import DirectDial, ExtensionMember, GroupMember, Ivr, NumberRange, OrganizationMember
from switchboard.model.organization import Organization
from switchboard.model.stored import Stored
from switchboard.model.trunk import InboundRoute, Trunk

pytestmark = pytest.mark.unit

ANN_ONLY = (ExtensionMember(extension=ANN),)
TEAM_ONLY = (GroupMember(group=TEAM),)
SELLERS_ONLY = (OrganizationMember(organization=SELLERS),)


def test_get_knows_the_family() -> None:
    configuration = company()
    assert configuration.get(Ivr, MAIN) is not None
    assert configuration.get(Trunk, MAIN) is None
    assert configuration.get(Ivr, 999) is None


def test_by_number() -> None:
    configuration = company()
    found = configuration.extension_by_number("100")
    assert found is not None
    assert found.id == ANN
    assert configuration.extension_by_number("6500") is None
    assert configuration.by_number("999") is None


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        (DirectDial(), set()),
        (DirectDial(mode="all", restrict=TEAM_ONLY), {"100", "101", "2000"}),
        (DirectDial(mode="allow", allow=ANN_ONLY + TEAM_ONLY), {"100", "101", "2000"}),
        (DirectDial(mode="allow", allow=TEAM_ONLY, restrict=ANN_ONLY), {"101", "2000"}),
        (DirectDial(mode="allow"), set()),
        (DirectDial(mode="restrict", restrict=TEAM_ONLY), {"100"}),
        (DirectDial(mode="restrict"), {"100", "101", "2000"}),
        (DirectDial(mode="allow", allow=(GroupMember(group=999),)), set()),
        (DirectDial(mode="allow", allow=SELLERS_ONLY), {"100", "101"}),
        (DirectDial(mode="restrict", restrict=SELLERS_ONLY), {"2000"}),
        (DirectDial(mode="allow", allow=(OrganizationMember(organization=999),)), set()),
    ],
)
def test_direct_dial(rule: DirectDial, numbers: set[str]) -> None:
    ivr = menu(direct_dial=rule)
    configuration = company()
    assert set(configuration.dialable_from(ivr)) == numbers
    assert all(number in configuration.dialable_numbers(ivr) for number in numbers)
    assert ("100" in configuration.dialable_numbers(ivr)) is ("100" in numbers)


def test_who_leaves_an_organization_is_not_permitted_any_more() -> None:
    rule = menu(direct_dial=DirectDial(mode="allow", allow=SELLERS_ONLY))
    before = company()
    assert "101" in before.dialable_from(rule)
    after = before.changed([Stored(ABROAD, 2, Organization(name="abroad", parent=SELLERS))], [])
    assert "101" not in after.dialable_from(rule) and "100" in after.dialable_from(rule)


def test_changes_make_a_new_snapshot() -> None:
    before = company()
    ivr = menu(direct_dial=DirectDial(mode="allow", allow=TEAM_ONLY))
    assert set(before.dialable_from(ivr)) == {"101", "2000"}
    after = before.changed(
        [
            Stored(TEAM, 2, ExtensionGroup(name="team", members=(ANN,))),
            Stored(200, 1, Extension(name="D", number="103")),
        ],
        [CID],
    )
    assert set(after.dialable_from(ivr)) == {"100"}
    assert [stored.id for stored in after.all(Extension)] == [ANN, BOB, 200]
    assert after.by_number("2000") is None
    assert set(before.dialable_from(ivr)) == {"101", "2000"}
    assert [stored.id for stored in before.all(Extension)] == [ANN, BOB, CID]


def test_a_changed_number_leaves_no_trace() -> None:
    after = company().changed([Stored(ANN, 2, Extension(name="Ann", number="199"))], [])
    assert after.by_number("100") is None
    assert after.extension_by_number("199") is not None


def test_outbound_routes_in_order() -> None:
    configuration = company()
    assert [route.id for route in configuration.outbound_routes()] == [CITY, WORLD]
    assert [route.id for route in configuration.outbound_routes([WORLD])] == [WORLD]
    assert [route.id for route in configuration.outbound_routes_for(ANN)] == [CITY]
    assert configuration.outbound_routes_for(BOB) == []


def test_inbound_routes_of_a_trunk_in_order() -> None:
    configuration = company(
        (5, InboundRoute(name="late", position=9, to=to_main())),
        (6, InboundRoute(name="spare", position=2, trunks=(SPARE,), to=to_main())),
    )
    assert [route.id for route in configuration.inbound_routes(LINE)] == [3, 5]
    assert [route.id for route in configuration.inbound_routes(SPARE)] == [3, 6, 5]


def ranges(*pairs: tuple[str, str]) -> tuple[NumberRange, ...]:
    return tuple(NumberRange(first=first, last=last) for first, last in pairs)


@pytest.mark.parametrize(
    ("rule", "services"),
    [
        (DirectDial(mode="all"), set()),
        (DirectDial(services="all"), {"600", "640", "650", "6501", "690"}),
        (DirectDial(services="all", ring_groups=(CREW,)), {"600", "640", "650", "6501", "690"}),
        (DirectDial(services="allow", ring_groups=(CREW, 999)), {"600"}),
        (DirectDial(services="allow"), set()),
        (DirectDial(services="all", exclude=ranges(("6000", "6999"))), {"600", "640", "650", "690"}),
        (DirectDial(services="all", exclude=ranges(("600", "699"), ("6501", "6501"))), set()),
    ],
)
def test_direct_dial_of_services(rule: DirectDial, services: set[str]) -> None:
    configuration = company()
    ivr = menu(direct_dial=rule)
    numbers = ("600", "640", "650", "690", "6500", "6501")
    assert {number for number in numbers if number in configuration.dialable_services(ivr)} == services
    assert {number for number in configuration.dialable_from(ivr) if number.startswith("6")} == services
    assert not any(number in configuration.dialable_numbers(ivr) for number in numbers)


def test_each_menu_reaches_the_others() -> None:
    configuration, rule = company(), DirectDial(services="all")
    assert "6500" in configuration.dialable_services(menu("6501", direct_dial=rule))
    assert "6501" in configuration.dialable_services(menu("6500", direct_dial=rule))


def test_excluded_extensions() -> None:
    rule = DirectDial(mode="all", exclude=ranges(("101", "199"), ("100", "101")))
    assert set(company().dialable_from(menu(direct_dial=rule))) == {"2000"}


def test_many_extensions_and_ranges_are_worked_out_once() -> None:
    many = [Stored(1000 + at, 1, Extension(name=f"e{at}", number=f"{at:05}")) for at in range(10_000)]
    tenths = ranges(*((f"{at:05}", f"{at:05}") for at in range(0, 10_000, 10)))
    rule = DirectDial(mode="all", services="all", exclude=tenths)
    configuration = company().changed(many, ())
    ivr = menu(direct_dial=rule)
    numbers = configuration.dialable_numbers(ivr)
    assert sum(f"{at:05}" in numbers for at in range(10_000)) == 9_000
    assert configuration.dialable_numbers(menu("6501", direct_dial=rule)) is numbers
    assert configuration.dialable_services(ivr) is configuration.dialable_services(ivr)


def test_trunks_that_are_off_are_none() -> None:
    off = company().trunks()[0].document.model_copy(update={"enabled": False})
    assert [trunk.id for trunk in company((LINE, off)).trunks()] == [SPARE]
