"""Programs that tests start beside the product."""

import asyncio
from asyncio.subprocess import Process


async def terminated(process: Process, within_s: float) -> None:
    """End it by SIGTERM, or after that time by SIGKILL, if it still runs."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), within_s)
    except TimeoutError:
        process.kill()
        await process.wait()
