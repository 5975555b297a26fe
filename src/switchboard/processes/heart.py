"""The heart of a calls process: by its name the other machines know it."""

from switchboard.clock import Clock
from switchboard.config import Settings
from switchboard.store.db.database import Database
from switchboard.store.nodes.agreement import machine_id
from switchboard.store.nodes.heartbeat import Heartbeat


def heart_of(settings: Settings, database: Database, clock: Clock) -> Heartbeat:
    """It beats only where others share the database."""
    if database.is_sqlite:
        return Heartbeat(clock, settings.node_name)
    # Loading it takes longer than most of a start.
    from importlib.metadata import version

    return Heartbeat(clock, settings.node_name, machine_id(settings.machine_file), version("switchboard-ivr"))
