"""Names hold no characters that turn the direction of text or break lines"""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TURNING = re.compile("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
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
DRAFTED = sa.table(
    "draft_change",
    sa.column("draft", sa.BigInteger),
    sa.column("object", sa.BigInteger),
    sa.column("document", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    """Old names that the model now rejects would make the tenant unreadable."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(OBJECT)).all():
        values = {name: _clean(getattr(row, name), "name") for name in NAMES} | {"document": _clean(row.document)}
        if values["document"] != row.document:
            connection.execute(sa.update(OBJECT).where(OBJECT.c.id == row.id).values(**values))
    for id in connection.execute(sa.select(REVISION.c.object).distinct()).scalars().all():
        # Object by object: together they may be more than fits into memory.
        _clean_all(connection, REVISION, REVISION.c.object == id)
    _clean_all(connection, DRAFTED, sa.true())


def _clean_all(connection: sa.Connection, table: sa.TableClause, which: sa.ColumnElement[bool]) -> None:
    keys = [column for column in table.c if column.name != "document"]
    for row in connection.execute(sa.select(table).where(which)).all():
        if (document := _clean(row.document)) != row.document:
            this = sa.and_(*(column == getattr(row, column.name) for column in keys))
            connection.execute(sa.update(table).where(this).values(document=document))


def _clean(value: Any, field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _clean(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_clean(part, field) for part in value]
    return TURNING.sub("?", value) if field == "name" and isinstance(value, str) else value
