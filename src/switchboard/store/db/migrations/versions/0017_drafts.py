"""Drafts, and what was published together"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("base", KEY, nullable=False, comment="the last change of the configuration when it was begun"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="grows with every write to it"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_draft_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_draft_tenant", "draft", ["tenant"], unique=False)
    _changes()
    op.create_table(
        "publication",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("undoes", KEY, nullable=True, comment="the publication that this one has undone"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_publication_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_publication_tenant_id", "publication", ["tenant", "id"], unique=False)
    what = "with which it was published, if with one"
    op.add_column("revision", sa.Column("publication", KEY, nullable=True, comment=what))
    op.create_index("ix_revision_publication", "revision", ["publication"], unique=False)
    op.create_index("ix_change_object_revision", "change", ["object", "revision"], unique=False)


def _changes() -> None:
    op.create_table(
        "draft_change",
        sa.Column("draft", KEY, autoincrement=False, nullable=False),
        sa.Column(
            "object", KEY, autoincrement=False, nullable=False, comment="of a new object reserved, never used before"
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("base_revision", sa.Integer(), nullable=True, comment="what was changed; null: a new object"),
        sa.Column("document", sa.JSON(none_as_null=True), nullable=True, comment="null: to be deleted"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes of the document"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="that of the draft when this was written"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.id"], name=op.f("fk_draft_change_draft"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft", "object", name=op.f("pk_draft_change")),
    )
    op.create_index("ix_draft_change_object", "draft_change", ["object"], unique=False)
