"""Messages are found by the call in which they were left"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_mailbox_message_call", "mailbox_message", ["call"], unique=False)
