"""What callers hear, and what they do not."""

from collections.abc import Iterator
from typing import Final

from switchboard.model.checks.finding import Finding
from switchboard.model.checks.survey import Said, Survey
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Prompt
from switchboard.model.queue import Queue

_INAUDIBLE: Final = frozenset(("silent", "very-quiet"))


def no_greeting(survey: Survey) -> Iterator[Finding]:
    """A menu that only sends callers on, without waiting, needs none."""
    for menu in survey.configuration.all(Ivr):
        if not menu.document.greeting and menu.document.response_timeout_s > 0:
            yield Finding.at(menu, "no-greeting", "greeting")


def prompts(survey: Survey) -> Iterator[Finding]:
    for said in survey.said:
        prompt = survey.configuration.get(Prompt, said.prompt)
        if prompt is None:
            continue
        if any(warning.code in _INAUDIBLE for warning in prompt.document.warnings):
            yield Finding.at(said.holder, "silent-prompt", *said.steps, name=prompt.document.name)
        language = _language(survey, said)
        spoken = prompt.document.language
        if language and spoken and _base(language) != _base(spoken):
            yield Finding.at(
                said.holder, "other-language", *said.steps, name=prompt.document.name, spoken=spoken, language=language
            )


def _language(survey: Survey, said: Said) -> str:
    """The one in which an object speaks; "" where it has none to keep to."""
    document = said.holder.document
    if not isinstance(document, Ivr | Queue):
        return ""
    return document.language or survey.configuration.office.language


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()
