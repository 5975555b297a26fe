"""What calls add up to: how they ended, what they met, and sums by the quarter of an hour"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    empty = sa.text("''")
    outcome = sa.Column(
        "outcome", sa.String(16), nullable=False, server_default=empty, comment="empty until it is digested"
    )
    op.add_column("call", outcome)
    for name, columns in _INDICES.items():
        op.create_index(name, "call", columns, unique=False)
    op.create_index("ix_call_open", "call", ["tenant"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN)
    _create_objects()
    _create_sums()
    op.create_table(
        "call_digest",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="there is one row"),
        sa.Column("position", KEY, nullable=False, comment="of the last event that is in the sums"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_digest")),
    )


_INDICES = {
    "ix_call_tenant_started_at": ["tenant", "started_at", "position"],
    "ix_call_tenant_dialled": ["tenant", "dialled", "started_at", "position"],
    "ix_call_tenant_outcome": ["tenant", "outcome", "started_at", "position"],
}


def _create_objects() -> None:
    op.create_table(
        "call_object",
        sa.Column("object", KEY, autoincrement=False, nullable=False, comment="id of what the call met; outlives it"),
        sa.Column("started_at", TIME, nullable=False, comment="of the call, so that its calls are in order"),
        sa.Column("call", KEY, autoincrement=False, nullable=False, comment="position of the call"),
        sa.Column("tenant", KEY, nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_call_object_tenant")),
        sa.PrimaryKeyConstraint("object", "started_at", "call", name=op.f("pk_call_object")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_call_object_tenant", "call_object", ["tenant"], unique=False)


def _create_sums() -> None:
    whole = "id, outlives it; 0: the tenant as a whole"
    quarters, slot = "of an hour: 1, or 96 for a day of UTC", "counted in such spans from 1970, UTC"
    op.create_table(
        "call_sum",
        sa.Column("tenant", KEY, autoincrement=False, nullable=False),
        sa.Column("object", KEY, autoincrement=False, nullable=False, comment=whole),
        sa.Column("quarters", sa.Integer(), autoincrement=False, nullable=False, comment=quarters),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False, comment=slot),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("times", KEY, nullable=False),
        sa.Column("took_ms", KEY, nullable=False, comment="all together"),
        sa.Column("longest_ms", KEY, nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_call_sum_tenant")),
        sa.PrimaryKeyConstraint("tenant", "object", "quarters", "slot", "measure", "detail", name=op.f("pk_call_sum")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("call_digest", "call_sum", "call_object"):
        op.drop_table(table)
    for name in ("ix_call_open", *_INDICES):
        op.drop_index(name, "call")
    op.drop_column("call", "outcome")
