"""The forms, their questions, and the models of the answers."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, create_model

from switchboard.model.base import ExtensionId, Frozen, HolidayId, Name, Number
from switchboard.model.destination import PlainDestination
from switchboard.model.refused import refused, repeated
from switchboard.model.schedule import WeekHours

Kind = Literal["text", "number", "keys", "extensions", "hours", "holidays", "destination", "language"]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]


class KeyRow(Frozen):
    """A key, what callers hear of it, such as "sales", and where it leads."""

    key: Key
    label: Name
    to: PlainDestination


class Question(Frozen):
    """What is asked. `first` is the lowest number that is taken where none is said."""

    kind: Kind
    optional: bool = False
    first: int = 6200


class Part(Frozen):
    """One object. It is made if the answer `only_if` is there; its words are in the language that the answer
    `language_of` names. `speech` is what a voice says for a prompt; `render` reads it, and the `document`.
    """

    kind: str
    only_if: str = ""
    language_of: str = ""
    speech: tuple[Any, ...] = ()
    document: dict[str, Any]


class Form(Frozen):
    """Objects by their labels; callers enter them at `entry`. `needs_speech`: its words cannot be left out."""

    questions: dict[str, Question]
    objects: dict[str, Part]
    entry: str
    needs_speech: bool = False


class Wording(Frozen):
    """What a form is called."""

    title: str
    summary: str


class Asked(Frozen):
    """How a question is put."""

    label: str
    help: str = ""


class Texts(Frozen):
    """Everything that forms say in one language, whose name is `language`; `keys` are those that no number names."""

    language: str
    forms: dict[str, Wording]
    questions: dict[str, Asked]
    texts: dict[str, str]
    keys: dict[str, str]


def _told_apart(rows: tuple[KeyRow, ...]) -> tuple[KeyRow, ...]:
    if (index := repeated([row.key for row in rows])) is not None:
        raise refused("twice", "two rows have the same key", index, "key")
    return rows


@cache
def forms() -> Mapping[str, Form]:
    """All forms by their names."""
    return {name: Form.model_validate(data) for name, data in _read("forms").items()}


@cache
def texts() -> Mapping[str, Texts]:
    """The texts of all languages by their tags (BCP 47)."""
    return {tag: Texts.model_validate(data) for tag, data in _read("texts").items()}


@cache
def answers_model(name: str) -> type[BaseModel]:
    """What the questions of a form are answered by. Raises KeyError."""
    fields: dict[str, Any] = {}
    for key, question in forms()[name].questions.items():
        wanted = Literal[tuple(texts())] if question.kind == "language" else _TYPES[question.kind]
        fields[key] = (wanted | None, None) if question.optional else (wanted, ...)
    return create_model(f"{name.title().replace('_', '')}Answers", __base__=Frozen, **fields)


_TYPES: Mapping[Kind, Any] = {
    "text": Name,
    "number": Number,
    "keys": Annotated[tuple[KeyRow, ...], Field(min_length=1, max_length=12), AfterValidator(_told_apart)],
    "extensions": Annotated[tuple[ExtensionId, ...], Field(min_length=1, max_length=200)],
    "hours": WeekHours,
    "holidays": Annotated[tuple[HolidayId, ...], Field(max_length=500)],
    "destination": PlainDestination,
}


def _read(folder: str) -> dict[str, Any]:
    files = sorted(resources.files(__package__).joinpath(folder).iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".yaml"): yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".yaml")
    }
