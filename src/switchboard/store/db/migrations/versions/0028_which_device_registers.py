"""Which device registers"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instance = sa.Column(
        "instance", sa.Text(), nullable=False, server_default=sa.text("''"), comment="device (RFC 5626)"
    )
    op.add_column("registration", instance)
    op.create_index("ix_registration_node", "registration", ["node"])


def downgrade() -> None:
    op.drop_index("ix_registration_node", "registration")
    op.drop_column("registration", "instance")
