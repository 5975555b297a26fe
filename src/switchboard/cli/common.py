"""What the commands share: settings from the options, errors, output."""

from __future__ import annotations

import asyncio
import gc
import json
from collections.abc import Coroutine, Iterable
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from pydantic import ValidationError
from pydantic_core import to_jsonable_python

from switchboard.config import Settings, load
from switchboard.errors import SwitchboardError

if TYPE_CHECKING:
    from switchboard.installation import Installation
    from switchboard.store.people.api_tokens import Right

T = TypeVar("T")


class TokenRoleName(StrEnum):
    """What the bearer of a native token may do."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"


class RoleName(StrEnum):
    """What a user may do."""

    PHONE = "phone"
    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"


class RightName(StrEnum):
    """What no role includes."""

    MESSAGES = "messages"
    RECORDINGS = "recordings"


def rights_of(names: Iterable[RightName] | None) -> tuple[Right, ...]:
    """The rights that were named, each once."""
    return tuple(name.value for name in dict.fromkeys(names or ()))


Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


def read_settings(config: Path | None, data: Path | None) -> Settings:
    """The settings for a command. If they are wrong, the program ends with a clear message."""
    try:
        return load(config) if data is None else load(config, data=data)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_input=False):
            where = ".".join(str(part) for part in problem["loc"])
            complain(f"setting {where}: {problem['msg']}")
    except (OSError, ValueError) as error:
        complain(f"settings: {error}")
    raise typer.Exit(2)


def complain(text: str) -> None:
    """Print what is wrong to standard error."""
    # Rich is loaded by what people look at: the processes of an installation never need it.
    from switchboard.cli.terminal import errors_to

    errors_to.print(text)


def run(work: Coroutine[object, object, T]) -> T:
    """Run the work of a command. An error of the product is printed as one line, with exit status 1."""
    look_for_garbage()
    try:
        return asyncio.run(work)
    except SwitchboardError as error:
        complain(f"{error.code}: {error}")
        raise typer.Exit(1) from None


def look_for_garbage() -> None:
    """The program is loaded: from now on garbage is looked for, though never among what is there already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def settings_of(context: typer.Context) -> Settings:
    """The settings that the program was started with."""
    settings = context.obj
    assert isinstance(settings, Settings)
    return settings


def installation_of(context: typer.Context) -> AbstractAsyncContextManager[Installation]:
    """The installation that the program was started for, opened for the tenant that `--tenant` names."""
    from switchboard.installation import installation

    return installation(settings_of(context), context.meta["tenant"])


def print_json(value: object, indent: int | None = None) -> None:
    """Print JSON in pure ASCII, so that scripts get every character and terminals obey none."""
    typer.echo(json.dumps(to_jsonable_python(value), indent=indent))
