"""Recordings of calls as rows, also those that there are already"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
PAGE = 500


def upgrade() -> None:
    recording = op.create_table(
        "recording",
        sa.Column("id", KEY, autoincrement=False, nullable=False, comment="position of the event with which it began"),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="of its file"),
        sa.Column("node", sa.Text(), nullable=False, comment="the machine that has the file"),
        sa.Column("started_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True, comment="when its call ended"),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("callee", sa.Text(), nullable=False, comment="who talked last; until the end what was dialled"),
        sa.Column("goes_out", sa.Boolean(), nullable=False, comment="that callee was called through a trunk"),
        sa.Column("state", sa.String(8), nullable=False, comment="open, ended or test"),
        sa.ForeignKeyConstraint(["call"], ["call.id"], name=op.f("fk_recording_call"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_recording_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
    )
    for name, columns in _INDICES.items():
        op.create_index(name, "recording", columns)
    _fill(op.get_bind(), recording)


_INDICES = {
    "ix_recording_call": ["call"],
    "ix_recording_tenant_state_id": ["tenant", "state", "id"],
    "ix_recording_tenant_state_call": ["tenant", "state", "call"],
    "ix_recording_tenant_state_started_at": ["tenant", "state", "started_at", "id"],
    "ix_recording_tenant_state_caller": ["tenant", "state", "caller", "id"],
    "ix_recording_tenant_state_callee": ["tenant", "state", "callee", "id"],
    "ix_recording_node_started_at": ["node", "tenant", "started_at"],
}

_BEGAN = """SELECT e.position, e.at, e.data, c.id, c.tenant, c.node, c.caller, c.dialled, c.state, c.ended_at, c.test
FROM call_event e JOIN call c ON c.id = e.call
WHERE e.type = 'recording_started' AND e.position > :after ORDER BY e.position LIMIT :page"""
_TALKED = "SELECT data FROM call_event WHERE call = :call AND type = 'bridged' ORDER BY seq DESC LIMIT 1"


def _fill(connection: sa.Connection, recording: sa.Table) -> None:
    began = sa.text(_BEGAN).columns(at=TIME, ended_at=TIME, data=sa.JSON(), test=sa.Boolean())
    after = 0
    while rows := connection.execute(began, {"after": after, "page": PAGE}).all():
        connection.execute(sa.insert(recording), [_recording(connection, row) for row in rows])
        after = rows[-1].position


def _recording(connection: sa.Connection, row: Any) -> dict[str, Any]:
    talked = connection.execute(sa.text(_TALKED).columns(data=sa.JSON()), {"call": row.id}).scalar() or {}
    target = talked.get("target", {}) if row.state != "open" else {}
    return {
        "id": row.position,
        "tenant": row.tenant,
        "call": row.id,
        "name": Path(str(row.data.get("name", ""))).name,
        "node": row.node,
        "started_at": row.at,
        "ended_at": row.ended_at,
        "caller": row.caller,
        "callee": str(target.get("number", row.dialled)),
        "goes_out": target.get("kind") == "trunk",
        "state": "test" if row.test else "open" if row.state == "open" else "ended",
    }


def downgrade() -> None:
    op.drop_table("recording")
