"""When the test that runs now began: products are shared, and a call of the test before may be written late."""

from datetime import UTC, datetime

_began = datetime.now(UTC)


def a_test_begins() -> None:
    """From now on only new calls belong to the test."""
    global _began
    _began = datetime.now(UTC)


def began_at() -> datetime:
    """Calls that began before it belong to others."""
    return _began
