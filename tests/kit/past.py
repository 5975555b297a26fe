"""The past of one object, for those who do not care of what kind it is."""

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.store.documents.history import Entry, History
from switchboard.store.documents.repository import Repository


async def revisions(repository: Repository, id: int) -> list[Entry]:
    """Every write of it, oldest first, also when it has been deleted. Raises NotFound."""
    history = History(repository._database, repository._tenant)
    families: list[type[Document]] = [*FAMILIES.values()]
    for family in families:
        try:
            return (await history.entries(family, id, limit=1000))[::-1]
        except errors.NotFound:
            continue
    raise errors.NotFound("object", id)
