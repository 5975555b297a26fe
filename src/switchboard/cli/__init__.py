"""The command line: `switchboard --help`."""

from switchboard.cli.main import main

__all__ = ["main"]
