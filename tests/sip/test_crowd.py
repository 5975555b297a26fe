"""Who must go when there are too many connections."""

from dataclasses import dataclass

import pytest

from switchboard.network_address import source_network
from switchboard.sip.aio.crowd import Crowd

pytestmark = pytest.mark.unit

STRANGER, PHONE, THIRD = "192.0.2.1", "192.0.2.2", "192.0.2.3"


@dataclass(eq=False)
class Connection:
    """One that is only counted."""

    network: str
    needed: bool = False
    cut: bool = False

    def abort(self) -> None:
        self.cut = True


def crowd(per_network: int, total: int) -> Crowd[Connection]:
    return Crowd(per_network, lambda one: one.needed, total)


def admitted(many: Crowd[Connection], count: int, network: str, *, needed: bool = False) -> list[Connection]:
    connections = [Connection(network, needed) for _ in range(count)]
    for one in connections:
        assert many.admit(one)
    return connections


def test_of_one_network_the_longest_silent_goes() -> None:
    many = crowd(3, 100)
    first, second, third = admitted(many, 3, STRANGER)
    many.spoke(first)
    admitted(many, 1, STRANGER)
    assert [first.cut, second.cut, third.cut] == [False, True, False]
    assert len(many) == 3


def test_others_do_not_count_for_a_network() -> None:
    many = crowd(2, 100)
    others = admitted(many, 2, PHONE)
    admitted(many, 5, STRANGER)
    assert not any(one.cut for one in others)


def test_needed_connections_neither_count_nor_go() -> None:
    """Many phones behind one NAT, and somebody there who opens connections."""
    many = crowd(2, 100)
    phones = admitted(many, 6, PHONE, needed=True)
    strangers = admitted(many, 4, PHONE)
    assert not any(one.cut for one in phones)
    assert [one.cut for one in strangers] == [True, True, False, False]


def test_without_room_the_longest_silent_stranger_goes() -> None:
    many = crowd(0, 4)
    phones = admitted(many, 2, PHONE, needed=True)
    eldest, other = admitted(many, 2, STRANGER)
    admitted(many, 1, THIRD)
    assert not any(one.cut for one in phones)
    assert (eldest.cut, other.cut) == (True, False)


def test_nobody_goes_for_a_stranger_when_all_are_needed() -> None:
    many = crowd(0, 3)
    phones = admitted(many, 3, PHONE, needed=True)
    assert not many.admit(Connection(STRANGER))
    assert not any(one.cut for one in phones)
    phones[1].needed = False
    assert many.admit(Connection(STRANGER))
    assert [one.cut for one in phones] == [False, True, False]


def test_closed_ones_make_room() -> None:
    many = crowd(2, 2)
    for one in admitted(many, 2, STRANGER):
        many.remove(one)
        many.remove(one)
    assert len(many) == 0
    kept = admitted(many, 2, STRANGER)
    assert not any(one.cut for one in kept)


def test_dismissing_looks_at_each_only_once() -> None:
    """A flood of connections may not cost a look at all phones each time."""
    looks = 0

    def is_needed(one: Connection) -> bool:
        nonlocal looks
        looks += 1
        return one.needed

    many = Crowd(0, is_needed, 2000)
    admitted(many, 1000, PHONE, needed=True)
    admitted(many, 3000, STRANGER)
    assert looks <= 1000 + 2000


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_what_an_address_counts_for(host: str, network: str) -> None:
    assert source_network(host) == network
