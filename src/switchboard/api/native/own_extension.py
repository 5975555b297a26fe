"""Whose extension a request is about: that of the user who asks, and no other."""

from starlette.requests import Request

from switchboard import errors
from switchboard.api.native.auth import client_of
from switchboard.api.native.problem import Refusal
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.store.people.users import User


async def own_extension(request: Request) -> Stored[Extension]:
    """Raises Refusal 409 for who has no extension, such as a minted token."""
    client = client_of(request)
    id = client.who.extension if isinstance(client.who, User) else None
    if id is not None:
        try:
            return await client.repository.get(Extension, id)
        except errors.NotFound:
            pass
    raise Refusal(409, "no-extension", "no extension is your own; an admin says which one is")
