"""Files to upload, and the way they go."""

import io

import httpx
import numpy as np
import soundfile

from .support import PortSip

UPLOADS = "/api/blobs/uploads"


def wav(
    rate_hz: int = 16_000, channels: int = 1, subtype: str = "PCM_16", seconds: float = 0.2, container: str = "WAV"
) -> bytes:
    """A tone."""
    tone = 0.3 * np.sin(np.arange(int(rate_hz * seconds)) / 9)
    memory = io.BytesIO()
    soundfile.write(memory, np.stack([tone] * channels, axis=1), rate_hz, format=container, subtype=subtype)
    return memory.getvalue()


async def send(
    portsip: PortSip, path: str, data: bytes = b"", token: str | None = None, role: str = "admin", method: str = "POST"
) -> httpx.Response:
    """A request below blobs/uploads with an upload's token."""
    headers = {"Authorization": f"Bearer {portsip.tokens[role]}"}
    if token is not None:
        headers["PortSIP-Upload-Token"] = token
    return await portsip.http.request(method, UPLOADS + path, content=data, headers=headers)


async def start(portsip: PortSip, name: str = "menu.wav", query: str = "", role: str = "admin") -> tuple[str, str]:
    """The id and the token of a new upload."""
    response = await send(portsip, f"?filename={name}{query}", role=role)
    assert (response.status_code, response.content) == (202, b""), response.text
    return response.headers["PortSIP-Upload-ID"], response.headers["PortSIP-Upload-Token"]


async def uploaded(portsip: PortSip, data: bytes, name: str = "menu.wav", query: str = "", role: str = "admin") -> str:
    """The id of a file with that content."""
    upload, token = await start(portsip, name, query, role)
    response = await send(portsip, f"/{upload}/complete", data, token, role)
    assert response.status_code == 201, response.text
    return str(response.json()["id"])
