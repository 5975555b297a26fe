"""Keeps the pages in docs/ true to one another, to the source and to the tests.

    tools/pages.py trace    write docs/trace.md from tests/trace.toml
    tools/pages.py check    say what is wrong, one line each; exit with 1 if anything is

`check` holds that every link between pages leads to a heading, that every "call semantics, section n" in the source is
a section of docs/call-semantics.md, that the files and names to which ARCHITECTURE.md leads are there, that pages for
users name no tests, that tests/trace.toml and tests/ends.toml name sections and tests that exist, and that
docs/trace.md is what `trace` would write.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TRACE = DOCS / "trace.md"
PARAMETERS = DOCS / "parameters.md"
"""Written by tools/parameters.py."""

TABLE = ROOT / "tests" / "trace.toml"
ENDS = ROOT / "tests" / "ends.toml"
SEMANTICS = DOCS / "call-semantics.md"
WHOLE_CALLS = ROOT / "tests" / "callflow" / "scenarios"

HEADING = re.compile(r"^#{2,} (.+)$", re.MULTILINE)
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)")
CITATION = re.compile(r"call semantics,?\s+sections?\s+([0-9]+(?:(?:, | and )[0-9]+)*)", re.IGNORECASE)
TEST = re.compile(r"`test_\w+\.py|::test_")
FILE = re.compile(r"`([\w/]+\.py)(?::\w+)?`")
NAME = re.compile(r"`([A-Za-z_]+)`")
SCENARIOS = "scenarios"
"""In the table the key for rules, each with the names of scenarios; every other key is a file of tests."""

Section = Mapping[str, list[str] | Mapping[str, list[str]]]
Table = Mapping[str, Mapping[str, Section]]

INTRODUCTION = """\
# Which tests show what

For each section of the pages for users: the tests that show what it says. `make trace` writes this page from
`tests/trace.toml`, and `make check` fails when it is not up to date. Files are below `tests/`. Texts in *italics* are
scenarios: whole calls in `tests/callflow/scenarios`, which run on virtual time and again over real SIP and RTP.
"""

ENDS_INTRODUCTION = """\
## Destinations, and the ways in which they fail

Written from `tests/ends.toml`. Under *heard* stand tests that listen over SIP and RTP. That a caller may be gone at
each moment, `interop/conformance/test_caller_gone.py` shows of every scenario, and
`interop/conformance/test_caller_gone_on_the_wire.py` of each kind of moment over SIP and RTP.
"""


def headings(page: Path) -> dict[str, str]:
    """The headings of a page below its title, by their anchors."""
    text = CODE_BLOCK.sub("", page.read_text())
    return {anchor(title): title for title in HEADING.findall(text)}


def anchor(title: str) -> str:
    """Where GitHub lets a heading be found: `7. Caller id, outwards` at `#7-caller-id-outwards`."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def pages() -> list[Path]:
    return sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "ARCHITECTURE.md"])


def table() -> Table:
    return tomllib.loads(TABLE.read_text())


def trace() -> str:
    """The page: for each section that the table names, in the order of its page, its tests."""
    parts = [INTRODUCTION]
    for name, sections in table().items():
        known = headings(DOCS / name)
        parts.append(f"## {name}\n")
        for found in sorted(sections, key=list(known).index):
            parts.append(f"### [{known[found]}]({name}#{found})\n")
            parts.append("\n".join(_lines(sections[found])) + "\n")
    return "\n".join([*parts, *_ends()])


def ends() -> Mapping[str, Mapping[str, list[str]]]:
    """For each destination and each way in which it fails: tests, with `::`, and scenarios."""
    return tomllib.loads(ENDS.read_text()) if ENDS.exists() else {}


def _ends() -> Iterator[str]:
    for number, (destination, ways) in enumerate(ends().items()):
        if number == 0:
            yield ENDS_INTRODUCTION
        yield f"### {destination}\n"
        for way, shown in ways.items():
            yield f"- {way}: {', '.join(f'`{one}`' if '::' in one else f'*{one}*' for one in shown)}"
        yield ""


