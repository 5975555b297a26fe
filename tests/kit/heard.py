"""The sounds of a product's library, and whether somebody has heard them."""

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass

import soundfile

from switchboard.model.prompt import CustomPrompt
from switchboard.prompts.library import PromptLibrary
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.sounds import samples, tone
from tests.kit.trunks import Objects

WITHIN_S = 20.0
RATE_HZ = 8000


def wave(hertz: float, seconds: float) -> bytes:
    """A tone as a WAV file."""
    memory = io.BytesIO()
    soundfile.write(memory, samples(tone(seconds, hertz)), RATE_HZ, format="WAV")
    return memory.getvalue()


@dataclass(frozen=True, slots=True)
class Sounds:
    """The product's announcements, and prompts of a test: `own`, by name. `contents` has the hashes of all."""

    library: PromptLibrary
    own: Mapping[str, CustomPrompt]
    contents: Mapping[str, str]

    @classmethod
    async def made(cls, product: Product, objects: Objects, tones_hz: Mapping[str, float], seconds: float) -> "Sounds":
        """With prompts that are tones."""
        library = PromptLibrary(product.data / "prompts")
        contents = {str(name): encoded.content for name, encoded in (await library.announcements()).items()}
        own = {}
        for name, hertz in tones_hz.items():
            encoded = await library.add(wave(hertz, seconds), name=f"{name}.wav", source="speech")
            own[name] = CustomPrompt(prompt=await objects.create(encoded.prompt(f"{name}.wav")))
            contents[name] = encoded.content
        return cls(library, own, contents)

    def sent(self, name: str) -> bytes:
        """What is sent of a sound in PCMU."""
        return self.library.stem(self.contents[name]).with_suffix(".pcmu").read_bytes()

    async def heard(self, end: RtpEnd, *names: str, seconds: float = 60.0) -> None:
        """Wait until that end has heard these, one after another, of each the beginning of so many seconds."""
        async with asyncio.timeout(WITHIN_S):
            behind = 0
            for name in names:
                sound = self.sent(name)[: round(seconds * RATE_HZ)]
                while (at := _audio(end).find(sound, behind)) < 0:
                    await end.hears(len(end.audio_packets()) + 1)
                behind = at + len(sound)


def _audio(end: RtpEnd) -> bytes:
    return b"".join(packet.payload for packet in end.audio_packets())
