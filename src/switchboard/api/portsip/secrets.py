"""PINs, passwords and tokens: kept sealed beside the object, shown in clear or masked as the settings say."""

from collections.abc import Mapping
from typing import Final

from pydantic import SecretStr

from switchboard.api.common import ApiServices
from switchboard.store.credentials import Credentials

MASK: Final = "******"


class Secrets:
    """The secrets of the objects of all tenants."""

    def __init__(self, services: ApiServices) -> None:
        self._credentials: Credentials = services.credentials
        self._masked = services.settings.portsip.mask_secrets

    async def sealed(self, secrets: Mapping[str, SecretStr]) -> dict[str, str]:
        """Ready to be stored. Raises Unavailable."""
        return await self._credentials.sealed({name: secret.get_secret_value() for name, secret in secrets.items()})

    async def shown(self, tenant: int, key: int) -> dict[str, str]:
        """Of an object by name, in clear or masked. Raises Unavailable."""
        found = await self._credentials.object_secrets(tenant, key)
        return dict.fromkeys(found, MASK) if self._masked else found
