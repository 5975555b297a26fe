"""Fetches the objects that a mapping needs: what IVRs refer to, and what a request names."""

from collections.abc import Iterable, Iterator

from switchboard.api.servetel.naming import EID_DIGITS, object_id
from switchboard.api.servetel.wire import IvrRequest, Reference
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.store.references import references
from switchboard.store.repository import Repository

_EXTENSIONS = ("extension", "agent_extension")


async def objects_of(repository: Repository, ivrs: Iterable[Ivr]) -> Configuration:
    """All objects that `ivrs` refer to."""
    ids = {reference.target for ivr in ivrs for reference in references(ivr)}
    return Configuration.of(await repository.many(Document, sorted(ids)) if ids else [])


async def objects_named(repository: Repository, request: IvrRequest) -> Configuration:
    """All objects that a request could mean; one statement, and one for each extension."""
    named = set(_references(request))
    numbers = {one.id for one in named if one.type in _EXTENSIONS and len(one.id) < EID_DIGITS}
    ids = {key for one in named if one.id not in numbers or one.type not in _EXTENSIONS for key in _id(one)}
    found = await repository.many(Document, sorted(ids)) if ids else []
    numbered = [await repository.by_number(number) for number in sorted(numbers)]
    return Configuration.of([*found, *(stored for stored in numbered if stored)])


def _references(request: IvrRequest) -> Iterator[Reference]:
    recordings = (
        request.recording,
        request.invalid_recording,
        request.recording_invalid,
        request.timeout_retry_recording,
        request.timeout_recording,
    )
    yield from (one for one in recordings if one)
    yield from (*request.destination, request.invalid_destination, request.timeout_destination)


def _id(reference: Reference) -> Iterator[int]:
    key = object_id(reference.id)
    if key is not None:
        yield key
