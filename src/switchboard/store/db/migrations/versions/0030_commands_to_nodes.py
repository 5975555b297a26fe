"""Commands from one machine to another"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "node_command",
        sa.Column("id", KEY, nullable=False),
        sa.Column("node", sa.Text(), nullable=False, comment="name of the machine that is to obey"),
        sa.Column("line", sa.Text(), nullable=False, comment="as over its command socket"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="nobody waits for it any longer"),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True, comment="null: it is not obeyed yet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_node_command")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_node_command_node", "node_command", ["node"])


def downgrade() -> None:
    op.drop_table("node_command")
