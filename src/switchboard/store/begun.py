"""Whether this is no first start, asked of SQLite alone: SQLAlchemy would be most of what the supervisor loads."""

import sqlite3
from pathlib import Path

from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.newest import newest_version

_BEGUN = """
    SELECT EXISTS (SELECT 1 FROM change WHERE tenant = :tenant) AND (
        EXISTS (SELECT 1 FROM user WHERE tenant = :tenant)
        OR EXISTS (SELECT 1 FROM api_client WHERE tenant = :tenant)
        OR EXISTS (SELECT 1 FROM bearer_token WHERE tenant = :tenant))
    FROM alembic_version WHERE version_num = :version
"""


def has_begun(file: Path) -> bool:
    """Whether the database is up to date, and somebody has access to it and has configured something.

    False also for a database that cannot be read: whoever opens it says why.
    """
    try:
        connection = sqlite3.connect(file.as_uri() + "?mode=rw", uri=True)
    except sqlite3.Error:
        return False
    try:
        found = connection.execute(_BEGUN, {"tenant": DEFAULT_TENANT, "version": newest_version()}).fetchone()
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return bool(found == (1,))
