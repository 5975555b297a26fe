"""What nodes say of themselves, and what an installation is"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("''")
    which = "tells two machines of one name apart"
    op.add_column("node", sa.Column("machine", sa.Text(), nullable=False, server_default=empty, comment=which))
    op.add_column("node", sa.Column("version", sa.Text(), nullable=False, server_default=empty))
    op.add_column("node", sa.Column("started_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "installation",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_installation")),
    )


def downgrade() -> None:
    op.drop_table("installation")
    for name in ("started_at", "version", "machine"):
        op.drop_column("node", name)
