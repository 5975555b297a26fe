"""Clients of the vendors' APIs have rights; those that there are have none"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rights = sa.Column[str]("rights", sa.Text(), nullable=False, server_default=sa.text("''"))
    op.add_column("api_client", rights)


def downgrade() -> None:
    op.drop_column("api_client", "rights")
