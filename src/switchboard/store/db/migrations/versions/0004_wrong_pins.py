"""Wrong PINs, by caller, source and object"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "pin_failure",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False, comment="caller, source or object"),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False, comment="wrong ones since first_at"),
        sa.Column("first_at", TIME, nullable=False),
        sa.Column("last_at", TIME, nullable=False),
        sa.Column("burst", sa.Integer(), nullable=False, comment="wrong ones since burst_at"),
        sa.Column("burst_at", TIME, nullable=False),
        sa.Column("refused_until", TIME, nullable=True),
        sa.Column("busy_until", TIME, nullable=True),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_pin_failure_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin_failure")),
        sa.UniqueConstraint("tenant", "what", "who", name=op.f("uq_pin_failure_tenant_what_who")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pin_failure_last_at", "pin_failure", ["last_at"], unique=False)
