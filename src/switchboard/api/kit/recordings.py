"""The recordings of calls, as far as the dialects have them alike: look-ups, files, and links that end."""

import asyncio
import hmac
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, source_address
from switchboard.api.kit.byte_range import ByteRange, Unsatisfiable, sound_answer, wanted_range
from switchboard.api.kit.recording_names import named_by, recording_file
from switchboard.security_log import tell
from switchboard.store.calls.recordings import CallRecordingFile, CallRecordings, Recording

LINK_S: Final = 30 * 60
"""How long a link leads to its recording."""

PART: Final = 256 * 1024
_BYTES_A_SECOND: Final = 8000 * 2 * 2
_LINK: Final = re.compile(r"([0-9a-f]{1,14})-([0-9a-f]{1,14})-([0-9a-f]{1,14})-([0-9a-f]{1,14})-([0-9a-f]{64})")
_NTH: Final = re.compile(r"-([2-9]|[1-9][0-9]{1,8})\.wav")


@dataclass(frozen=True, slots=True)
class Measured:
    """A recording, how large it is, and how long."""

    recording: Recording
    size: int
    duration_s: int

    @property
    def file(self) -> str:
        """Its name for clients."""
        return file_of(self.recording)


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link leads to, and the id of the client or user that it was made for."""

    recording: Recording
    holder: int


class Recordings:
    """The recordings that the clients of one face hear. A link of one face is none in another."""

    def __init__(self, services: ApiServices, face: str) -> None:
        self.store = CallRecordings.of(services.database, services.settings)
        self._vault = services.credentials.vault
        self._clock = services.clock
        self._face = face

    async def measured(self, found: Sequence[Recording]) -> list[Measured]:
        """By their files; those on another machine by how long they took."""
        files = await self.store.files(found)
        return [_measured(one, files.get(one.id)) for one in found]

    async def named(self, tenant: int, file: str) -> Recording:
        """The one that clients know by that name. Raises NotFound."""
        call = named_by(file)
        for one in await self.store.of_call(tenant, call) if call else ():
            if one.state == "ended" and file_of(one) == file:
                return one
        raise errors.NotFound("recording", file)

    async def linking(self, holder: int) -> Callable[[Recording], str]:
        """What makes links, which lead to recordings for `LINK_S` and which nobody guesses. Raises Unavailable."""
        sign = await asyncio.to_thread(self._vault.signer)
        ends_at = int(self._clock.now().timestamp()) + LINK_S

        def link(one: Recording) -> str:
            about = f"{one.record.tenant:x}-{one.id:x}-{holder:x}-{ends_at:x}"
            return f"{about}-{sign(self._signed(about))}"

        return link

    async def linked(self, link: str) -> Linked:
        """Raises NotFound for a link that is none of ours, that has ended, or whose recording is deleted."""
        found = _LINK.fullmatch(link)
        if found is not None:
            sign = await asyncio.to_thread(self._vault.signer)
            about = link[: found.start(5) - 1]
            tenant, id, holder, ends_at = (int(number, 16) for number in found.groups()[:4])
            is_ours = hmac.compare_digest(sign(self._signed(about)), found[5])
            if is_ours and self._clock.now().timestamp() < ends_at:
                return Linked(await self.store.get(tenant, id), holder)
        raise errors.NotFound("recording", "")

    async def answer(self, request: Request, found: Recording, by: str) -> Response:
        """The sound, whole or the range that is wanted. The security log says who had it.

        Raises NotFound when it is gone, Elsewhere, Unavailable.
        """
        file = await self.store.file(found)
        try:
            answer = await recording_sound(request, self.store, file, file_of(found))
        except Unsatisfiable as wrong:
            return Response(None, 416, wrong.headers)
        about: dict[str, str | int] = {"tenant": found.record.tenant, "call": found.record.id, "recording": found.name}
        tell("recording-downloaded", source_address(request), **about, by=by)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def _signed(self, about: str) -> str:
        return f"recording {self._face} {about}"


def file_of(found: Recording) -> str:
    """The name under which clients know a recording: it follows from the call, and from which of its own it is."""
    nth = _NTH.fullmatch(found.name.removeprefix(found.record.id))
    return recording_file(found.record, int(nth[1]) if nth else 1)


def recording_tag(file: CallRecordingFile) -> str:
    """The entity tag: a recording that goes on grows, and its header with it."""
    return f"{file.name}-{file.size}"


async def recording_sound(request: Request, store: CallRecordings, file: CallRecordingFile, name: str) -> Response:
    """The sound as a WAV file, whole or the range that is wanted. Raises Unsatisfiable, and what `store.read` raises of
    the first part.
    """
    wanted = wanted_range(request, file.size, recording_tag(file)) or ByteRange(0, file.size - 1, file.size)
    # Before anything is answered: a bucket may be away, or its owner may have deleted the sound.
    first = b"" if request.method == "HEAD" else await store.read(file, wanted.first, min(PART, wanted.length))
    return sound_answer(request, name, file.size, recording_tag(file), partial(_content, store, file, first))


async def _content(
    store: CallRecordings, file: CallRecordingFile, begun: bytes, wanted: ByteRange
) -> AsyncIterator[bytes]:
    """The bytes after the first part, which is read, part by part while they are sent. A file that is deleted meanwhile
    breaks the answer off.
    """
    yield begun
    for first in range(wanted.first + PART, wanted.last + 1, PART):
        yield await store.read(file, first, min(PART, wanted.last + 1 - first))


def _measured(one: Recording, file: CallRecordingFile | None) -> Measured:
    if file is not None:
        return Measured(one, file.size, round(file.duration_ms / 1000))
    seconds = max(0, round(((one.ended_at or one.started_at) - one.started_at).total_seconds()))
    return Measured(one, seconds * _BYTES_A_SECOND, seconds)
