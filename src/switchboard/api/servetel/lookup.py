"""The objects that requests name. Pure."""

from collections.abc import Iterable, Iterator

from switchboard.api.kit.objects import Named
from switchboard.api.servetel.naming import EXTENSIONS, VOICEMAIL, object_id
from switchboard.api.servetel.wire import IvrRequest, Reference


def named(references: Iterable[Reference], links: Iterable[int] = ()) -> Named:
    """All objects that references could name, and those with the ids `links`."""
    wanted = set(references)
    ids = {id for one in wanted if (id := object_id(one.id)) is not None}
    return Named(ids=ids | set(links), numbers={one.id for one in wanted if one.type in (*EXTENSIONS, VOICEMAIL)})


def named_by_ivr(sent: IvrRequest) -> Named:
    """All objects that the request for an IVR could name."""
    return named(_references(sent), [id for id in (*(sent.sms_template or []), *(sent.webhook_id or [])) if id])


def _references(sent: IvrRequest) -> Iterator[Reference]:
    recordings = (
        sent.recording,
        sent.invalid_recording,
        sent.recording_invalid,
        sent.timeout_retry_recording,
        sent.timeout_recording,
    )
    yield from (one for one in recordings if one)
    yield from (*sent.destination, sent.invalid_destination, sent.timeout_destination)
