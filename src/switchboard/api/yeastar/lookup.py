"""Fetches the objects that a mapping needs: what IVRs refer to, and what a change names."""

from collections.abc import Iterable, Iterator

from switchboard.api.yeastar.naming import object_id, prompt_names
from switchboard.api.yeastar.wire import IvrChange
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Prompt
from switchboard.store.documents.references import references
from switchboard.store.documents.repository import Repository


async def objects_for(repository: Repository, ivrs: Iterable[Ivr], change: IvrChange | None = None) -> Configuration:
    """All objects that `ivrs` refer to and that `change` could mean; one statement, and one for each prompt named."""
    ids = {reference.target for ivr in ivrs for reference in references(ivr)}
    names: set[str] = set()
    if change:
        ids |= set(_ids(change))
        names |= set(_prompts(change))
    found = await repository.many(Document, sorted(ids)) if ids else []
    prompts = [await repository.find_by_name(Prompt, name) for name in sorted(names)]
    return Configuration.of([*found, *(prompt for prompt in prompts if prompt)])


def _ids(change: IvrChange) -> Iterator[int]:
    """Every text that could be an id; which kind it must have is decided when the change is applied."""
    settings = change.settings
    for item in (settings.dial_ext_list or []) + (settings.restrict_dial_ext_list or []):
        yield from _id(item.value)
    for group in settings.dial_call_number_list or []:
        yield from _id(group.value)
    for route in settings.dial_outb_route_list or []:
        yield from _id(route.value)
    for values in change.slots.values():
        yield from _id(values.value or "")


def _id(text: str) -> Iterator[int]:
    key = object_id(text)
    if key is not None:
        yield key


def _prompts(change: IvrChange) -> Iterator[str]:
    yield from prompt_names(change.settings.prompt or "")
    yield from (values.value for values in change.slots.values() if values.value)
