"""When agents of queues logged in and out and paused"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "agent_change",
        sa.Column("id", KEY, nullable=False, comment="grows in the order of commits of a tenant"),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("extension", KEY, nullable=False, comment="id; outlives it"),
        sa.Column("queue", KEY, nullable=True, comment="id, outlives it; null: all queues of the agent"),
        sa.Column("change", sa.String(length=10), nullable=False, comment="logged_in, logged_out, paused or resumed"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_agent_change_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agent_change_tenant_id", "agent_change", ["tenant", "id"], unique=False)
