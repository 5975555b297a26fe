"""A machine lets the one that registers at a trunk try again"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "trunk_lease",
        sa.Column(
            "hurried", sa.Boolean(), nullable=False, server_default=sa.false(), comment="somebody wants another try"
        ),
    )


def downgrade() -> None:
    op.drop_column("trunk_lease", "hurried")
