"""What applying a directory would do to a tenant. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from switchboard.ascode.differences import Difference, differences
from switchboard.ascode.directory import Directory, Entry
from switchboard.ascode.entries import Identity, entry, identity
from switchboard.ascode.problems import Problem, Rejected
from switchboard.ascode.sounds import Sounds
from switchboard.ascode.wire import wire_family
from switchboard.errors import Invalid
from switchboard.model.base import Document
from switchboard.model.code_clashes import code_clashes
from switchboard.model.configuration import Configuration
from switchboard.model.families import FAMILIES
from switchboard.model.locations import place_of
from switchboard.model.music import STREAMS_OFF, Music, refuse_stream
from switchboard.model.prompt import Prompt, PromptWarning
from switchboard.model.stored import Stored
from switchboard.prompts.encoded import Encoded
from switchboard.store.documents.batch import Current, clashes
from switchboard.store.documents.writing import Batch


@dataclass(frozen=True, slots=True)
class Change:
    """An object that is not as the directory says."""

    identity: Identity
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Plan(Batch):
    """The writes, what `changes` about the replaced objects, and what is only on the server and stays (`kept`).

    `warnings` are about what there will be, whether it changes or not.
    """

    changes: tuple[Change, ...]
    kept: tuple[Stored[Document], ...]
    unchanged: int
    warnings: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.created or self.replaced or self.deleted)


def plan(directory: Directory, sounds: Sounds, current: Current, *, prune: bool, streams: bool = False) -> Plan:
    """`streams`: music may come from network streams. Raises Rejected with all that is wrong."""
    return _Planner(directory, sounds, current, prune, streams).plan()


class _Planner:
    """One comparison of a directory with a tenant."""

    def __init__(self, directory: Directory, sounds: Sounds, current: Current, prune: bool, streams: bool) -> None:
        self._entries = {found: one for one in directory.entries if (found := one.identity)}
        self._nameless = [one for one in directory.entries if not one.identity]
        self._sounds = sounds
        self._known = {identity(stored.document): stored for stored in current.objects}
        self._identities = {stored.id: identity(stored.document) for stored in current.objects}
        self._others = tuple(stored for key, stored in self._known.items() if key not in self._entries)
        self._prune = prune
        self._streams = streams
        self._ids = self._number(current.free_id)
        self._problems: list[Problem] = []

    def _number(self, free_id: int) -> dict[Identity, int]:
        """The id of everything that will be there."""
        kept = () if self._prune else self._others
        ids = {self._identities[stored.id]: stored.id for stored in kept}
        for key in self._entries:
            if key in self._known:
                ids[key] = self._known[key].id
            else:
                ids[key] = free_id
                free_id += 1
        return ids

    def plan(self) -> Plan:
        wanted = [
            Stored(self._ids[key], self._known[key].revision if key in self._known else 1, document)
            for key, one in self._entries.items()
            if (document := self._document(one)) is not None
        ]
        for one in self._nameless:
            self._document(one)
        self._check_unique(wanted)
        self._check_streams(wanted)
        if self._problems:
            raise Rejected(self._problems)
        return self._compared(wanted)

    def _compared(self, wanted: list[Stored[Document]]) -> Plan:
        documents = {stored.id: stored.document for stored in self._known.values()}
        created, replaced, unchanged = [], [], 0
        for stored in wanted:
            if stored.id not in documents:
                created.append(stored)
            elif documents[stored.id] != stored.document:
                replaced.append(stored)
            else:
                unchanged += 1
        kept = () if self._prune else self._others
        names = self._identities | {number: key for key, number in self._ids.items()}
        return Plan(
            created=tuple(created),
            replaced=tuple(replaced),
            deleted=self._others if self._prune else (),
            changes=tuple(_change(documents[stored.id], stored.document, names) for stored in replaced),
            kept=kept,
            unchanged=unchanged,
            warnings=(
                *code_clashes(Configuration.of((*kept, *wanted))),
                *(f"music {one.document.name}: {STREAMS_OFF}" for one in (*kept, *wanted) if self._is_mute(one)),
            ),
        )

    def _document(self, one: Entry) -> Document | None:
        raw = one.node.plain()
        try:
            wire = wire_family(one.kind).model_validate(raw, context=self._ids)
            return self._finished(one, wire)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            self._problems += [one.problem(place_of(detail, raw), detail["msg"]) for detail in details]
            return None

    def _finished(self, one: Entry, wire: BaseModel) -> Document:
        values: dict[str, Any] = wire.model_dump(exclude_unset=True)
        if one.kind == Prompt.kind:
            sound = self._sounds[values["name"]].encoded
            del values["audio"]
            values |= {"content": sound.content, "duration_ms": sound.duration_ms}
            values["warnings"] = self._warnings(one, sound)
        family: type[Document] = FAMILIES[one.kind]
        return family.model_validate(values)

    def _warnings(self, one: Entry, sound: Encoded) -> tuple[PromptWarning, ...]:
        """Those of the upload while the sound is the same: of its export there is nothing to be said."""
        known = self._known.get(one.identity) if one.identity else None
        if known and isinstance(known.document, Prompt) and known.document.content == sound.content:
            return known.document.warnings
        return sound.warnings

    def _check_unique(self, wanted: list[Stored[Document]]) -> None:
        """What stays on the server comes first, so that the entry gets the blame."""
        kept = () if self._prune else self._others
        for clash in clashes([*kept, *wanted]):
            mine = self._entries[identity(clash.second.document)]
            owner = identity(clash.first.document)
            first = self._entries.get(owner)
            where = f"at {first.place}" if first else "on the server, not in the directory; --prune would delete it"
            self._problems.append(mine.problem((clash.field,), f"is taken by {' '.join(owner)} {where}"))

    def _check_streams(self, wanted: list[Stored[Document]]) -> None:
        for stored in wanted:
            key = identity(stored.document)
            old = self._known[key].document if key in self._known else None
            try:
                refuse_stream(stored.document, old, permitted=self._streams)
            except Invalid as error:
                self._problems.append(self._entries[key].problem((error.field,), error.reason))

    def _is_mute(self, stored: Stored[Document]) -> bool:
        """A play list whose network stream is not played."""
        return not self._streams and isinstance(stored.document, Music) and stored.document.stream is not None


def _change(old: Document, new: Document, identities: Mapping[int, Identity]) -> Change:
    found = differences(entry(old, identities), entry(new, identities))
    return Change(identity(new), new.name, tuple(found))
