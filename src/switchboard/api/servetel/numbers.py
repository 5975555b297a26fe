"""Numbers for menus: no field of this dialect, so the server chooses them."""

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.kit.client import Client
from switchboard.api.servetel.envelope import Refusal
from switchboard.model.ivr import Ivr


class Numbers:
    """Creates menus, each under the lowest free number from `first_number` on."""

    def __init__(self, services: ApiServices) -> None:
        self._first = services.settings.servetel.first_number

    def blank(self, name: str) -> Ivr:
        """A menu before anything is said about it; its number is given to it when it is created."""
        return Ivr(number=str(self._first), name=name)

    async def create(self, client: Client, menu: Ivr) -> int:
        """The id of a new menu that is `menu` but for its number. Raises Refusal 422 when no number is free."""
        try:
            stored = await client.repository.create_numbered(
                self._first, lambda number: menu.model_copy(update={"number": number}), author=client.author
            )
        except errors.LimitReached as error:
            raise Refusal(422, "There is no free number left") from error
        return stored.id
