"""What the process that fetches a network stream of music is told."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Order(BaseModel):
    """What to fetch, where to write it, and after how long to end when nobody hears it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    ring: Path
    private_hosts: tuple[str, ...]
    linger_s: float
