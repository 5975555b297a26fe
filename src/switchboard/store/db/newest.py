"""Which migrations there are."""

from pathlib import Path

VERSIONS = Path(__file__).parent / "migrations" / "versions"
"""One file a migration, `NNNN_what.py`; NNNN is its revision."""


def newest_version() -> str:
    """The revision of a database that is up to date."""
    return max(path.name for path in VERSIONS.glob("[0-9]*.py")).partition("_")[0]
