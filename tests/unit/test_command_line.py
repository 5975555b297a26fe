"""Which command of a line is meant."""

import pytest

from switchboard.cli.main import command_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("serve --only calls", "serve"),
        ("--tenant calls --data=users objects list", "objects"),
        ("--config serve calls", "calls"),
        ("--version", "--version"),
        ("--help", ""),
        ("--config", ""),
        ("", ""),
    ],
)
def test_it_is_the_first_word_that_is_no_value_of_an_option(line: str, command: str) -> None:
    assert command_of(line.split()) == command
