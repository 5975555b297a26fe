"""Indexes that have all that a list is searched, filtered and sorted by"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_object_tenant_kind_id", "object")
    op.drop_index("ix_object_tenant_kind_name_folded", "object")
    rest = ["number", "name", "revision"]
    op.create_index("ix_object_listed_by_id", "object", ["tenant", "kind", "id", "name_folded", *rest])
    op.create_index("ix_object_listed_by_name", "object", ["tenant", "kind", "name_folded", "id", *rest])


def downgrade() -> None:
    op.drop_index("ix_object_listed_by_name", "object")
    op.drop_index("ix_object_listed_by_id", "object")
    op.create_index("ix_object_tenant_kind_id", "object", ["tenant", "kind", "id"])
    op.create_index("ix_object_tenant_kind_name_folded", "object", ["tenant", "kind", "name_folded"])
