"""Calls that are to be placed later, or again"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "wish",
        sa.Column("position", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("by", sa.Text(), nullable=False, comment="the client that has asked"),
        sa.Column("command", sa.JSON(), nullable=False, comment="a PlaceCall"),
        sa.Column("state", sa.String(8), nullable=False, comment="waiting, calling, reached, failed or ended"),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False, comment="when the next try is due, or the last one was"),
        sa.Column("tries", sa.JSON(), nullable=False, comment="the call, its beginning and its outcome of each"),
        sa.Column("outcome", sa.Text(), nullable=False, comment="of the last try, or why there is none"),
        sa.Column("node", sa.Text(), nullable=False, comment="the machine that calls now, or did last"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_wish_tenant")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_wish")),
        sa.UniqueConstraint("id", name=op.f("uq_wish_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wish_state_due_at", "wish", ["state", "due_at"], unique=False)
    op.create_index("ix_wish_tenant_position", "wish", ["tenant", "position"], unique=False)
