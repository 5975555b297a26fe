"""Numbers that nothing has yet."""

import pytest

from switchboard import errors
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.documents.numbers import LAST, first_free
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.unit


async def free(database: Database, first: int, tenant: int = DEFAULT_TENANT) -> str:
    async with database.read() as connection:
        return await first_free(connection, tenant, first)


async def test_the_first_when_it_is_free(database: Database) -> None:
    assert await free(database, 7000) == "7000"


async def test_the_first_gap_whatever_has_the_others(database: Database) -> None:
    repository = Repository(database, DEFAULT_TENANT)
    for number in ("7000", "7001", "7003", "07002", "999"):
        await repository.create(Extension(name="Ann", number=number), author="test")
    assert await free(database, 7000) == "7002"
    await repository.create(Ivr(name="Menu", number="7002"), author="test")
    assert await free(database, 7000) == "7004"
    assert await free(database, 999) == "1000"


async def test_long_numbers_are_passed_over(database: Database) -> None:
    repository = Repository(database, DEFAULT_TENANT)
    for number in ("7000", "9" * 64, "9999999999", "00000000000007001"):
        await repository.create(Extension(name="Ann", number=number), author="test")
    assert await free(database, 7000) == "7001"


async def test_there_is_an_end(database: Database) -> None:
    repository = Repository(database, DEFAULT_TENANT)
    await repository.create(Ivr(name="Last", number=str(LAST)), author="test")
    with pytest.raises(errors.LimitReached):
        await free(database, LAST)


async def test_another_tenant_takes_nothing(database: Database) -> None:
    repository = Repository(database, DEFAULT_TENANT)
    await repository.create(Ivr(name="Menu", number="7000"), author="test")
    assert await free(database, 7000, DEFAULT_TENANT + 1) == "7000"
