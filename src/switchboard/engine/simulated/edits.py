"""What callers of scripted calls change by telephone: it is kept for nobody but tests."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from switchboard.engine.port import Audio, Recorded
from switchboard.errors import NotFound
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.office import Office
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored

D = TypeVar("D", bound=Document)
FIRST_ID = 1_000_000
"""Of prompts that are recorded."""


class SimulatedEdits:
    """Changes documents of a configuration; the calls go on with the former ones."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self.edited: dict[int, Document] = {}
        self.prompts: dict[str, Stored[Prompt]] = {}
        self.secrets: dict[tuple[int, str], str] = {}
        self.authors: list[str] = []
        self.forgotten: list[Path] = []

    async def edit(self, family: type[D], id: int, change: Callable[[D], D], author: str) -> Stored[D]:
        stored = self._configuration.get(family, id)
        if stored is None:
            raise NotFound(family.kind, id)
        self.authors.append(author)
        before = self.edited.get(id)
        changed = change(before if isinstance(before, family) else stored.document)
        self.edited[id] = changed
        return Stored(id, stored.revision + 1, changed)

    async def edit_office(self, change: Callable[[Office], Office], author: str) -> Stored[Office]:
        offices = self._configuration.all(Office)
        if offices:
            return await self.edit(Office, offices[0].id, change, author)
        self.authors.append(author)
        return Stored(FIRST_ID, 1, change(Office()))

    async def keep_prompt(self, name: str, recorded: Recorded, author: str) -> Stored[Prompt]:
        self.authors.append(author)
        prompt = Prompt(name=name, content=f"{len(self.prompts):064x}", duration_ms=recorded.duration_ms)
        known = self.prompts.get(name)
        self.prompts[name] = Stored(known.id if known else FIRST_ID + len(self.prompts), 1, prompt)
        return self.prompts[name]

    async def prompt(self, name: str, recorded: Recorded) -> Prompt:
        return Prompt(name=name, content=f"{len(self.prompts):064x}", duration_ms=recorded.duration_ms)

    async def edit_with_prompt(
        self, family: type[D], id: int, prompt: Prompt, change: Callable[[D, int], D], author: str
    ) -> Stored[Prompt]:
        stored = Stored(FIRST_ID + len(self.prompts), 1, prompt)
        await self.edit(family, id, lambda document: change(document, stored.id), author)
        self.prompts[prompt.name] = stored
        return stored

    async def set_secret(self, family: type[Document], id: int, name: str, secret: str) -> None:
        self.secrets[id, name] = secret

    @asynccontextmanager
    async def audible(self, recorded: Recorded) -> AsyncIterator[Audio]:
        yield Audio("recorded", "recorded", recorded.duration_ms / 1000)

    def forget(self, file: Path) -> None:
        self.forgotten.append(file)
