"""What keeps pages: good for one state of the configuration, and bounded in memory."""

import pytest

from switchboard.api.pages import Content, Pages

pytestmark = pytest.mark.unit
LIMIT_BYTES = 100_000
KEY = (1, "ivrs", "")


class Maker:
    """Makes pages of some length and counts them."""

    def __init__(self, length: int = 100) -> None:
        self._length = length
        self.made = 0

    async def make(self) -> Content:
        self.made += 1
        return Content((b"%d" % self.made * self._length,))


async def test_a_page_is_made_once_for_a_state() -> None:
    pages, maker = Pages(LIMIT_BYTES), Maker()
    first = await pages.get(KEY, 7, maker.make)
    assert await pages.get(KEY, 7, maker.make) is first
    assert await pages.get(KEY, 8, maker.make) is not first
    assert await pages.get(KEY, 7, maker.make) is not first
    assert maker.made == 3


@pytest.mark.parametrize("other", [(2, "ivrs", ""), (1, "extensions", ""), (1, "ivrs", "page=2")])
async def test_tenants_pages_and_parameters_are_apart(other: tuple[int, str, str]) -> None:
    pages, maker = Pages(LIMIT_BYTES), Maker()
    assert await pages.get(KEY, 1, maker.make) is not await pages.get(other, 1, maker.make)


async def test_memory_is_bounded_and_what_is_asked_for_stays() -> None:
    pages, maker = Pages(LIMIT_BYTES), Maker()
    for number in range(1000):
        await pages.get(KEY, 1, maker.make)
        await pages.get((1, "ivrs", f"search={number:0500}"), 1, maker.make)
        assert 0 < pages.size_bytes <= LIMIT_BYTES
    assert maker.made == 1001


async def test_the_same_page_again_takes_no_more_memory() -> None:
    pages, maker = Pages(LIMIT_BYTES), Maker()
    await pages.get(KEY, 0, maker.make)
    size_bytes = pages.size_bytes
    for change in range(1, 9):
        await pages.get(KEY, change, maker.make)
    assert pages.size_bytes == size_bytes


async def test_one_page_cannot_take_all_the_room() -> None:
    pages, large, small = Pages(LIMIT_BYTES), Maker(LIMIT_BYTES // 3), Maker()
    await pages.get((1, "small", ""), 1, small.make)
    for _ in range(2):
        await pages.get(KEY, 1, large.make)
        await pages.get((1, "small", ""), 1, small.make)
    assert (large.made, small.made) == (2, 1)


async def test_without_room_nothing_is_kept() -> None:
    pages, maker = Pages(0), Maker()
    for _ in range(2):
        await pages.get(KEY, 1, maker.make)
    assert (maker.made, pages.size_bytes) == (2, 0)


async def test_what_cannot_be_made_is_tried_again() -> None:
    async def broken() -> Content:
        raise OSError

    pages, maker = Pages(LIMIT_BYTES), Maker()
    with pytest.raises(OSError):
        await pages.get(KEY, 1, broken)
    await pages.get(KEY, 1, maker.make)
    assert maker.made == 1


def test_gaps_are_filled_in_their_order() -> None:
    assert Content((b"a", b"b", b"c"), (5, 6)).filled([b"1", b"2"]) == b"a1b2c"
    assert Content((b"a",)).filled([]) == b"a"
