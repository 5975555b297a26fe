"""Random numbers in stock are given once, also over a fork."""

import os

import pytest

from switchboard.chance import random_hex, random_number

pytestmark = pytest.mark.unit


def test_nothing_is_given_twice() -> None:
    given = [random_hex(size) for size in (4, 8, 16) for _ in range(1000)]
    assert len(set(given)) == len(given)
    assert {len(one) for one in given} == {8, 16, 32}


def test_numbers_have_so_many_bits() -> None:
    numbers = [random_number(16) for _ in range(1000)]
    assert max(numbers) < 2**16 and len(set(numbers)) > 900


def test_more_than_the_stock_at_once() -> None:
    assert len(random_hex(10_000)) == 20_000


def test_a_child_that_is_forked_has_a_stock_of_its_own() -> None:
    random_hex(8)
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.write(writing, random_hex(16).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 64).decode() != random_hex(16)
