"""`openssl s_client`: which versions of TLS somebody speaks."""

import asyncio
import subprocess
from pathlib import Path

WITHIN_S = 60.0


async def speaks(port: int, ca: Path, version: str) -> bool:
    """Whether the server at a loopback port speaks that version, such as `tls1_2`, with a certificate of `ca`.

    The client offers whatever it can, however weak, so it is the server who refuses.
    """
    client = await asyncio.create_subprocess_exec(
        *("openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-CAfile", str(ca), f"-{version}"),
        *("-cipher", "ALL:@SECLEVEL=0"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    printed, _ = await asyncio.wait_for(client.communicate(), WITHIN_S)
    assert b"CONNECTED" in printed, printed.decode()
    return b"Verify return code: 0 (ok)" in printed and b"New, TLSv1" in printed
