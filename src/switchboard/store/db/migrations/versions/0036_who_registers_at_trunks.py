"""Which machine registers at a trunk"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0030"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "trunk_lease",
        sa.Column("trunk", KEY, autoincrement=False, nullable=False),
        sa.Column("incarnation", sa.String(32), nullable=False, comment="the calls process that registers"),
        sa.Column("node", sa.Text(), nullable=False, comment="its machine"),
        sa.Column("outcome", sa.String(16), nullable=False, comment="how that went"),
        sa.Column("status", sa.Integer(), nullable=True, comment="last SIP status"),
        sa.PrimaryKeyConstraint("trunk", name=op.f("pk_trunk_lease")),
    )


def downgrade() -> None:
    op.drop_table("trunk_lease")
