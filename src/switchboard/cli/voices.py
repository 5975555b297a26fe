"""`switchboard voices`: who speaks texts, and whether that works."""

import typer
from rich.table import Table

from switchboard.cli.common import Json, print_json, run, settings_of
from switchboard.cli.terminal import console
from switchboard.prompts.speech.survey import Survey
from switchboard.status import SpeechStatus

app = typer.Typer()


@app.command()
def voices(context: typer.Context, as_json: Json = False) -> None:
    """Let each voice of the settings speak, and list all voices; exit status 1 when one does not work."""
    settings = settings_of(context)

    async def work() -> SpeechStatus:
        return await Survey(settings).read()

    found = run(work())
    if as_json:
        print_json(found)
    else:
        _show(found)
    if not all(voice.works for voice in found.voices):
        raise typer.Exit(1)


def _show(found: SpeechStatus) -> None:
    wanted = Table("language", "engine", "voice", "works", box=None, pad_edge=False)
    for voice in found.voices:
        wanted.add_row(voice.language, voice.engine, voice.voice, "yes" if voice.works else f"no: {voice.reason}")
    console.print(wanted)
    for engine in found.engines:
        console.print(f"\n{engine.engine}: {' '.join(engine.voices) if engine.installed else 'not installed'}")
