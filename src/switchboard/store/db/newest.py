"""Which migrations there are, and which programs can work with a database that has them."""

from pathlib import Path

VERSIONS = Path(__file__).parent / "migrations" / "versions"
"""One file a migration, `NNNN_what.py`; NNNN is its revision."""

COMPATIBLE = "compatible"
"""The row of the table `installation` that says since which migration programs can work with the database."""

COMPATIBLE_SINCE = "0029"
"""Programs whose newest migration is this one, or a later one, can work with what all migrations of this program have
made: those after it only add. So machines can be brought up to date, and back, one after the other.

A migration that takes something away comes in a release after the one that no longer uses that. It raises this to the
newest migration of that one."""


def newest_version() -> str:
    """The revision of a database that is up to date."""
    return max(path.name for path in VERSIONS.glob("[0-9]*.py")).partition("_")[0]


def is_compatible(migrated_to: str, since: str) -> bool:
    """Whether this program can work with a database that a newer one has migrated, which says `since` when others
    can."""
    mine = newest_version()
    return bool(since) and since <= mine < migrated_to
