"""Drafts: begun, compared with what is in force, checked, and published or thrown away."""

from typing import Annotated

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.checker import Checker
from switchboard.api.native.comparison import names_shown, targets
from switchboard.api.native.conditions import Expected, entity_tag
from switchboard.api.native.drafts import shapes
from switchboard.api.native.drafts.draft_face import DraftId
from switchboard.api.native.drafts.place import DraftPlace
from switchboard.api.native.drafts.routes_merge import choice_of
from switchboard.api.native.drafts.told import (
    compared_findings,
    faults_of,
    object_change,
    object_conflict,
    outcomes_seen,
    versions,
    versions_of,
)
from switchboard.api.native.drafts.view import Views
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import Refusal
from switchboard.api.native.shapes_checks import Findings
from switchboard.model.drafts.draft import Outcome
from switchboard.model.families import FAMILIES
from switchboard.store.db.storable import MAX_ID
from switchboard.store.documents.history import History
from switchboard.store.drafts.drafts import Drafts
from switchboard.store.drafts.publications import Publications
from switchboard.store.drafts.rows import Draft

ObjectId = Annotated[int, Path(alias="object", ge=1, le=MAX_ID)]


class DraftRoutes:
    """`/drafts` and what is below it, apart from the objects."""

    def __init__(self, services: ApiServices, checker: Checker, views: Views) -> None:
        self._services = services
        self._checker = checker
        self._views = views

    def add_to(self, face: Face) -> None:
        every, one, shown = "/drafts", "/drafts/{draft}", shapes.DraftShown
        face.add(Operation("GET", every, "viewer", gives=shapes.Drafts), self.list, "drafts", "list_drafts")
        begin = Operation("POST", every, "editor", takes=shapes.NewDraft, gives=shown, status=201)
        face.add(begin, self.begin, "drafts", "create_draft")
        face.add(Operation("GET", one, "viewer", gives=shown), self.read, "drafts", "read_draft")
        rename = Operation("PUT", one, "editor", takes=shapes.NewDraft, gives=shown)
        face.add(rename, self.rename, "drafts", "rename_draft")
        face.add(Operation("DELETE", one, "editor", status=204), self.discard, "drafts", "delete_draft")
        changes = Operation("GET", f"{one}/changes", "viewer", gives=shapes.ObjectChanges)
        face.add(changes, self.changes, "drafts", "list_changes_of_draft")
        revert = Operation("DELETE", f"{one}/changes/{{object}}", "editor", status=204)
        face.add(revert, self.revert, "drafts", "revert_change_of_draft")
        conflicts = Operation("GET", f"{one}/conflicts", "viewer", gives=shapes.DraftConflicts)
        face.add(conflicts, self.conflicts, "drafts", "list_conflicts_of_draft")
        resolve = Operation("POST", f"{one}/resolve", "editor", takes=shapes.Resolution, gives=shapes.DraftConflicts)
        face.add(resolve, self.resolve, "drafts", "resolve_conflict_of_draft")
        checks = Operation("GET", f"{one}/checks", "viewer", gives=shapes.DraftChecked)
        face.add(checks, self.checks, "drafts", "check_draft")
        publish = Operation("POST", f"{one}/publish", "editor", shapes.Publishing, gives=shapes.PublicationShown)
        face.add(publish, self.publish, "drafts", "publish_draft")

    async def list(self, request: Request) -> Response:
        """All drafts, those that were changed last first."""
        found = await self._drafts(request).all()
        return json_of(shapes.Drafts(items=[shapes.DraftShown.model_validate(one) for one in found]))

    async def begin(self, request: Request) -> Response:
        """Begin an empty draft."""
        wanted = await body.read(request, shapes.NewDraft)
        draft = await self._drafts(request).begin(wanted.name, wanted.note, author=client_of(request).author)
        answer = _answer(draft, 201)
        answer.headers["Location"] = f"{request.scope.get('root_path', '')}/drafts/{draft.id}"
        return answer

    async def read(self, request: Request, draft: DraftId) -> Response:
        """One draft."""
        return _answer(await self._drafts(request).get(draft))

    async def rename(self, request: Request, draft: DraftId) -> Response:
        """Another name and note."""
        wanted = await body.read(request, shapes.NewDraft)
        check = Expected(request).check
        return _answer(await self._drafts(request).rename(draft, wanted.name, wanted.note, check=check))

    async def discard(self, request: Request, draft: DraftId) -> Response:
        """Throw a draft away, with all that it changes."""
        await self._drafts(request).discard(draft, check=Expected(request).check)
        return Response(status_code=204)

    async def changes(self, request: Request, draft: DraftId) -> Response:
        """What a draft changes, beside what is in force."""
        client, view = client_of(request), await self._place(request, draft).view()
        outcomes = [one for one in outcomes_seen(client, view) if _differs(one)]
        names = await view.names(self._history(request), targets(versions_of(outcomes)))
        items = [
            object_change(
                what,
                versions(one),
                one.drafted.author,
                one.drafted.at,
                len(one.conflicts),
            )
            for one in outcomes
            if (what := one.stored or one.theirs) is not None
        ]
        return json_of(shapes.ObjectChanges(items=items, names=names_shown(names)), exclude_unset=True)

    async def revert(self, request: Request, draft: DraftId, id: ObjectId) -> Response:
        """The draft no longer changes that object; one that is new in the draft is gone."""
        await self._place(request, draft).revert(id)
        return Response(status_code=204)

    async def conflicts(self, request: Request, draft: DraftId) -> Response:
        """Objects that others have changed since the draft did: what was merged, and what somebody must decide."""
        view = await self._place(request, draft).view()
        history = self._history(request)
        overtaken = [one for one in outcomes_seen(client_of(request), view) if one.is_overtaken]
        names = await view.names(history, targets(versions_of(overtaken)))
        items = [
            object_conflict(one, (await history.entries(FAMILIES[one.drafted.kind], one.drafted.id, limit=1))[0])
            for one in overtaken
        ]
        return json_of(shapes.DraftConflicts(items=items, names=names_shown(names)), exclude_unset=True)

    async def resolve(self, request: Request, draft: DraftId) -> Response:
        """Decide about all conflicts of one object. The answer has those of the draft that are left."""
        wanted = await body.read(request, shapes.Resolution)
        await self._place(request, draft).resolve(wanted.object, choice_of(wanted.fields, wanted.take))
        return await self.conflicts(request, draft)

    async def checks(self, request: Request, draft: DraftId) -> Response:
        """What is wrong with a draft as a whole."""
        view = await self._place(request, draft).view()
        faults = await faults_of(view, client_of(request).repository)
        conflicts = sum(len(one.conflicts) for one in view.outcomes.values())
        publishable = not faults and not conflicts and any(map(_differs, view.outcomes.values()))
        tenant = client_of(request).tenant
        found = await self._checker.of(tenant, draft, view.configuration)
        new, known = compared_findings(found, await self._checker.of(tenant, None, view.live))
        shown = shapes.DraftChecked(
            faults=faults,
            conflicts=conflicts,
            publishable=publishable,
            findings=Findings.of(new),
            known=Findings.of(known),
        )
        return json_of(shown)

    async def publish(self, request: Request, draft: DraftId) -> Response:
        """Put all changes of a draft in force, in one transaction; the draft ends."""
        client, wanted, check = client_of(request), await body.read(request, shapes.Publishing), Expected(request).check
        view = await self._place(request, draft).view()
        check(view.opened.draft.revision)
        conflicting = any(one.conflicts for one in view.outcomes.values())
        # With conflicts, which the store refuses, there may be faults that nobody has made.
        if not conflicting and (faults := await faults_of(view, client.repository)):
            shown = [fault.model_dump() for fault in faults[:100]]
            raise Refusal(409, "unpublishable", f"{len(faults)} faults prevent it", faults=shown)
        publications = Publications(self._services.database, client.tenant, self._services.clock)
        published = await publications.publish(draft, author=client.author, note=wanted.note, check=check)
        return json_of(shapes.PublicationShown.model_validate(published))

    def _place(self, request: Request, draft: int) -> DraftPlace:
        return DraftPlace(self._services, self._views, client_of(request), draft)

    def _drafts(self, request: Request) -> Drafts:
        return Drafts(self._services.database, client_of(request).tenant, self._services.clock)

    def _history(self, request: Request) -> History:
        return History(self._services.database, client_of(request).tenant)


def _answer(draft: Draft, status: int = 200) -> Response:
    answer = json_of(shapes.DraftShown.model_validate(draft), status)
    answer.headers["ETag"] = entity_tag(draft.revision)
    return answer


def _differs(one: Outcome) -> bool:
    """Whether the object would be written."""
    before, after = versions(one)
    return before != after
