"""Writes docs/parameters.md from the tables in tests/api/parameters; a test there holds that it is up to date."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "parameters.md"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from tests.api.parameters.page import page

    PAGE.write_text(page())


if __name__ == "__main__":
    main()
