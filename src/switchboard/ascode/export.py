"""From a tenant to a directory."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from switchboard.ascode.directory import MANIFEST
from switchboard.ascode.entries import DERIVED, Identity, entry, identity
from switchboard.ascode.problems import Place, Problem, Rejected
from switchboard.ascode.sounds import AUDIO
from switchboard.ascode.text import Plain, render
from switchboard.ascode.wire import FORMAT
from switchboard.errors import NotFound
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import Prompt
from switchboard.prompts.library import PromptLibrary
from switchboard.store.documents.batch import Current

_A_FILE_EACH = frozenset({Ivr.kind})
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME_BYTES = 100

Files = dict[PurePosixPath, bytes]


async def export(current: Current, library: PromptLibrary) -> Files:
    """The files that say what a tenant is, the same for the same tenant. Raises Rejected when audio is missing."""
    identities = {stored.id: identity(stored.document) for stored in current.objects}
    documents = sorted((stored.document for stored in current.objects), key=_order)
    prompts = [document for document in documents if isinstance(document, Prompt)]
    sounds = _audio_paths([prompt.name for prompt in prompts])
    files = _texts(documents, identities, sounds)
    files[PurePosixPath(MANIFEST)] = render({"format": FORMAT}).encode()
    for prompt in prompts:
        files[sounds[prompt.name]] = await _audio(prompt, library)
    return files


def write(files: Files, root: Path) -> None:
    """Write `files` and remove what an earlier export has left. Raises Rejected for a directory of something else."""
    if root.exists() and not (root / MANIFEST).exists() and (not root.is_dir() or any(root.iterdir())):
        raise Rejected([Problem(Place(str(root)), "", f"is neither empty nor has it a {MANIFEST}")])
    for path, data in files.items():
        target = root / path
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    for old in _ours(root):
        if PurePosixPath(old.relative_to(root).as_posix()) not in files:
            old.unlink()


def _ours(root: Path) -> list[Path]:
    """Every file that has a name as exports give."""
    texts = [f"{kind}/*.yaml" if kind in _A_FILE_EACH else f"{kind}.yaml" for kind in FAMILIES]
    return [path for pattern in [*texts, "prompt/*.flac"] for path in root.glob(pattern)]


def _texts(
    documents: Iterable[Document], identities: Mapping[int, Identity], sounds: Mapping[str, PurePosixPath]
) -> Files:
    contents: dict[PurePosixPath, dict[str, list[Plain]]] = {}
    for document in documents:
        written = entry(document, identities)
        if isinstance(document, Prompt):
            written = _with_audio(written, sounds[document.name])
        contents.setdefault(_path(document), {}).setdefault(document.kind, []).append(written)
    return {path: render({**content}).encode() for path, content in contents.items()}


def _with_audio(written: dict[str, Plain], audio: PurePosixPath) -> dict[str, Plain]:
    rest = {name: value for name, value in written.items() if name not in DERIVED}
    return {"name": rest["name"], AUDIO: str(audio)} | rest


def _path(document: Document) -> PurePosixPath:
    if document.kind in _A_FILE_EACH:
        return PurePosixPath(document.kind, f"{identity(document)[1]}.yaml")
    return PurePosixPath(f"{document.kind}.yaml")


def _order(document: Document) -> tuple[int, str]:
    """Numbers as numbers; names by code point."""
    number = document.dialled_number()
    return (len(number), number) if number is not None else (0, document.name)


def _audio_paths(names: Iterable[str]) -> dict[str, PurePosixPath]:
    """A file for each prompt, named alike; a hash of the name tells apart what would get the same name."""
    stems = {name: _stem(name) for name in names}
    taken = Counter(stem.casefold() for stem in stems.values())
    return {
        name: PurePosixPath(Prompt.kind, f"{stem}{_suffix(name) if taken[stem.casefold()] > 1 else ''}.flac")
        for name, stem in stems.items()
    }


def _stem(name: str) -> str:
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", PurePosixPath(name.replace("/", "_")).stem))
    return safe.encode()[:_LONGEST_NAME_BYTES].decode(errors="ignore").lstrip(".") or "_"


def _suffix(name: str) -> str:
    return "-" + hashlib.sha256(name.encode()).hexdigest()[:8]


async def _audio(prompt: Prompt, library: PromptLibrary) -> bytes:
    try:
        return await library.read_flac(prompt.content)
    except NotFound:
        reason = "its audio is not in the library"
        raise Rejected([Problem(Place(""), " ".join(identity(prompt)), reason)]) from None
