"""Clients of servers without TLS."""

from collections.abc import Mapping

import httpx


def web_client(base: str = "", headers: Mapping[str, str] | None = None, timeout_s: float = 30) -> httpx.AsyncClient:
    """Without the certificates of all authorities, which take 30 ms to load: too long for each test and each poll."""
    return httpx.AsyncClient(base_url=base, headers=headers, timeout=timeout_s, verify=False)
