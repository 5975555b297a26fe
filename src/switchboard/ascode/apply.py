"""From a directory to a tenant."""

from dataclasses import dataclass
from pathlib import Path

from switchboard.ascode.directory import read_directory
from switchboard.ascode.plan import Plan, plan
from switchboard.ascode.sounds import hear, keep
from switchboard.config import LimitSettings
from switchboard.prompts.library import PromptLibrary
from switchboard.store.documents.batch import Batches, Current

NOTE = "apply"


@dataclass(frozen=True, slots=True)
class Tenant:
    """Where a tenant's configuration and audio are. `streams`: music may come from network streams."""

    batches: Batches
    library: PromptLibrary
    limits: LimitSettings
    streams: bool = False


async def preview(root: Path, tenant: Tenant, *, prune: bool = False) -> Plan:
    """What `apply` would do; writes nothing. Raises Rejected."""
    directory = read_directory(root)
    sounds = await hear(directory, tenant.library, tenant.limits)
    return plan(directory, sounds, await tenant.batches.current(), prune=prune, streams=tenant.streams)


async def apply(root: Path, tenant: Tenant, *, author: str, prune: bool = False) -> Plan:
    """Make the tenant what the directory says, in one transaction; returns what was done.

    What is on the server only stays, unless `prune`. When nothing differs nothing is written. Audio is stored first: it
    is known by its content, so that what is left of it when the transaction fails harms nobody.
    Raises Rejected; Unavailable.
    """
    directory = read_directory(root)
    sounds = await hear(directory, tenant.library, tenant.limits)
    # Planned here too, so that no audio is stored for a directory that is rejected. What counts is the plan in the
    # transaction, by what is there then.
    plan(directory, sounds, await tenant.batches.current(), prune=prune, streams=tenant.streams)
    await keep(sounds, tenant.library)

    def compared(current: Current) -> Plan:
        return plan(directory, sounds, current, prune=prune, streams=tenant.streams)

    return await tenant.batches.rewrite(compared, author=author, note=NOTE)
