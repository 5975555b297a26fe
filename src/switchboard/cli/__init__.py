"""The command line: `switchboard --help`."""

import gc
import os
import sys


def main() -> None:
    """Entry point of the `switchboard` program."""
    # What is loaded stays: to look for garbage among it would cost an eighth of the start. Once a command is loaded,
    # `look_for_garbage` begins with it.
    gc.disable()
    # Otherwise Pydantic reads what every installed package says of itself, in search of plug-ins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    load_logging()
    from switchboard.cli.main import run_command

    run_command()


def load_logging() -> None:
    """Load structlog without Rich, in which it would print tracebacks if we let it: that is an eighth of a process."""
    sys.modules["rich"] = None  # type: ignore[assignment]
    import structlog  # noqa: F401

    del sys.modules["rich"]
