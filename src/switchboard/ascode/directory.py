"""Reads a directory of configuration: every YAML file in it, however the objects are spread over files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from switchboard.ascode.entries import Identity, default_key, key_field
from switchboard.ascode.problems import Place, Problem, Rejected
from switchboard.ascode.text import Node, parse
from switchboard.ascode.wire import FORMAT
from switchboard.model.families import FAMILIES
from switchboard.model.parts import dotted

MANIFEST = "switchboard.yaml"
"""Marks a directory as configuration, so that no other is taken for an empty tenant."""

SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One object as it stands in a file."""

    kind: str
    node: Node
    file: str

    @property
    def place(self) -> Place:
        return Place(self.file, self.node.line)

    @property
    def identity(self) -> Identity | None:
        """None when it has no key: then it is not valid either."""
        key = self.text(key_field(self.kind)) or default_key(self.kind)
        return None if key is None else (self.kind, key)

    def text(self, field: str) -> str | None:
        """A field that holds text."""
        found = self.node.value.get(field) if isinstance(self.node.value, dict) else None
        return found.value if found and isinstance(found.value, str) else None

    def problem(self, steps: tuple[str | int, ...], reason: str) -> Problem:
        """A mistake at or below that field, at the line of the nearest thing that is written."""
        node = self.node
        for step in steps:
            inside = _inside(node, step)
            if inside is None:
                break
            node = inside
        subject = " ".join(self.identity or (self.kind,))
        return Problem(Place(self.file, node.line), f"{subject} {dotted(steps)}".rstrip(), reason)


@dataclass(frozen=True, slots=True)
class Directory:
    """What a directory says; each identity once."""

    root: Path
    entries: tuple[Entry, ...]


def read_directory(root: Path) -> Directory:
    """Raises Rejected with everything that can be seen without the model."""
    if not (root / MANIFEST).is_file():
        raise Rejected([Problem(Place(MANIFEST), "", f"is missing; it must say `format: {FORMAT}`")])
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file in configuration_files(root):
        try:
            entries += _entries(root, file)
        except Rejected as rejected:
            problems += rejected.problems
    problems += _repeated(entries)
    if problems:
        raise Rejected(problems)
    return Directory(root, tuple(entries))


def configuration_files(root: Path) -> list[Path]:
    """The YAML files below `root`, hidden ones and those in hidden directories left out."""
    found = (path for path in root.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))


def _entries(root: Path, file: Path) -> list[Entry]:
    name = file.relative_to(root).as_posix()
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Rejected([Problem(Place(name), "", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise Rejected([Problem(Place(name), "", "is not UTF-8")]) from None
    return [entry for document in parse(text, name) for entry in _of_document(document, name)]


def _of_document(document: Node, file: str) -> Iterator[Entry]:
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        raise Rejected([Problem(Place(file, document.line), "", "must be a mapping from kinds to lists of objects")])
    for kind, objects in document.value.items():
        place = Place(file, objects.line)
        if kind == "format":
            _check_format(objects, place)
        elif kind not in FAMILIES:
            raise Rejected([Problem(place, kind, f"is no kind; there are {', '.join(FAMILIES)}")])
        elif isinstance(objects.value, list):
            yield from (Entry(kind, node, file) for node in objects.value)
        elif objects.value is not None:
            raise Rejected([Problem(place, kind, "must be a list")])


def _check_format(version: Node, place: Place) -> None:
    if version.value != str(FORMAT):
        raise Rejected([Problem(place, "format", f"this version understands {FORMAT} only")])


def _repeated(entries: list[Entry]) -> Iterator[Problem]:
    first: dict[Identity, Entry] = {}
    for entry in entries:
        if entry.identity and (earlier := first.setdefault(entry.identity, entry)) is not entry:
            yield entry.problem((), f"is described twice; first at {earlier.place}")


def _inside(node: Node, step: str | int) -> Node | None:
    if isinstance(node.value, dict):
        return node.value.get(str(step))
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None
