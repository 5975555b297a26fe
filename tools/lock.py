"""The locks: every dependency of running and of testing, with hashes, for all Pythons and machines that we serve.

    tools/lock.py update            newest versions that pyproject.toml permits
    tools/lock.py update --keep     only what a change of pyproject.toml requires
    tools/lock.py check             whether the locks are those of pyproject.toml; needs no network

Prints what is wrong and exits with 1 then.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TEST, RUN = ROOT / "requirements" / "test.lock", ROOT / "requirements" / "run.lock"
EXTRAS: Mapping[Path, Sequence[str]] = {TEST: ("dev",), RUN: ("postgres", "holidays", "srtp", "otel", "s3")}
OLDEST_PYTHON = "3.11"
NOT_EVERYWHERE = "certifi!=2026.10.19.post1"
"""A mirror offers this version, which PyPI does not."""
HEADER = "# Written by `make lock`, for the dependency tables of pyproject.toml with the SHA-256\n# {digest}\n"


def tables() -> dict[str, Any]:
    """What pyproject.toml says about dependencies."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = document["project"]
    return {
        "python": project["requires-python"],
        "build": document["build-system"]["requires"],
        "run": project["dependencies"],
        "extras": project["optional-dependencies"],
    }


def digest() -> str:
    """Changes with every change of the tables."""
    return hashlib.sha256(json.dumps(tables(), sort_keys=True).encode()).hexdigest()


def update(*, keep: bool) -> None:
    """Write both; the one of running has the versions of the one of testing."""
    (uv,) = (one for one in tables()["extras"]["dev"] if one.startswith("uv=="))
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", uv], check=True)
    with tempfile.TemporaryDirectory() as directory:
        build, known = Path(directory) / "build.in", Path(directory) / "known.txt"
        build.write_text("\n".join(tables()["build"]))
        known.write_text(NOT_EVERYWHERE)
        _compile(TEST, build, known, keep=keep)
        _compile(RUN, build, TEST, keep=keep)


def _compile(lock: Path, build: Path, constraint: Path, *, keep: bool) -> None:
    extras = [part for extra in EXTRAS[lock] for part in ("--extra", extra)]
    command = [
        *(str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", OLDEST_PYTHON, "--no-header", "--no-annotate", "--no-emit-index-url"),
        *("--no-emit-find-links", *([] if keep else ["--upgrade"]), *extras),
        *("--constraint", str(constraint), "--output-file", str(lock), str(ROOT / "pyproject.toml"), str(build)),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    lock.write_text(HEADER.format(digest=digest()) + lock.read_text())


def problems() -> Iterator[str]:
    """What a lock says otherwise than pyproject.toml, by a digest and by every requirement of its own."""
    for lock in (TEST, RUN):
        text = lock.read_text() if lock.exists() else ""
        if f"# {digest()}\n" not in text:
            yield f"{lock.name} is not of this pyproject.toml: run `make lock`"
        yield from (f"{lock.name}: {problem}" for problem in _unmet(_wanted(EXTRAS[lock]), text))


def _wanted(extras: Sequence[str]) -> list[str]:
    """The requirements that belong in a lock; an extra may name others of this project."""
    known = tables()
    own = [*known["build"], *known["run"]]
    for extra in extras:
        for one in known["extras"][extra]:
            own += (
                _wanted(one.partition("[")[2].rstrip("]").split(",")) if one.startswith("switchboard-ivr[") else [one]
            )
    return own


def _unmet(wanted: Sequence[str], lock: str) -> Iterator[str]:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    pins: dict[str, list[str]] = defaultdict(list)
    for line in lock.splitlines():
        if line[:1].isalnum():
            name, _, rest = line.partition("==")
            pins[canonicalize_name(name)].append(rest.split()[0])
    for requirement in map(Requirement, wanted):
        versions = pins[canonicalize_name(requirement.name)]
        if not any(requirement.specifier.contains(version, prereleases=True) for version in versions):
            yield f"{requirement} is not met by {', '.join(versions) or 'anything'}"


def main() -> None:
    match sys.argv[1:]:
        case ["update", *options]:
            update(keep="--keep" in options)
        case ["check"]:
            found = list(problems())
            print(*found, sep="\n", end="\n" if found else "")
            sys.exit(bool(found))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
