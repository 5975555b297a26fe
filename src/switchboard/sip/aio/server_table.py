"""The server transactions of an endpoint, by all that a message may find them by."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from switchboard.network_address import source_network
from switchboard.sip.aio.answered import Answered, AnsweredQueue
from switchboard.sip.aio.server_transaction import ServerTransaction, Transmit
from switchboard.sip.matching import Key, merge_key
from switchboard.sip.message import Request, Response

MAX_TRANSACTIONS = 200_000
MAX_TRANSACTIONS_OF_ADDRESS = 100_000
"""Each call leaves two for half a minute: a trunk may bring 1,500 calls a second. Strangers leave none."""

K = TypeVar("K")


class ServerTable:
    """By branch (RFC 3261 §17.2.3), by what the copies of a request share (§8.2.2.2), and counted by source."""

    def __init__(self) -> None:
        self._by_key: dict[Key, ServerTransaction | Answered] = {}
        self._keys: dict[ServerTransaction, tuple[Key, Key]] = {}
        self._by_copies: dict[Key, Key] = {}
        self._of_network: Counter[str] = Counter()
        self._of_flow: Counter[int] = Counter()
        self._answered = AnsweredQueue(self._forget)

    def __len__(self) -> int:
        return len(self._by_key)

    def find(self, key: Key) -> ServerTransaction | Answered | None:
        """The transaction of a `server_key`."""
        return self._by_key.get(key)

    def find_acknowledged(self, ack: Request) -> ServerTransaction | Answered | None:
        """The INVITE whose 2xx `ack` acknowledges: it has a branch of its own, and the tags of the dialog."""
        key = self._by_copies.get(merge_key(ack))
        invite = self._by_key.get(key) if key is not None else None
        return invite if invite is not None and invite.local_tag == ack.to.tag else None

    def find_provisional(self, prack: Request, cseq: int) -> ServerTransaction | None:
        """The INVITE numbered `cseq` in whose dialog a PRACK came."""
        key = self._by_copies.get((*merge_key(prack)[:2], str(cseq), "INVITE"))
        invite = self._by_key.get(key) if key is not None else None
        return invite if isinstance(invite, ServerTransaction) and invite.local_tag == prack.to.tag else None

    def has_copy(self, copies: Key) -> bool:
        """Whether a request with that `merge_key` came by another way."""
        return copies in self._by_copies

    @property
    def is_full(self) -> bool:
        return len(self._by_key) >= MAX_TRANSACTIONS

    def is_full_for(self, host: str) -> bool:
        """Whether the network of a source has as many as it may."""
        return self._of_network[source_network(host)] >= MAX_TRANSACTIONS_OF_ADDRESS

    def serves(self, flow: int) -> bool:
        """Whether requests that came over a connection are being answered."""
        return flow in self._of_flow

    def add(self, transaction: ServerTransaction, key: Key, copies: Key) -> None:
        """`key` is the request's `server_key`, `copies` its `merge_key`."""
        self._by_key[key] = transaction
        self._keys[transaction] = (key, copies)
        self._by_copies.setdefault(copies, key)
        self._of_network[source_network(transaction.source.host)] += 1
        if transaction.source.flow is not None:
            self._of_flow[transaction.source.flow] += 1

    def remove(self, transaction: ServerTransaction) -> None:
        """Forget a transaction that is over. Removing it again changes nothing."""
        keys = self._keys.pop(transaction, None)
        if keys is None:
            return
        self._drop(*keys, source_network(transaction.source.host))
        if transaction.source.flow is not None:
            _less(self._of_flow, transaction.source.flow)

    def keep_answer(
        self, transaction: ServerTransaction, response: Response | None, transmit: Transmit, wait_s: float
    ) -> None:
        """Keep no more of a transaction over UDP than what its repetitions need; that for `wait_s`."""
        keys = self._keys.pop(transaction, None)
        if keys is not None:
            network = source_network(transaction.source.host)
            answered = Answered(*keys, transaction.local_tag, network, response, transaction.hop, transmit)
            self._by_key[answered.key] = answered
            self._answered.put(answered, wait_s)

    def _forget(self, answered: Answered) -> None:
        self._drop(answered.key, answered.copies, answered.network)

    def _drop(self, key: Key, copies: Key, network: str) -> None:
        self._by_key.pop(key, None)
        if self._by_copies.get(copies) == key:
            del self._by_copies[copies]
        _less(self._of_network, network)

    def close(self) -> None:
        """End all transactions, with nothing on the wire."""
        self._answered.close()
        for transaction in list(self._keys):
            transaction.close()
        self._by_key.clear()


def _less(counter: Counter[K], key: K) -> None:
    """Count one less, and drop a counter that has come to nothing."""
    counter[key] -= 1
    if counter[key] <= 0:
        del counter[key]
