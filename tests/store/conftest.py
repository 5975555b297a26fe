"""What the tests of the store share."""

import pytest
from sqlalchemy import insert

from switchboard.store.db.database import Database
from switchboard.store.db.tables import tenant
from switchboard.store.documents.repository import Repository


@pytest.fixture
def repository(database: Database) -> Repository:
    """The default tenant's."""
    return Repository(database, 1)


@pytest.fixture
async def neighbour(database: Database) -> Repository:
    """Another tenant's."""
    async with database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    return Repository(database, 2)
