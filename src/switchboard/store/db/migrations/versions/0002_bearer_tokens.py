"""Bearer tokens of the native API"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bearer_token",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True, comment="null: never"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_bearer_token_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bearer_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_bearer_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bearer_token_tenant_id", "bearer_token", ["tenant", "id"], unique=False)
