"""The calls processes of all machines: whoever commands need not know where a call runs."""

from dataclasses import dataclass
from pathlib import Path

from switchboard.clock import Clock
from switchboard.config import Settings
from switchboard.engine.control_lines import ANSWER_S, Line, asked
from switchboard.errors import SwitchboardError
from switchboard.store.db.database import Database
from switchboard.store.nodes.commands import Commands


class CallElsewhere(SwitchboardError):
    """The call runs on another machine, which alone can change it, and which shares no commands with this one."""

    code = "call-elsewhere"

    def __init__(self, node: str) -> None:
        super().__init__(f"the call runs on the node {node}: ask there")
        self.node = node


@dataclass(frozen=True, slots=True)
class CallsProcesses:
    """That of this machine, whose name is `node`, is asked over its command socket at `path`; others by the database
    that they share.
    """

    node: str
    path: Path
    commands: Commands | None = None

    @classmethod
    def of(cls, settings: Settings, database: Database, clock: Clock) -> "CallsProcesses":
        commands = None if database.is_sqlite else Commands(database, clock)
        return cls(settings.node_name, settings.calls_socket, commands)

    async def ask(self, node: str, command: Line, timeout_s: float = ANSWER_S) -> bytes:
        """The line that answers. Raises CallElsewhere on SQLite, NodeGone, and Unavailable when nobody answers."""
        if node == self.node:
            return await asked(self.path, command, timeout_s)
        if self.commands is None:
            raise CallElsewhere(node)
        return (await self.commands.ask(node, command.model_dump_json(), timeout_s)).encode()
