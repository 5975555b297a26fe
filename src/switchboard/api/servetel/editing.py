"""Changes of objects, as all endpoints that update one make them."""

from collections.abc import Callable
from typing import TypeVar

from switchboard import errors
from switchboard.api.kit.client import Client
from switchboard.api.kit.objects import Named, objects_for
from switchboard.api.servetel.envelope import Refusal
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Edited

D = TypeVar("D", bound=Document)


async def edit(
    client: Client, family: type[D], id: int, named: Named, change: Callable[[D, Configuration], D], what: str
) -> None:
    """Read an object and what the request names, `change` it and write it.

    Raises what `change` raises, and where there is no such object Refusal 422, which calls it `what`.
    """

    async def changed(old: Stored[D]) -> Edited[D]:
        return Edited(change(old.document, await objects_for(client.repository, [], named)))

    try:
        await client.repository.edit_loading(family, id, changed, author=client.author)
    except errors.NotFound as error:
        raise Refusal(422, f"The {what} was not found", {"id": "does not exist"}) from error
