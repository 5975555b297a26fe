"""Uploads in parts, and downloads."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices, read_body, source_address
from switchboard.api.portsip.auth import Gate
from switchboard.api.portsip.body import boolean, parameter
from switchboard.api.portsip.envelope import Refusal, created, destroyed, invalid
from switchboard.api.portsip.naming import FILE, encode
from switchboard.api.portsip.prompts import Blob, FilePrompts
from switchboard.store.files.files import Files
from switchboard.store.files.uploads import Part, Progress, Uploads
from switchboard.store.people.vault import Vault

HEADER = "PortSIP-Upload-Token"
ID_HEADER = "PortSIP-Upload-ID"
_DIGEST = re.compile(r"[0-9A-Fa-f]{64}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._ -]")


class BlobRoutes:
    """The uploads of the tenant that the token belongs to, and the content of all files."""

    def __init__(self, services: ApiServices, gate: Gate, prompts: FilePrompts) -> None:
        settings = services.settings
        self._gate = gate
        self._prompts = prompts
        self._clock = services.clock
        self._limit = settings.limits.upload_bytes
        self._files = Files(services.database, settings.files)
        self._uploads = Uploads(services.database, self._files, settings.uploads, Vault(settings.key_file), self._limit)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/blobs/uploads", self.start, methods=["POST"])
        router.add_api_route("/blobs/uploads/{upload}/append", self.append, methods=["POST"])
        router.add_api_route("/blobs/uploads/{upload}/complete", self.complete, methods=["POST"])
        router.add_api_route("/blobs/uploads/{upload}/status", self.status, methods=["GET"])
        router.add_api_route("/blobs/uploads/{upload}/destroy", self.destroy, methods=["POST"])
        router.add_api_route("/blobs/{key}", self.download, methods=["GET"])

    async def start(self, request: Request) -> Response:
        """Open an upload."""
        client = await self._gate.admit(request, "editor")
        name, temporary = parameter(request, "filename"), boolean(request, "temporary", default=False)
        if name is None:
            raise invalid({"filename": "is required"})
        try:
            opened = await self._uploads.start(client.tenant, name, temporary=temporary, now=self._clock.now())
        except errors.LimitReached as error:
            raise Refusal(400, "UNKNOWN", f"{error}: destroy some") from error
        return _progress(202, opened)

    async def append(self, request: Request) -> Response:
        """The next bytes."""
        client = await self._gate.admit(request, "editor")
        part = await self._part(request)
        try:
            return _progress(203, await self._uploads.append(client.tenant, part, self._clock.now()))
        except errors.LimitReached as error:
            raise self._too_large() from error

    async def complete(self, request: Request) -> Response:
        """The last bytes, if any; from now on it is a file."""
        client = await self._gate.admit(request, "editor")
        digest = parameter(request, "digest")
        if digest is not None and not _DIGEST.fullmatch(digest):
            raise invalid({"digest": "must be a SHA-256, 64 hexadecimal digits"})
        part = await self._part(request)
        try:
            file = await self._uploads.complete(client.tenant, part, digest, self._clock.now())
        except errors.LimitReached as error:
            raise self._too_large() from error
        return created(encode(FILE, file.id))

    async def status(self, request: Request) -> Response:
        """How far it is, and the token that the next part must show."""
        client = await self._gate.admit(request, "editor")
        return _progress(204, await self._uploads.progress(client.tenant, _upload(request), self._clock.now()))

    async def destroy(self, request: Request) -> Response:
        """Give an upload up."""
        client = await self._gate.admit(request, "editor")
        await self._uploads.destroy(client.tenant, _upload(request), self._clock.now())
        return destroyed()

    async def download(self, request: Request) -> Response:
        """The content of a file. Its key is secret and suffices; a digest is none, and is looked up in the tenant."""
        key = request.path_params["key"]
        if not _DIGEST.fullmatch(key):
            # Nobody is admitted here, so nobody else counts whoever tries keys.
            self._gate.count(source_address(request))
            return _attachment(await self._prompts.blob(key))
        client = await self._gate.admit(request)
        file = await self._files.by_digest(client.tenant, key.lower(), self._clock.now())
        if file is None:
            raise errors.NotFound("blob", key)
        return _attachment(Blob(file.name, await self._files.read(file)))

    async def _part(self, request: Request) -> Part:
        token = request.headers.get(HEADER)
        if token is None:
            raise invalid({HEADER: "is required"})
        try:
            return Part(_upload(request), token, await read_body(request, self._limit))
        except errors.LimitReached as error:
            raise self._too_large() from error

    def _too_large(self) -> Refusal:
        return Refusal(400, "VALIDATE_FAILED", f"a file has at most {self._limit} bytes")


def _upload(request: Request) -> str:
    return str(request.path_params["upload"])


def _progress(status: int, upload: Progress) -> Response:
    headers = {
        ID_HEADER: upload.id,
        HEADER: upload.token,
        "Range": f"0-{max(0, upload.size - 1)}",
        "Cache-Control": "no-store",
    }
    return Response(status_code=status, headers=headers)


def _attachment(blob: Blob) -> Response:
    return Response(blob.data, headers=_download_headers(blob.name), media_type="application/octet-stream")


def _download_headers(name: str) -> Mapping[str, str]:
    """Headers by which no browser opens the file by itself, with its name in both forms of RFC 6266."""
    plain = _UNSAFE.sub("_", name)
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
