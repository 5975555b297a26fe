"""The command line: `switchboard --help`."""

import gc
import os


def main() -> None:
    """Entry point of the `switchboard` program."""
    # What is loaded stays: to look for garbage among it would cost an eighth of the start. Once a command is loaded,
    # `look_for_garbage` begins with it.
    gc.disable()
    # Otherwise Pydantic reads what every installed package says of itself, in search of plug-ins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from switchboard.cli.main import run_command

    run_command()
