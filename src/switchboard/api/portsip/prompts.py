"""Files and prompts: callers hear prompts, PortSIP knows files, and each stands for the other.

A file becomes a prompt when it is first used, and remembers it. A prompt that came from elsewhere, or was changed
since, is shown as a file of its own: its id is the file's id, its sound as WAV the content.
"""

import asyncio
import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.portsip.naming import FILE, decode, encode, object_id, wire_id
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.prompts.encode import wav_size
from switchboard.prompts.wav import require_linear_wav
from switchboard.store.documents.repository import Repository
from switchboard.store.files.files import File, Files
from switchboard.store.people.vault import Vault

RATES_HZ = (16_000, 32_000, 48_000)
WAVE = "audio/vnd.wave"
_LONGEST_NAME = 100
_MADE_HERE = 1
"""The revision of a prompt that nobody has changed since it was made of its file."""

Sign = Callable[[str], str]

_BLOB_OF_PROMPT = re.compile(r"([0-9]{1,16})\.([0-9]{1,16})\.([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as answers show it; `url` is relative and needs no token."""

    id: str
    name: str
    size: int
    url: str
    media_type: str = WAVE
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Blob:
    """The content of a file, and its name."""

    name: str
    data: bytes


class FilePrompts:
    """The files of each tenant as prompts, and its prompts as files."""

    def __init__(self, services: ApiServices) -> None:
        self._files = Files(services.database, services.settings.files)
        self._vault = Vault(services.settings.key_file)
        self._library = services.prompts
        self._repository = services.repository
        self._clock = services.clock

    async def prompt_for(self, tenant: int, file_id: str, *, field: str, author: str) -> int:
        """The id of the prompt that a file is. Raises Invalid (of `field`): no such file, or one that cannot be it."""
        repository = self._repository(tenant)
        prompt = object_id(file_id)
        try:
            if prompt is not None:
                return (await repository.get(Prompt, prompt)).id
            return await self._made(repository, tenant, decode(FILE, file_id) or 0, author)
        except errors.NotFound as error:
            raise errors.Invalid(field, "there is no such file", rule="reference") from error
        except errors.PromptError as error:
            wanted = "WAV, PCM, 16 bits, mono, 16, 32 or 48 kHz"
            raise errors.Invalid(field, f"{error}; a prompt must be {wanted}", rule="format") from error

    async def shown(self, tenant: int, prompts: Iterable[int]) -> Mapping[int, ShownFile]:
        """Files for prompts, by the id of the prompt; prompts that do not exist are left out."""
        wanted = sorted(set(prompts))
        files = await self._files.of_prompts(tenant, wanted, self._clock.now())
        stored = await self._repository(tenant).many(Prompt, wanted)
        sign = await self._signer()
        return {one.id: _shown(tenant, one, files.get(one.id), sign) for one in stored}

    async def all(self, tenant: int) -> list[ShownFile]:
        """Every file, and every prompt that no file stands for."""
        files = await self._files.all(tenant, self._clock.now())
        prompts = (await self._repository(tenant).page(Prompt)).items
        own = {one.prompt for one in files}
        others = [one for one in prompts if one.id not in own or one.revision != _MADE_HERE]
        sign = await self._signer()
        return [_derived(tenant, one, sign) for one in others] + [uploaded(one) for one in files]

    async def blob(self, key: str) -> Blob:
        """The content behind the key in a URL. Raises NotFound."""
        if found := _BLOB_OF_PROMPT.fullmatch(key):
            return await self._blob_of_prompt(int(found[1]), int(found[2]), key)
        file = await self._files.by_key(key, self._clock.now())
        if file is None:
            raise errors.NotFound("blob", key)
        return Blob(file.name, await self._files.read(file))

    async def _blob_of_prompt(self, tenant: int, prompt: int, key: str) -> Blob:
        document = (await self._repository(tenant).get(Prompt, prompt)).document
        if not hmac.compare_digest(key, _key_of(tenant, prompt, document, await self._signer())):
            raise errors.NotFound("blob", key)
        return Blob(_wav_name(document), await self._library.read_wav(document.content))

    async def _made(self, repository: Repository, tenant: int, id: int, author: str) -> int:
        """The id of the prompt that was made of the file, or of a new one. Raises NotFound, PromptError."""
        file = await self._files.get(tenant, id, self._clock.now())
        old = next(iter(await repository.many(Prompt, [file.prompt or 0])), None)
        if old and old.revision == _MADE_HERE:
            return old.id
        new = await self._prompt(file)
        # Edited, but not its sound: a new name makes no new prompt.
        if old and old.document.content == new.content:
            return old.id
        made = await _create(repository, new, author)
        if await self._files.remember_prompt(file, made):
            return made
        # Somebody else was faster: one file must not become two prompts.
        await repository.delete(Prompt, made, author=author)
        return await self._made(repository, tenant, id, author)

    async def _prompt(self, file: File) -> Prompt:
        data = await self._files.read(file)
        require_linear_wav(data, RATES_HZ)
        encoded = await self._library.add(data, name=file.name)
        return encoded.prompt(file.name[:_LONGEST_NAME])

    async def _signer(self) -> Sign:
        return await asyncio.to_thread(self._vault.signer)


def _shown(tenant: int, stored: Stored[Prompt], file: File | None, sign: Sign) -> ShownFile:
    return uploaded(file) if file and stored.revision == _MADE_HERE else _derived(tenant, stored, sign)


def _derived(tenant: int, stored: Stored[Prompt], sign: Sign) -> ShownFile:
    prompt = stored.document
    url = f"/api/blobs/{_key_of(tenant, stored.id, prompt, sign)}"
    return ShownFile(wire_id(stored.id), _wav_name(prompt), wav_size(prompt.duration_ms), url)


def _key_of(tenant: int, id: int, prompt: Prompt, sign: Sign) -> str:
    """The key in the URL of a prompt's sound. Another sound has another key, so that an old URL does not lead to the
    new sound.
    """
    return f"{tenant}.{id}.{sign(f'blob {tenant} {id} {prompt.content}')}"


def uploaded(file: File) -> ShownFile:
    """A file that was uploaded."""
    url = f"/api/blobs/{file.key}"
    return ShownFile(encode(FILE, file.id), file.name, file.size, url, file.media_type, file.created_at)


async def _create(repository: Repository, prompt: Prompt, author: str) -> int:
    """The id of a new prompt under its name, or under the next one that is free."""
    for name in _names(prompt.name):
        try:
            return (await repository.create(prompt.model_copy(update={"name": name}), author=author)).id
        except errors.Duplicate:
            continue
    raise errors.Unavailable("no name is free")


def _names(name: str) -> Iterator[str]:
    yield name
    stem, dot, suffix = name.rpartition(".")
    for number in range(2, 1_000):
        end = f" ({number}){dot}{suffix}" if stem else f" ({number})"
        yield (stem or name)[: _LONGEST_NAME - len(end)] + end


def _wav_name(prompt: Prompt) -> str:
    """The file name of a prompt's sound as WAV."""
    return (prompt.name.rpartition(".")[0] or prompt.name) + ".wav"
