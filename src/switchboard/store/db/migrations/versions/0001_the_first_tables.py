"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_configuration()
    _create_calls()
    _create_phones()
    _create_api_access()


def _create_configuration() -> None:
    op.create_table(
        "tenant",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sip_domain", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant")),
        sa.UniqueConstraint("name", name=op.f("uq_tenant_name")),
    )
    op.create_table(
        "object",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", SORTED, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", SORTED, nullable=False, comment="casefolded, to search and to sort by"),
        sa.Column("unique_name", sa.Text(), nullable=True, comment="the name, where the kind's names are unique"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_object_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_object")),
        sa.UniqueConstraint("tenant", "kind", "unique_name", name=op.f("uq_object_tenant_kind_unique_name")),
        sa.UniqueConstraint("tenant", "number", name=op.f("uq_object_tenant_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_object_tenant_kind_id", "object", ["tenant", "kind", "id"], unique=False)
    op.create_index("ix_object_tenant_kind_name_folded", "object", ["tenant", "kind", "name_folded"], unique=False)
    op.create_table(
        "revision",
        sa.Column("object", KEY, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(none_as_null=True), nullable=True, comment="null: deleted"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_revision_tenant")),
        sa.PrimaryKeyConstraint("object", "revision", name=op.f("pk_revision")),
    )
    op.create_table(
        "reference",
        sa.Column("source", KEY, autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.ForeignKeyConstraint(["source"], ["object.id"], name=op.f("fk_reference_source"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target"], ["object.id"], name=op.f("fk_reference_target")),
        sa.PrimaryKeyConstraint("source", "field", name=op.f("pk_reference")),
    )
    op.create_index(op.f("ix_reference_target"), "reference", ["target"], unique=False)
    op.create_table(
        "change",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("object", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_change_tenant")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_tenant_seq", "change", ["tenant", "seq"], unique=False)


def _create_calls() -> None:
    op.create_table(
        "call",
        sa.Column("position", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("caller_name", sa.Text(), nullable=False),
        sa.Column("dialled", sa.Text(), nullable=False),
        sa.Column("extension", KEY, nullable=True, comment="id of the calling extension; outlives it"),
        sa.Column("trunk", KEY, nullable=True, comment="id of the trunk that the call came through; outlives it"),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.Column("dtmf_methods", sa.Text(), nullable=False, comment="those seen, separated by commas"),
        sa.Column("recording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_call_tenant")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_call")),
        sa.UniqueConstraint("id", name=op.f("uq_call_id")),
    )
    op.create_index("ix_call_node_state", "call", ["node", "state"], unique=False)
    op.create_index("ix_call_tenant_position", "call", ["tenant", "position"], unique=False)
    op.create_table(
        "call_event",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call.id"], name=op.f("fk_call_event_call"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("call", "seq", name=op.f("pk_call_event")),
    )


def _create_phones() -> None:
    op.create_table(
        "registration",
        sa.Column("id", KEY, nullable=False),
        sa.Column("extension", KEY, autoincrement=False, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.Text(), nullable=False),
        sa.Column("cseq", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("q", sa.Float(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("user_agent", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extension"], ["object.id"], name=op.f("fk_registration_extension"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_registration_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("extension", "contact", name=op.f("uq_registration_extension_contact")),
    )
    op.create_index("ix_registration_tenant_expires_at", "registration", ["tenant", "expires_at"], unique=False)
    op.create_table(
        "sip_credential",
        sa.Column("extension", KEY, autoincrement=False, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("realm", sa.Text(), nullable=False),
        sa.Column("ha1_md5", sa.String(length=32), nullable=False),
        sa.Column("ha1_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["extension"], ["object.id"], name=op.f("fk_sip_credential_extension"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_sip_credential_tenant")),
        sa.PrimaryKeyConstraint("extension", name=op.f("pk_sip_credential")),
        sa.UniqueConstraint("tenant", "username", name=op.f("uq_sip_credential_tenant_username")),
    )
    op.create_table(
        "trunk_secret",
        sa.Column("trunk", KEY, autoincrement=False, nullable=False),
        sa.Column("ciphertext", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["trunk"], ["object.id"], name=op.f("fk_trunk_secret_trunk"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("trunk", name=op.f("pk_trunk_secret")),
    )


def _create_api_access() -> None:
    op.create_table(
        "api_client",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("dialect", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_api_client_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_client")),
        sa.UniqueConstraint("client_id", name=op.f("uq_api_client_client_id")),
    )
    op.create_table(
        "api_token",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("pair", sa.String(length=32), nullable=False),
        sa.Column("client", KEY, nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client"], ["api_client.id"], name=op.f("fk_api_token_client"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_api_token")),
    )
    op.create_index(op.f("ix_api_token_client"), "api_token", ["client"], unique=False)
    op.create_index(op.f("ix_api_token_expires_at"), "api_token", ["expires_at"], unique=False)
    op.create_index(op.f("ix_api_token_pair"), "api_token", ["pair"], unique=False)
