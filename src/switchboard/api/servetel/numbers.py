"""Numbers for menus: no field of this dialect, so the server chooses them."""

from collections.abc import Callable

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.servetel.auth import Caller
from switchboard.api.servetel.envelope import Refusal
from switchboard.model.ivr import Ivr


class Numbers:
    """Creates menus under the lowest free number from `first_number` on."""

    def __init__(self, services: ApiServices) -> None:
        self._first = services.settings.servetel.first_number

    async def create(self, caller: Caller, make: Callable[[str], Ivr]) -> int:
        """The id of what `make` makes for a number."""
        try:
            return (await caller.repository.create_numbered(self._first, make, author=caller.author)).id
        except errors.LimitReached as error:
            raise Refusal(422, "There is no free number left") from error
