"""What the tables are made of."""

import re
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime. Goes in from any zone and comes out in UTC, also from SQLite, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ForeignText(TypeDecorator[str]):
    """Text that came over a network. What no database can hold, NUL and half surrogate pairs, becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


class Words(TypeDecorator[tuple[str, ...]]):
    """Some words, kept as one text with commas between them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else words(value)


def words(text: str) -> tuple[str, ...]:
    """What a text of `Words` holds, for who reads it past SQLAlchemy."""
    return tuple(filter(None, text.split(",")))


Id = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits; SQLite generates ids only for INTEGER."""

Sorted = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on every database."""

Document = JSON(none_as_null=True)


def object_id(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(
        name,
        Id,
        ForeignKey("object.id", ondelete="CASCADE"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
    )


def of_tenant() -> Column[int]:
    return Column("tenant", Id, ForeignKey("tenant.id"), nullable=False)


def incarnation() -> Column[str]:
    return Column("incarnation", String(32), nullable=False)
