"""Keys by which customers are called"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    whose = "number of the extension whose routes call them"
    op.create_table(
        "call_key",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False, comment="the number that callers go to"),
        sa.Column("permission", sa.Text(), nullable=False, comment=whose),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_call_key_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_key")),
        sa.UniqueConstraint("hash", name=op.f("uq_call_key_hash")),
        sa.UniqueConstraint("tenant", "name", name=op.f("uq_call_key_tenant_name")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("call_key")
