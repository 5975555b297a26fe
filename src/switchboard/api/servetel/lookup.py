"""Fetches the objects that a mapping needs: what IVRs refer to, and what a request names."""

from collections.abc import Iterable, Iterator

from switchboard.api.servetel.naming import EXTENSIONS, object_id
from switchboard.api.servetel.wire import IvrRequest, Reference
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.store.documents.references import references
from switchboard.store.documents.repository import Repository


async def objects_of(repository: Repository, documents: Iterable[Document]) -> Configuration:
    """All objects that `documents` refer to."""
    ids = {reference.target for document in documents for reference in references(document)}
    return Configuration.of(await repository.many(Document, sorted(ids)) if ids else [])


async def objects_meant(repository: Repository, named: Iterable[Reference], links: Iterable[int] = ()) -> Configuration:
    """All objects that references could mean, and those with the ids `links`; one statement, and one an extension."""
    wanted = set(named)
    ids = {key for one in wanted for key in _id(one)} | set(links)
    found = await repository.many(Document, sorted(ids)) if ids else []
    numbers = {one.id for one in wanted if one.type in EXTENSIONS}
    numbered = [await repository.by_number(number) for number in sorted(numbers)]
    return Configuration.of([*found, *(stored for stored in numbered if stored)])


async def objects_named(repository: Repository, request: IvrRequest) -> Configuration:
    """All objects that a request could mean."""
    links = [key for key in (*(request.sms_template or []), *(request.webhook_id or [])) if key]
    return await objects_meant(repository, _references(request), links)


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
