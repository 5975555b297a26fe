"""PINs, passwords and tokens: kept sealed beside the object, shown in clear to those who may write them.

Viewers see masks, and with `mask_secrets` everybody does.
"""

from collections.abc import Mapping

from pydantic import SecretStr

from switchboard.api.common import ApiServices
from switchboard.api.masking import MASK
from switchboard.api.portsip.auth import UserClient
from switchboard.store.people.credentials import Credentials


class Secrets:
    """The secrets of the objects of all tenants."""

    def __init__(self, services: ApiServices) -> None:
        self._credentials: Credentials = services.credentials
        self._masked = services.settings.portsip.mask_secrets

    async def sealed(self, secrets: Mapping[str, SecretStr]) -> dict[str, str]:
        """The secrets encrypted, ready to be stored. Raises Unavailable."""
        return await self._credentials.sealed({name: secret.get_secret_value() for name, secret in secrets.items()})

    def hidden_from(self, client: UserClient) -> bool:
        """Whether a client is shown masks in place of secrets."""
        return self._masked or not client.sees_secrets

    async def shown(self, client: UserClient, id: int) -> dict[str, str]:
        """The secrets of an object by name, in clear or masked. Raises Unavailable."""
        found = await self._credentials.object_secrets(client.tenant, id)
        return dict.fromkeys(found, MASK) if self.hidden_from(client) else found
