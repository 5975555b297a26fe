"""What callers of a tenant change by telephone."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from switchboard import disk, errors
from switchboard.engine.port import Audio, Recorded
from switchboard.model.base import Document
from switchboard.model.office import OFFICE, Office
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.processes.playable import LINGERING_S, PlayableMessages
from switchboard.prompts.library import PromptLibrary
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

D = TypeVar("D", bound=Document)


class TenantEdits:
    """Writes them as everybody does: a revision each, which the next call follows."""

    def __init__(
        self,
        tenant: int,
        repository: Repository,
        library: PromptLibrary,
        credentials: Credentials,
        playable: PlayableMessages,
    ) -> None:
        self._tenant = tenant
        self._repository = repository
        self._library = library
        self._credentials = credentials
        self._playable = playable

    async def edit(self, family: type[D], id: int, change: Callable[[D], D], author: str) -> Stored[D]:
        """Raises NotFound, Unavailable."""
        return await self._repository.edit(family, id, change, author=author)

    async def edit_office(self, change: Callable[[Office], Office], author: str) -> Stored[Office]:
        """Raises Unavailable."""
        return await self._repository.edit_named(
            Office, OFFICE, lambda office: change(office or Office()), author=author
        )

    async def keep_prompt(self, name: str, recorded: Recorded, author: str) -> Stored[Prompt]:
        """Raises Unavailable, also when the disk refuses."""
        new = await self.prompt(name, recorded)
        return await self._repository.edit_named(Prompt, name, lambda _: new, author=author)

    async def prompt(self, name: str, recorded: Recorded) -> Prompt:
        """Raises Unavailable, also when the disk refuses."""
        assert recorded.file is not None
        try:
            data = await asyncio.to_thread(recorded.file.read_bytes)
            encoded = await self._library.add(data, name=name, source="recording")
        except (OSError, errors.PromptError) as error:
            raise errors.Unavailable("what was recorded cannot be kept") from error
        finally:
            self.forget(recorded.file)
        return encoded.prompt(name, source="recording")

    async def edit_with_prompt(
        self, family: type[D], id: int, prompt: Prompt, change: Callable[[D, int], D], author: str
    ) -> Stored[Prompt]:
        """Raises NotFound, Unavailable."""
        return await self._repository.edit_with_new(family, id, prompt, change, author=author)

    async def set_secret(self, family: type[Document], id: int, name: str, secret: str) -> None:
        """Raises NotFound, Unavailable."""
        await self._credentials.set_object_secret(self._tenant, family.kind, id, name, secret)

    @asynccontextmanager
    async def audible(self, recorded: Recorded) -> AsyncIterator[Audio]:
        """Raises Unavailable."""
        assert recorded.file is not None
        try:
            async with self._playable.sound(recorded.file, LINGERING_S) as audio:
                yield audio
        finally:
            self.forget(recorded.file)

    def forget(self, file: Path) -> None:
        disk.unlink([file])
