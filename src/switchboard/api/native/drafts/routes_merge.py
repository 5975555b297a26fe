"""Two people have changed one object: what they did to different parts of it goes together."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.comparison import compared, ids_at, names_shown, path_shown, sides, targets
from switchboard.api.native.drafts.shapes import ConflictShown, Decision, MergeShown, Merging
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import refused_member
from switchboard.api.native.routes_objects import Id, ObjectRoutes
from switchboard.api.native.shapes import plural
from switchboard.model.base import Document
from switchboard.model.drafts.merge import Choice, Conflict, Side, merge
from switchboard.model.drafts.paths import Path, step_of_json

D = TypeVar("D", bound=Document)


class MergeRoutes(Generic[D]):
    """`POST /{kind}/{id}/merge`: reads, and changes nothing."""

    def __init__(self, objects: ObjectRoutes[D]) -> None:
        self._objects = objects

    def add_to(self, face: Face) -> None:
        kind = self._objects.family.kind
        merging = Operation("POST", self._objects.path + "/{id}/merge", "editor", takes=Merging, gives=MergeShown)
        face.add(merging, self.merge, plural(kind), f"merge_{kind}")

    async def merge(self, request: Request, id: Id) -> Response:
        """What becomes of a change of yours and what somebody else has written meanwhile; writes nothing."""
        sent = await body.read(request, Merging)
        family = self._objects.family
        base, mine = (body.parse(family, _content(side)) for side in (sent.base, sent.mine))
        place = place_of(request, self._objects.services)
        theirs = await place.get(family, id)
        versions = (base, mine, theirs.document)
        as_json = [body.as_json(version) for version in versions]
        found = merge(as_json[0], as_json[1], as_json[2], choice_of(sent.decided))
        shown = MergeShown(
            kind=family.kind,
            revision=theirs.revision,
            document=found.value,
            conflicts=[conflict_shown(one, versions) for one in found.conflicts],
            current=as_json[2],
            theirs=compared(base, theirs.document),
            names=names_shown(await place.names(targets(versions))),
        )
        return json_of(shown, exclude_unset=True)


def choice_of(decided: Sequence[Decision], otherwise: Side | None = None) -> Choice:
    """Decisions as the merge asks for them. Raises Refusal 422 for a path that is none."""
    sides: dict[Path, Side] = {}
    for index, one in enumerate(decided):
        try:
            sides[tuple(map(step_of_json, one.path))] = one.take
        except ValueError:
            raise refused_member(f"#/decided/{index}/path", "is no path", "path") from None
    return lambda path: sides.get(path, otherwise)


def conflict_shown(one: Conflict, versions: Sequence[Document | None]) -> ConflictShown:
    """A conflict between these versions as JSON."""
    values = sides(base=one.base, mine=one.mine, theirs=one.theirs)
    return ConflictShown(path=path_shown(one.path), ids=ids_at(one.path, versions), **values)


def _content(document: dict[str, object]) -> dict[str, object]:
    """What was read may be sent as it is."""
    return {name: value for name, value in document.items() if name not in ("id", "revision")}
