"""The objects of a form, beside those that a tenant has. Pure: the sounds of its prompts are made before."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from pydantic import BaseModel

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.prompts.encoded import Encoded
from switchboard.store.documents.batch import Current
from switchboard.store.documents.references import references
from switchboard.store.documents.writing import Batch
from switchboard.templates.form import Form, Part, forms, texts
from switchboard.templates.render import Scope

Prompts = Literal["speech", "announcements"]

UNHEARD = Encoded("0" * 64, 0)
"""Stands for a sound where nothing is written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A form, its answers, the language of its names and words, and whether a voice says the words."""

    name: str
    answers: BaseModel
    language: str
    prompts: Prompts = "speech"

    @property
    def form(self) -> Form:
        return forms()[self.name]

    def parts(self) -> Iterator[tuple[str, Part]]:
        """Those that are made, by label."""
        everything = self.scope("")
        for label, part in self.form.objects.items():
            if not part.only_if or everything.has(part.only_if):
                yield label, part

    def language_of(self, part: Part) -> str:
        return getattr(self.answers, part.language_of) if part.language_of else self.language

    def scope(self, language: str, ids: Mapping[str, int] | None = None, **numbers: str) -> Scope:
        """What the names of the form stand for."""
        given = {"speech": self.prompts == "speech", "language": language or self.language}
        return Scope(self.answers.model_dump() | numbers | given, texts()[language or self.language], ids or {})


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a voice is to say for a prompt, in which language."""

    text: str
    language: str


@dataclass(frozen=True)
class Made(Batch):
    """The new objects are in the order of the form; callers enter them at `entry`."""

    entry: Stored[Document]


def words(wanted: Wanted) -> dict[str, Spoken]:
    """What the prompts say, by label."""
    spoken = {}
    for label, part in wanted.parts():
        if part.speech:
            language = wanted.language_of(part)
            spoken[label] = Spoken(" ".join(wanted.scope(language).render([*part.speech])), language)
    return spoken


def make(wanted: Wanted, sounds: Mapping[str, Encoded], current: Current) -> Made:
    """All that is written, with the sound of each prompt by label. Raises Invalid for what an answer names in vain."""
    _refuse_unknown(wanted.answers, current)
    parts = dict(wanted.parts())
    ids = {label: current.free_id + index for index, label in enumerate(parts)}
    numbers = _numbers(wanted, current)
    names = {(stored.document.kind, stored.document.name) for stored in current.objects}
    spoken = words(wanted)
    made: dict[str, Stored[Document]] = {}
    for label, part in parts.items():
        members = wanted.scope(wanted.language_of(part), ids, **numbers).render(part.document)
        name = _free_name(part.kind, members["name"], names)
        names.add((part.kind, name))
        if part.kind == Prompt.kind:
            say = spoken[label]
            document: Document = sounds[label].prompt(name, source="speech", text=say.text, language=say.language)
        else:
            document = FAMILIES[part.kind].model_validate(members | {"name": name})
        made[label] = Stored(ids[label], 1, document)
    return Made(tuple(made.values()), (), (), made[wanted.form.entry])


def _refuse_unknown(answers: BaseModel, current: Current) -> None:
    known = {(stored.document.kind, stored.id) for stored in current.objects}
    for one in references(answers):
        if (one.kind, one.target) not in known:
            raise errors.Invalid(f"answers.{one.field}", f"{one.kind} {one.target} does not exist", rule="reference")


def _numbers(wanted: Wanted, current: Current) -> dict[str, str]:
    """Those that nobody has said: each the first that is free."""
    answered: Any = wanted.answers
    questions = {name: one for name, one in wanted.form.questions.items() if one.kind == "number"}
    taken = {stored.document.dialled_number() for stored in current.objects}
    taken |= {getattr(answered, name) for name in questions}
    found: dict[str, str] = {}
    for name, question in questions.items():
        if getattr(answered, name) is None:
            found[name] = next(str(number) for number in count(question.first) if str(number) not in taken)
            taken.add(found[name])
    return found


def _free_name(kind: str, name: str, taken: Collection[tuple[str, str]]) -> str:
    numbered = (f"{name} {number}" for number in count(2))
    return name if (kind, name) not in taken else next(one for one in numbered if (kind, one) not in taken)
