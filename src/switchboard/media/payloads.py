"""The next payloads of rows: in G.711 copied from prompts, in G.722 made by the stream's own encoder."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from switchboard.media.codec import G711Name, decode_g711, encode_g711, silence
from switchboard.media.control import CodecName
from switchboard.media.g711 import Octets, Samples
from switchboard.media.mixing import saturated
from switchboard.media.playing import Playing
from switchboard.media.prompts import Prompt, gather, place_of
from switchboard.media.rooms import Seat
from switchboard.media.rows import Indices, Rows
from switchboard.media.stream import Stream

G711: tuple[G711Name, ...] = ("PCMU", "PCMA")
CODECS: tuple[CodecName, ...] = (*G711, "G722")
MAX_OCTETS = 480
MOST_PROMPTS = 8
"""So many prompts at most have a part in one payload, however short they are."""


@cache
def _silences() -> Octets:
    """(codecs of G.711, MAX_OCTETS)."""
    return np.array([np.frombuffer(silence(codec, MAX_OCTETS), np.uint8) for codec in G711])


class Payloads:
    """Fills payloads by what each row plays."""

    def __init__(self, rows: Rows, streams: Mapping[int, Stream], seats: Mapping[int, Seat]) -> None:
        self._rows = rows
        self._streams = streams
        self._seats = seats

    def load(self, row: int, playing: Playing) -> None:
        """The row goes on with that, from its position on."""
        self._rows.length[row], self._rows.position[row] = len(playing.prompt), playing.position
        self._aim(row, playing.prompt)

    def rest(self, row: int) -> None:
        """The row plays nothing."""
        self._rows.length[row] = 0
        self._aim(row, None)

    def configure(self, row: int) -> None:
        """The row's codec or the length of its packets may have changed."""
        playing = self._streams[row].playing
        self._aim(row, None if playing is None else playing.prompt)

    def _aim(self, row: int, prompt: Prompt | None) -> None:
        """Where the row's octets of G.711 come from. One that is shorter than a packet is joined to what follows it."""
        rows, code = self._rows, int(self._rows.codec[row])
        if prompt is not None and len(prompt) >= rows.octets[row]:
            rows.place[row] = prompt.place
        elif code < len(G711):
            rows.place[row] = place_of(_silences()[code])

    def order(self, due: Indices) -> Indices:
        """The rows in the order that `fill` takes: G.711 first."""
        wide = self._rows.codec[due] >= len(G711)
        return np.concatenate((due[~wide], due[wide])) if wide.any() else due

    def fill(self, payloads: Octets, due: Indices) -> None:
        """The payloads, shape (rows, octets), of rows in `order`; their positions move on."""
        narrow = int(np.count_nonzero(self._rows.codec[due] < len(G711)))
        if narrow:
            self._copy(payloads[:narrow], due[:narrow])
            if self._seats:
                self._add_rooms(payloads[:narrow], due[:narrow])
        self._encode(payloads[narrow:], due[narrow:])
        self._rows.position[due] += payloads.shape[1]

    def _copy(self, payloads: Octets, due: Indices) -> None:
        """G.711: one gather, of silence too, which has no length and therefore always begins at 0."""
        rows, octets = self._rows, payloads.shape[1]
        lasts = rows.length[due] - octets
        positions = rows.position[due]
        places = rows.place[due] + np.maximum(np.minimum(positions, lasts), 0)
        payloads.view(f"V{octets}")[:, 0] = gather(places, octets)
        for index in np.flatnonzero(rows.playing[due] & (positions > lasts)).tolist():
            payloads[index] = self._seam(int(due[index]), octets)

    def _seam(self, row: int, octets: int) -> Octets:
        """The payload in which a prompt ends."""
        payload = _silences()[self._rows.codec[row], :octets].copy()
        self._join(row, payload)
        return payload

    def _add_rooms(self, payloads: Octets, due: Indices) -> None:
        """G.711: what members of rooms hear of them, over what they hear alone."""
        seats = self._seats
        seated = np.array([index for index, row in enumerate(due.tolist()) if row in seats], np.intp)
        if not len(seated):
            return
        rows = due[seated]
        samples = np.array([seats[row].take(payloads.shape[1]) for row in rows.tolist()])
        for code, codec in enumerate(G711):
            alone = np.flatnonzero((self._rows.codec[rows] == code) & self._rows.playing[rows])
            samples[alone] = _added(samples[alone], decode_g711(codec, payloads[seated[alone]]))
            mine = self._rows.codec[rows] == code
            payloads[seated[mine]] = encode_g711(codec, samples[mine])

    def _join(self, row: int, payload: Octets | Samples) -> None:
        """Writes what the row plays next over a payload of silence, from several prompts where one ends."""
        rows, playing = self._rows, self._streams[row].playing
        start, filled = int(rows.position[row]), 0
        for _ in range(MOST_PROMPTS):
            if playing is None:
                return
            piece = playing.prompt.data[start : start + len(payload) - filled]
            payload[filled : filled + len(piece)] = piece
            filled += len(piece)
            if filled == len(payload) or not playing.advance():
                return
            # `fill` will move the position by a whole payload, of which so much was of earlier prompts.
            self.load(row, playing)
            rows.position[row] = -filled
            start = 0

    def _encode(self, payloads: Octets, due: Indices) -> None:
        """G.722: each from its stream's one encoder."""
        for index, row in enumerate(due.tolist()):
            encoder = self._streams[row].encoder
            assert encoder is not None
            payloads[index] = np.frombuffer(encoder.encode(self._samples(row, payloads.shape[1])), np.uint8)

    def _samples(self, row: int, octets: int) -> Samples:
        """What a G.722 row says next: two samples an octet, silence where nothing plays."""
        samples = np.zeros((octets, 2), np.int16)
        self._join(row, samples)
        alone, seat = samples.reshape(-1), self._seats.get(row)
        return alone if seat is None else _added(alone, seat.take(octets))


def _added(one: Samples, other: Samples) -> Samples:
    return saturated(one.astype(np.float32) + other)
