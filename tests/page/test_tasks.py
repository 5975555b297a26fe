"""Whoever makes a screen says in `tasks.toml` which tests show its main task: wide, narrow, and by keyboard alone."""

import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from .screens import routes

pytestmark = pytest.mark.unit

TASKS: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "tasks.toml").read_text())
BY_POINTER = re.compile(r"\.(click|dblclick|tap|fill|check|uncheck|select_option|hover|focus|drag_to)\(|\.mouse\.")
WIDE = re.compile(r"visit\((?![^\n]*size=)")
NOT_BY_TAB = re.compile(r"(?<!keyboard)\.press\(")
"""Playwright puts the focus where it presses a key; `keys.press` goes there by Tab."""


def test_every_screen_has_a_task() -> None:
    assert set(routes()) <= set(TASKS)
    assert {name for name in TASKS if name.startswith("/")} <= set(routes())


@pytest.mark.parametrize("screen", TASKS)
def test_its_tests_do_what_they_say(screen: str) -> None:
    row = TASKS[screen]
    assert set(row) == {"task", "wide", "narrow", "keyboard"}
    wide, narrow, keyboard = (_test(row[how]) for how in ("wide", "narrow", "keyboard"))
    assert _has_both_sizes(wide) or WIDE.search(_source(wide))
    assert _has_both_sizes(narrow) or "size=NARROW" in _source(narrow)
    for source in _sources(keyboard):
        assert BY_POINTER.search(source) is None, source
        assert NOT_BY_TAB.search(source) is None, source


def _test(name: str) -> Callable[..., Any]:
    file, _, function = name.partition("::")
    found: Callable[..., Any] = getattr(import_module(f"tests.page.{file.removesuffix('.py')}"), function)
    return found


def _has_both_sizes(test: Callable[..., Any]) -> bool:
    return any(mark.name == "parametrize" and mark.args[0] == "size" for mark in getattr(test, "pytestmark", ()))


def _sources(test: Callable[..., Any]) -> Iterator[str]:
    """Of the test, and of what its module has it do."""
    module = sys.modules[test.__module__]
    yield _source(test)
    for name in test.__code__.co_names:
        helper = getattr(module, name, None)
        if inspect.isfunction(helper) and helper.__module__ == module.__name__:
            yield _source(helper)


def _source(function: Callable[..., Any]) -> str:
    return inspect.getsource(function)
