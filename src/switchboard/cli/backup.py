"""`switchboard backup` and `switchboard restore`: an installation as one file, and the way back."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from switchboard.backup.making import make, new_file
from switchboard.backup.restoring import Restored, restore
from switchboard.cli.common import complain, run, settings_of
from switchboard.cli.terminal import console

app = typer.Typer()

_STREAM = Path("-")
_KEYS = {
    "inside": ", and the key of their passwords",
    "left_out": "; keep secret.key elsewhere: without it passwords cannot be read again",
    "none": "",
}
_NICENESS = 10
"""Calls go before."""


@app.command("backup")
def backup_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; - is standard output.")],
    without_key: Annotated[bool, typer.Option(help="Leave out secret.key; keep it elsewhere.")] = False,
) -> None:
    """Write all that this installation knows to one file, which is secret; also while the product runs."""
    os.nice(_NICENESS)
    with _said(file), _target(file) as to:
        made = run(make(settings_of(context), to, datetime.now(UTC), with_keys=not without_key))
    if file != _STREAM:
        console.print(f"{file} is secret: it has all calls, messages and accounts{_KEYS[made.key]}")


@app.command("restore")
def restore_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What backup has written; - is standard input.")],
    replace: Annotated[bool, typer.Option(help="Take the place of an installation that is there.")] = False,
    resume: Annotated[bool, typer.Option(help="Send what waited to be sent, and place calls that were due.")] = False,
) -> None:
    """Make an installation of what backup has written, while the product is stopped."""
    with _said(file), _source(file) as archive:
        found = run(restore(settings_of(context), archive, datetime.now(UTC), replace=replace, resume=resume))
    _tell(found)


def _tell(found: Restored) -> None:
    made_at = f"{found.manifest.made_at.astimezone():%Y-%m-%d %H:%M:%S}"
    console.print(f"restored the backup of node {found.manifest.node} of {made_at}")
    if found.aside is not None:
        console.print(f"what was there before is in {found.aside}; delete it when it is not needed any more")
    if found.lacks_key:
        console.print("the key was left out: put secret.key into the data directory before the start")


@contextmanager
def _said(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        complain(f"{file}: {error.strerror or error}")
        raise typer.Exit(1) from None


@contextmanager
def _target(file: Path) -> Iterator[BinaryIO]:
    if file == _STREAM:
        yield sys.stdout.buffer
        return
    with new_file(file) as target:
        yield target


@contextmanager
def _source(file: Path) -> Iterator[BinaryIO]:
    if file == _STREAM:
        yield sys.stdin.buffer
        return
    with file.open("rb") as source:
        yield source
