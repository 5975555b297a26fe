"""Organizations: the departments of a company, one below another."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from switchboard.errors import Invalid
from switchboard.model.base import Document, ExtensionId, OrganizationId
from switchboard.model.stored import Stored

DEEPEST = 10


class Organization(Document):
    """A department: its own `members`, and whoever belongs to a department whose `parent` it is."""

    kind: ClassVar[str] = "organization"
    parent: OrganizationId | None = None
    members: tuple[ExtensionId, ...] = ()


class Departments:
    """The organizations of a tenant as a tree."""

    def __init__(self, organizations: Iterable[Stored[Organization]]) -> None:
        self._below: dict[int, list[int]] = {}
        self._members: dict[int, tuple[int, ...]] = {}
        for one in organizations:
            self._members[one.id] = one.document.members
            if one.document.parent is not None:
                self._below.setdefault(one.document.parent, []).append(one.id)

    def members(self, id: int) -> frozenset[int]:
        """The extensions in an organization and in all below it; nobody, if there is no such organization."""
        found: set[int] = set()
        waiting = [id]
        for _ in range(len(self._members)):  # each is come to once: there are no circles
            if not waiting:
                break
            one = waiting.pop()
            found.update(self._members.get(one, ()))
            waiting.extend(self._below.get(one, ()))
        return frozenset(found)


def refuse_circles(parents: Mapping[int, int | None]) -> None:
    """Raises Invalid, if organizations go round in a circle or are more than ten deep. `parents` has all of them."""
    for id, above in parents.items():
        way = [id]
        while above is not None:
            if above in way:
                raise Invalid("parent", "an organization is never below itself", rule="circle")
            way.append(above)
            if len(way) > DEEPEST:
                raise Invalid("parent", f"organizations are at most {DEEPEST} deep", rule="max")
            above = parents.get(above)
