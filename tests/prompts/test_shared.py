"""Two machines with one home of sounds: each has what the other has stored, when it needs it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from switchboard.config import LimitSettings
from switchboard.errors import NotFound, Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.processes.shared_sounds import FetchedSounds
from switchboard.prompts.library import PromptLibrary

from .signals import file_of, sine

pytestmark = pytest.mark.unit

TONE = file_of(sine(1000, 0.2, 8000), 8000)
OTHER = file_of(sine(500, 0.2, 8000), 8000)


class HomeInMemory:
    """A `SoundHome`; `asked` for which sounds, in order."""

    def __init__(self) -> None:
        self.sounds: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.is_away = False

    async def keep(self, content: str, flac: bytes) -> None:
        if self.is_away:
            raise Unavailable("away")
        self.sounds[content] = flac

    async def fetch(self, content: str) -> bytes:
        self.asked.append(content)
        if self.is_away:
            raise Unavailable("away")
        if content not in self.sounds:
            raise NotFound("sound", content)
        return self.sounds[content]

    async def known(self, contents: Iterable[str]) -> set[str]:
        return set(contents) & self.sounds.keys()

    async def remove(self, contents: Iterable[str]) -> None:
        for content in contents:
            self.sounds.pop(content, None)


@pytest.fixture
def home() -> HomeInMemory:
    return HomeInMemory()


@pytest.fixture
def here(home: HomeInMemory, tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "a", LimitSettings(), home)


@pytest.fixture
def there(home: HomeInMemory, tmp_path: Path) -> PromptLibrary:
    return PromptLibrary(tmp_path / "b", LimitSettings(), home)


async def test_a_sound_of_another_machine_is_fetched_in_every_form(here: PromptLibrary, there: PromptLibrary) -> None:
    content = (await here.add(TONE, name="a.wav", source="recording")).content
    assert not there.exists(content)
    assert await there.read_flac(content) == await here.read_flac(content)
    assert there.exists(content) and await there.check(content) == ()


async def test_a_sound_that_is_here_is_asked_for_nowhere(here: PromptLibrary, home: HomeInMemory) -> None:
    content = (await here.add(TONE, name="a.wav", source="recording")).content
    await here.read_wav(content)
    assert await here.has(content) and not home.asked


async def test_another_sound_than_the_wanted_one_is_not_taken(
    here: PromptLibrary, there: PromptLibrary, home: HomeInMemory
) -> None:
    content = (await here.add(TONE, name="a.wav", source="recording")).content
    other = (await here.add(OTHER, name="b.wav", source="recording")).content
    for wrong in (home.sounds[other], b"no sound"):
        home.sounds[content] = wrong
        assert not await there.has(content)
        with pytest.raises(NotFound):
            await there.read_flac(content)


async def test_a_sound_that_nobody_has_is_not_there(there: PromptLibrary) -> None:
    assert not await there.has("0" * 64)


async def test_who_adds_a_sound_hears_that_the_home_is_away(here: PromptLibrary, home: HomeInMemory) -> None:
    home.is_away = True
    with pytest.raises(Unavailable):
        await here.add(TONE, name="a.wav", source="recording")
    home.is_away = False
    content = (await here.add(TONE, name="a.wav", source="recording")).content
    assert content in home.sounds


async def test_sounds_from_before_there_was_a_home_are_given_to_it(
    here: PromptLibrary, home: HomeInMemory, tmp_path: Path
) -> None:
    alone = PromptLibrary(tmp_path / "a")
    content = (await alone.add(TONE, name="a.wav", source="recording")).content
    await alone.add(OTHER, name="b.wav", source="recording")
    await here.share_missing([content, "0" * 64])
    assert [*home.sounds] == [content]


async def test_a_removed_sound_is_gone_everywhere(here: PromptLibrary, home: HomeInMemory) -> None:
    content = (await here.add(TONE, name="a.wav", source="recording")).content
    await here.remove([content])
    assert not home.sounds and not here.exists(content)


def configuration_with(*contents: str) -> Configuration:
    prompts = enumerate(contents, 1)
    return Configuration.of(Stored(id, 1, Prompt(name=f"{id}.wav", content=one, duration_ms=1)) for id, one in prompts)


async def test_the_prompts_of_a_configuration_are_fetched_once(
    here: PromptLibrary, there: PromptLibrary, home: HomeInMemory
) -> None:
    content = (await here.add(TONE, name="a.wav", source="recording")).content
    fetched = FetchedSounds(there)
    await fetched.fetch([configuration_with(content, "0" * 64)])
    assert there.exists(content)
    await fetched.fetch([configuration_with(content, "0" * 64)])
    assert home.asked == [content, "0" * 64, "0" * 64], "what is missing may have come meanwhile"
