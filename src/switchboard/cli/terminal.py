"""What people see of a command: text on a terminal."""

from typing import IO, Any

from rich.console import Console
from rich.text import Text

from switchboard.printable import printable_lines


class PlainConsole(Console):
    """Prints text literally: without markup and emoji, and without control characters that a terminal would obey."""

    def __init__(self, *, stderr: bool = False, file: IO[str] | None = None) -> None:
        super().__init__(stderr=stderr, file=file, highlight=False, soft_wrap=True, markup=False, emoji=False)

    def render_str(self, text: str, **options: Any) -> Text:
        """Rich turns all strings into output here, those in cells of tables too."""
        return super().render_str(printable_lines(text), **options)


console = PlainConsole()
errors_to = PlainConsole(stderr=True)
