"""Sends requests, and loads what that needs for the first of them: many installations never send one."""

import asyncio
from collections.abc import Iterable, Mapping

from switchboard.outbound.reply import Reply


class HttpSender:
    """Sends requests, each within `timeout_s` in all. Only `private_hosts` may have addresses that are not public."""

    def __init__(self, private_hosts: Iterable[str], timeout_s: float) -> None:
        self._private_hosts = frozenset(host.lower() for host in private_hosts)
        self._timeout_s = timeout_s

    async def send(self, method: str, url: str, *, content: bytes = b"", headers: Mapping[str, str]) -> Reply:
        """Send a request; returns the answer, whatever its status. Redirects are not followed. Raises CannotReach."""
        await asyncio.to_thread(_load)
        from switchboard.outbound import http

        return await http.send(
            method,
            url,
            content=content,
            headers=headers,
            private_hosts=self._private_hosts,
            timeout_s=self._timeout_s,
        )


def _load() -> None:
    """In a thread, so that the loop goes on meanwhile."""
    from switchboard.outbound import http

    http.tls()
