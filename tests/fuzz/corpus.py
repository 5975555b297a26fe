"""Inputs that once reached code that no other had reached, and those that were faults: replayed by `make test`."""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


def inputs(target: str) -> list[Path]:
    """The kept inputs of a target, in a steady order."""
    return sorted((CORPUS / target).iterdir())
