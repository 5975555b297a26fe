"""Texts that reach SIP, HTTP or terminals hold no control characters"""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
REPLACEMENT = "?"
FIELDS = frozenset(("name", "username", "email", "alert_info", "display_name", "value", "url", "sender"))
NAMES = ("name", "name_folded", "unique_name")
OBJECT = sa.table(
    "object",
    sa.column("id", sa.BigInteger),
    *(sa.column(name, sa.Text) for name in NAMES),
    sa.column("document", sa.JSON),
)
REVISION = sa.table(
    "revision",
    sa.column("object", sa.BigInteger),
    sa.column("revision", sa.Integer),
    sa.column("document", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    """Old values the model now rejects would make the tenant unreadable."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(OBJECT)).all():
        values = {name: _clean(getattr(row, name)) for name in NAMES} | {"document": _cleaned(row.document)}
        if values["document"] != row.document:
            connection.execute(sa.update(OBJECT).where(OBJECT.c.id == row.id).values(**values))
    for id in connection.execute(sa.select(REVISION.c.object).distinct()).scalars().all():
        _clean_history(connection, id)


def _clean_history(connection: sa.Connection, id: int) -> None:
    """Object by object: together they may be more than fits into memory."""
    for row in connection.execute(sa.select(REVISION).where(REVISION.c.object == id)).all():
        if (document := _cleaned(row.document)) != row.document:
            this = (REVISION.c.object == row.object) & (REVISION.c.revision == row.revision)
            connection.execute(sa.update(REVISION).where(this).values(document=document))


def _cleaned(value: Any, field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _cleaned(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part, field) for part in value]
    return _clean(value) if field in FIELDS else value


def _clean(value: Any) -> Any:
    return CONTROL.sub(REPLACEMENT, value) if isinstance(value, str) else value
