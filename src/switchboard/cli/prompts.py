"""`switchboard prompts`: audio for menus, uploaded or spoken."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from switchboard.cli.common import installation_of, run
from switchboard.cli.terminal import console
from switchboard.installation import Installation
from switchboard.model.prompt import Prompt
from switchboard.prompts.encoded import Encoded
from switchboard.prompts.speech.speaker import Speaker
from switchboard.prompts.speech.speech import Speech

app = typer.Typer(no_args_is_help=True, help="Audio for menus.")

AUTHOR = "cli"


@app.command()
def upload(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="WAV, MP3, OGG, FLAC, GSM …")],
    name: Annotated[str, typer.Option(help="Name of the prompt; the file's by default.")] = "",
) -> None:
    """Make a prompt of an audio file. If there is a prompt of that name, it gets the new sound."""

    async def work() -> str:
        async with installation_of(context) as opened:
            encoded = await opened.library.add(file.read_bytes(), name=file.name)
            return await _keep(opened, name or file.name, encoded, "upload")

    console.print(run(work()))


@app.command()
def speak(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the prompt, such as welcome.wav.")],
    text: Annotated[str, typer.Argument(help="What to say.")],
    language: Annotated[str, typer.Option(help="BCP 47 tag.")] = "en",
) -> None:
    """Make a prompt of a text, which is spoken."""

    async def work() -> str:
        async with installation_of(context) as opened:
            encoded = await Speaker(opened.library, Speech.of(opened.settings)).say(text, language)
            return await _keep(opened, name, encoded, "speech", text, language)

    console.print(run(work()))


async def _keep(
    opened: Installation,
    name: str,
    encoded: Encoded,
    source: Literal["upload", "speech"],
    text: str = "",
    language: str = "",
) -> str:
    document = encoded.prompt(name, source=source, text=text, language=language)
    known = await opened.repository.find_by_name(Prompt, name)
    if known is None:
        stored = await opened.repository.create(document, author=AUTHOR)
    else:
        stored = await opened.repository.update(known.id, document, expected_revision=known.revision, author=AUTHOR)
    told = [f"{stored.id} {name} {encoded.duration_ms / 1000:.1f} s"]
    return "\n".join(told + [f"{warning.code}: {warning.text}" for warning in encoded.warnings])
