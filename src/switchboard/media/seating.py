"""Commands about rooms: who comes and goes, who is heard, and what is announced."""

from functools import partial

from switchboard.media.bridging import Bridges
from switchboard.media.control import RoomAnnounce, RoomJoin, RoomSet
from switchboard.media.plane import Plane
from switchboard.media.player import Player
from switchboard.media.refused import RefusedError
from switchboard.media.rooms import Seat
from switchboard.media.stream import Stream


class Seating:
    """Seats streams in the plane's rooms."""

    def __init__(self, plane: Plane, bridges: Bridges, player: Player) -> None:
        self._plane = plane
        self._bridges = bridges
        self._player = player

    def join(self, stream: Stream, command: RoomJoin) -> None:
        """Ends the stream's bridge, and leaves the room that it was in."""
        if stream.config is None:
            raise RefusedError("not-configured")
        self._bridges.part(stream)
        self._plane.rooms.join(stream, stream.config, command.room, self._plane.slot, muted=command.muted)
        self._plane.send_by_itself(stream)
        stream.update_filter()

    def leave(self, stream: Stream) -> None:
        """Nothing happens if the stream is in no room."""
        self._plane.rooms.leave(stream)
        stream.update_filter()

    def renew(self, stream: Stream) -> None:
        """The stream was configured anew."""
        seat = self._plane.rooms.seats.get(stream.row)
        if seat is not None and stream.config is not None:
            seat.configure(stream.config)

    def set(self, stream: Stream, command: RoomSet) -> None:
        """Changes what is not None."""
        seat = self._seat(stream)
        if command.muted is not None:
            seat.mute(muted=command.muted)
        if command.deaf is not None:
            seat.listening = not command.deaf
        if command.hear_db is not None:
            seat.hear_gain = _factor(command.hear_db)
        if command.speak_db is not None:
            seat.speak_gain = _factor(command.speak_db)

    def announce(self, stream: Stream, command: RoomAnnounce) -> None:
        """To everybody in the stream's room, and to its own peer if that is included."""
        seat = self._seat(stream)
        find = partial(self._player.prompt, command.path)
        self._plane.rooms.room_of(seat).announce(find, None if command.included else seat)

    def _seat(self, stream: Stream) -> Seat:
        seat = self._plane.rooms.seats.get(stream.row)
        if seat is None:
            raise RefusedError("no-seat")
        return seat


def _factor(db: float) -> float:
    factor: float = 10 ** (db / 20)
    return factor
