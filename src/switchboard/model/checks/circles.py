"""The circles of a directed graph, in time linear in its size."""

from collections.abc import Iterator, Mapping, Sequence

Graph = Mapping[int, Sequence[int]]


def circles(graph: Graph) -> Iterator[frozenset[int]]:
    """The sets of nodes of which each leads to all others of its set, and to itself."""
    search = _Search(graph)
    for root in graph:
        for found in search.from_node(root):
            if len(found) > 1 or any(node in graph[node] for node in found):
                yield found


class _Search:
    """Tarjan's strong components. Without recursion: a chain of menus may be longer than Python's stack is deep."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._order: dict[int, int] = {}
        self._lowest: dict[int, int] = {}
        self._open: list[int] = []
        self._is_open: set[int] = set()

    def from_node(self, root: int) -> Iterator[frozenset[int]]:
        """The components that are come to from there and were not found before."""
        if root in self._order:
            return
        work = [(root, self._enter(root))]
        while work:
            node, following = work[-1]
            new = next((one for one in following if self._is_new(node, one)), None)
            if new is not None:
                work.append((new, self._enter(new)))
                continue
            work.pop()
            if work:
                self._lower(work[-1][0], self._lowest[node])
            if self._lowest[node] == self._order[node]:
                yield self._close(node)

    def _enter(self, node: int) -> Iterator[int]:
        self._order[node] = self._lowest[node] = len(self._order)
        self._open.append(node)
        self._is_open.add(node)
        return iter(self._graph[node])

    def _is_new(self, node: int, target: int) -> bool:
        if target in self._is_open:
            self._lower(node, self._order[target])
        return target in self._graph and target not in self._order

    def _lower(self, node: int, order: int) -> None:
        self._lowest[node] = min(self._lowest[node], order)

    def _close(self, node: int) -> frozenset[int]:
        found: list[int] = []
        while not found or found[-1] != node:
            found.append(self._open.pop())
        self._is_open.difference_update(found)
        return frozenset(found)


def way_round(graph: Graph, circle: frozenset[int]) -> list[int]:
    """A shortest way from the least node of a circle back to it, that node at both ends."""
    start = min(circle)
    came_from: dict[int, int] = {}
    waiting = [start]
    for node in waiting:
        for one in graph[node]:
            if one == start:
                return [*_way_to(node, came_from, start), start]
            if one in circle and one not in came_from:
                came_from[one] = node
                waiting.append(one)
    raise ValueError("not a circle")


def _way_to(node: int, came_from: Mapping[int, int], start: int) -> list[int]:
    way = [node]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
