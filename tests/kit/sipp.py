"""SIPp as caller, callee and registering phone; its audio is an `RtpEnd` of the test."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

SCENARIOS = Path(__file__).parent / "sipp"
LIMIT_S = 60


@dataclass(slots=True)
class Sipp:
    """One run of a SIPp scenario against the product's SIP port."""

    process: asyncio.subprocess.Process
    log: Path

    @classmethod
    async def start(
        cls, directory: Path, scenario: str, sip_port: int, *, local_port: int, tcp: bool = False, **keys: object
    ) -> "Sipp":
        """Run `scenario`.xml once, with `keys` in the places of their @name@."""
        log = directory / f"{scenario}-{local_port}.log"
        process = await asyncio.create_subprocess_exec(
            *("sipp", f"127.0.0.1:{sip_port}", "-sf", str(_rendered(directory, scenario, local_port, keys))),
            *("-i", "127.0.0.1", "-p", str(local_port), "-m", "1", "-nostdin", "-timeout", f"{LIMIT_S}s"),
            *("-timeout_error", "-trace_err", "-error_file", str(log), "-trace_msg", "-message_file", f"{log}.msg"),
            *(["-t", "t1"] if tcp else []),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=directory,
        )
        return cls(process, log)

    async def succeeds(self) -> None:
        """Wait for its end; the scenario must have gone as written."""
        status = await asyncio.wait_for(self.process.wait(), LIMIT_S + 10)
        assert status == 0, self.report()

    def report(self) -> str:
        """Its errors and the messages it saw."""
        parts = [path.read_text() for path in (self.log, Path(f"{self.log}.msg")) if path.exists()]
        return "\n".join(parts)[-6000:]

    async def kill(self) -> None:
        """End it if it still runs."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


def _rendered(directory: Path, scenario: str, local_port: int, keys: dict[str, object]) -> Path:
    """The scenario with its places filled: SIPp itself fills none inside [authentication]."""
    text = (SCENARIOS / f"{scenario}.xml").read_text()
    for name, value in keys.items():
        text = text.replace(f"@{name}@", str(value))
    file = directory / f"{scenario}-{local_port}.xml"
    file.write_text(text)
    return file
