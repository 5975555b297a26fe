"""Who sends a request."""

from dataclasses import dataclass

from switchboard.store.documents.repository import Repository


@dataclass(frozen=True, slots=True)
class Client:
    """Whoever sends a request: the tenant whose configuration they may use, and the author of what they change.

    `last_change` is the `change.seq` that the configuration was at when they were admitted.
    """

    tenant: int
    author: str
    repository: Repository
    last_change: int
