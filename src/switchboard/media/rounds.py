"""The order in which the items of a play list come."""

import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def rounds(items: Sequence[T], shuffled: random.Random | None) -> Iterator[Sequence[T]]:
    """Round after round of all items, each in an order of its own if ``shuffled``.

    None of several comes twice in a row.
    """
    order = items
    while True:
        if shuffled is not None:
            last, order = order[-1], shuffled.sample(items, len(items))
            if order[0] == last:
                order.append(order.pop(0))
        yield order
