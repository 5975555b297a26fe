"""Which prompts are in another language than what says them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.families import FAMILIES
from switchboard.model.parts import Id, dotted, parts
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """An object that speaks `language` says a prompt of another one, at `field`."""

    by: Stored[Document]
    language: str
    field: str
    prompt: Stored[Prompt]


def other_languages(configuration: Configuration) -> Iterator[OtherLanguage]:
    """Of objects that have a language, or that of the office; prompts of which no language is known count as right."""
    for stored in chain.from_iterable(configuration.all(family) for family in FAMILIES.values()):
        language = getattr(stored.document, "language", None)
        if isinstance(stored.document, Prompt) or language is None:
            continue
        language = language or configuration.office.language
        for steps, part in parts(stored.document):
            prompt = configuration.get(Prompt, part.target) if isinstance(part, Id) and part.kind == "prompt" else None
            if prompt is not None and language and _differ(prompt.document.language, language):
                yield OtherLanguage(stored, language, dotted(steps), prompt)


def _differ(one: str, other: str) -> bool:
    """Whether they are not of one language; its regions understand each other."""
    return bool(one) and _base(one) != _base(other)


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()
