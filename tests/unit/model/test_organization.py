import pytest

from switchboard.errors import Invalid
from switchboard.model.organization import DEEPEST, Departments, Organization, refuse_circles
from switchboard.model.stored import Stored

pytestmark = pytest.mark.unit

Tree = dict[int, tuple[int | None, tuple[int, ...]]]
"""Parent and members of each organization."""

TREE: Tree = {1: (None, (101,)), 2: (1, (102, 103)), 3: (2, ()), 4: (3, (104,)), 5: (None, (105,))}


def departments(tree: Tree) -> Departments:
    return Departments(
        Stored(id, 1, Organization(name=f"{id}", parent=parent, members=members))
        for id, (parent, members) in tree.items()
    )


@pytest.mark.parametrize(
    ("id", "members"),
    [(1, {101, 102, 103, 104}), (2, {102, 103, 104}), (3, {104}), (5, {105}), (9, set())],
)
def test_members_are_those_of_all_organizations_below(id: int, members: set[int]) -> None:
    assert departments(TREE).members(id) == members


def test_everybody_is_found_whatever_the_order() -> None:
    assert departments(dict(reversed(TREE.items()))).members(1) == {101, 102, 103, 104}


@pytest.mark.parametrize("parents", [{1: 1}, {1: 2, 2: 1}, {9: 1, 1: 2, 2: 3, 3: 1}])
def test_circles_are_refused(parents: dict[int, int | None]) -> None:
    with pytest.raises(Invalid) as refused:
        refuse_circles(parents)
    assert (refused.value.field, refused.value.rule) == ("parent", "circle")


def test_ten_deep_is_deep_enough() -> None:
    chain: dict[int, int | None] = {n: n - 1 or None for n in range(1, DEEPEST + 1)}
    refuse_circles(chain)
    with pytest.raises(Invalid) as refused:
        refuse_circles({DEEPEST + 1: DEEPEST, **chain})
    assert (refused.value.field, refused.value.rule) == ("parent", "max")