def _lines(section: Section) -> Iterator[str]:
    for file, tests in section.items():
        if isinstance(tests, Mapping):
            for rule, scenarios in tests.items():
                yield f"- {rule}: {', '.join(f'*{one}*' for one in scenarios)}"
        else:
            yield f"- `{file}`: {', '.join(f'`{one}`' for one in tests)}"


def problems() -> Iterator[str]:
    """What is wrong, if anything."""
    yield from _broken_links()
    yield from _citations_of_nothing()
    yield from _tests_in_user_pages()
    yield from _wrong_ways_into_the_source()
    unknown = list(_unknown_in_the_table())
    yield from unknown
    if not unknown and TRACE.read_text() != trace():
        yield f"{_short(TRACE)} is not what tools/pages.py trace writes"


def _broken_links() -> Iterator[str]:
    for page in pages():
        for path, target in LINK.findall(CODE_BLOCK.sub("", page.read_text())):
            to = (page.parent / path).resolve() if path else page
            if not to.exists():
                yield f"{_short(page)}: there is no {path}"
            elif target and target not in headings(to):
                yield f"{_short(page)}: {to.name} has no section #{target}"


def _citations_of_nothing() -> Iterator[str]:
    known = set(re.findall(r"^## ([0-9]+)\. ", SEMANTICS.read_text(), re.MULTILINE))
    for file in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        for cited in CITATION.findall(" ".join(file.read_text().split())):
            for number in re.findall("[0-9]+", cited):
                if number not in known:
                    yield f"{_short(file)}: the call semantics have no section {number}"


def _tests_in_user_pages() -> Iterator[str]:
    for page in sorted(DOCS.glob("*.md")):
        if page not in (TRACE, PARAMETERS) and TEST.search(page.read_text()):
            yield f"{_short(page)} names a test: that belongs into {_short(TABLE)}"


def _wrong_ways_into_the_source() -> Iterator[str]:
    """Files that the architecture names must exist, and names beside them in a row of a table must stand in them."""
    page = ROOT / "ARCHITECTURE.md"
    files = [*(ROOT / "src").rglob("*.py"), *WHOLE_CALLS.glob("*.py"), ROOT / "tools" / Path(__file__).name]
    sources = [str(file.relative_to(ROOT)) for file in files]
    for line in CODE_BLOCK.sub("", page.read_text()).splitlines():
        texts = []
        for name in FILE.findall(line):
            found = [source for source in sources if f"/{source}".endswith(f"/{name}")]
            texts += [(ROOT / source).read_text() for source in found]
            if not found and not (ROOT / name).exists():
                yield f"{_short(page)}: there is no {name}"
        if line.startswith("|") and texts:
            for name in NAME.findall(line):
                if not any(re.search(rf"\b{name}\b", text) for text in texts):
                    yield f"{_short(page)}: {name} is not where it says"


def _unknown_in_the_table() -> Iterator[str]:
    for name, sections in table().items():
        known = headings(DOCS / name) if (DOCS / name).exists() else {}
        for found, section in sections.items():
            if found not in known:
                yield f"{_short(TABLE)}: {name} has no section #{found}"
            for file, tests in section.items():
                yield from (
                    f"{_short(TABLE)}: there is no {file}::{test}"
                    for test in (tests if file != SCENARIOS else ())
                    if not _has_test(ROOT / "tests" / file, test)
                )
    for destination, ways in ends().items():
        if "heard" not in ways:
            yield f"{_short(ENDS)}: no test hears {destination}"
        for one in (one for shown in ways.values() for one in shown if "::" in one):
            file, _, test = one.partition("::")
            if not _has_test(ROOT / "tests" / file, test):
                yield f"{_short(ENDS)}: there is no {one}"


def _has_test(file: Path, name: str) -> bool:
    return file.exists() and re.search(rf"^(async )?def {name}\(", file.read_text(), re.MULTILINE) is not None


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def main(command: str) -> int:
    if command == "trace":
        TRACE.write_text(trace())
        return 0
    found = list(problems())
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["trace"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
