"""Numbers for menus: no field of this dialect, so the server chooses them."""

from collections.abc import Callable

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.kit.client import Client
from switchboard.api.servetel.envelope import Refusal
from switchboard.model.ivr import Ivr
from switchboard.store.documents.numbers import first_free

_ATTEMPTS = 100


class Numbers:
    """Creates menus under the lowest free number from `first_number` on."""

    def __init__(self, services: ApiServices) -> None:
        self._database = services.database
        self._first = services.settings.servetel.first_number

    async def create(self, client: Client, make: Callable[[str], Ivr]) -> int:
        """The id of what `make` makes for a number; tries the next one when somebody else took it meanwhile."""
        for _ in range(_ATTEMPTS):
            document = make(await self._next(client))
            try:
                return (await client.repository.create(document, author=client.author)).id
            except errors.Duplicate as error:
                if error.field != "number":
                    raise
        raise errors.Unavailable("numbers are being taken all the time")

    async def _next(self, client: Client) -> str:
        try:
            return await first_free(self._database, client.tenant, self._first)
        except errors.LimitReached as error:
            raise Refusal(422, "There is no free number left") from error
