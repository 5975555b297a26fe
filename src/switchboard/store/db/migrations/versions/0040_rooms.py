"""Which machine has the room of a conference"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0038"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("conference", _ID, autoincrement=False, nullable=False),
        sa.Column("incarnation", sa.String(32), nullable=False, comment="the calls process that mixes it"),
        sa.Column("node", sa.Text(), nullable=False, comment="its machine"),
        sa.PrimaryKeyConstraint("conference", name=op.f("pk_room")),
    )


def downgrade() -> None:
    op.drop_table("room")
