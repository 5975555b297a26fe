"""The same calls to an Asterisk on this machine, for its column of the table.

docs/performance.md says how it is configured: NUMBER plays FIRST_HZ over and over, and SECOND_HZ after the key 1.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from bench.call_rate import IN_FLIGHT, SHARES, is_sustained, rate_of
from bench.held_calls import (
    LEVELS,
    PER_SECOND,
    QUICK_LEVELS,
    QUICK_S,
    QUICK_SETTLE_S,
    SECONDS,
    SETTLE_S,
    SILENT,
    TALKING,
    Held,
    memory_a_call_kib,
)
from bench.installation import FIRST_HZ, NUMBER, SECOND_HZ, cpu_of, memory_of
from bench.load import Clear, Crowd, Hold, Load, Measure, PressAll, Rate
from bench.report import progress
from bench.timing import percentile

PROGRAM = "asterisk"
FIRST_LEVELS = (100, 250, 500, 750)
KEYS_AT = 100


def measured(address: tuple[str, int], wanted: Collection[str], quick: bool) -> dict[str, float]:
    """The figures of the Asterisk at that host and port of SIP, by the names of the goals, of what is `wanted`."""
    found: dict[str, float] = {}
    if "rate" in wanted:
        found |= _rates(address, quick)
    if "held" in wanted:
        found |= _held(address, SILENT, quick) | _held(address, TALKING, quick)
    if "keys" in wanted:
        found |= _keys(address)
    return found


def _rates(address: tuple[str, int], quick: bool) -> dict[str, float]:
    host, port = address
    crowd_s, sustained_s = (1.0, 3.0) if quick else (3.0, 10.0)
    with Load(port, NUMBER, host=host) as load:
        progress(f"Asterisk: {IN_FLIGHT} calls in flight")
        most = rate_of(load.calls(Crowd(IN_FLIGHT, crowd_s)))
        for share in SHARES:
            offered = round(share * most, 1)
            progress(f"Asterisk: {offered:g} calls a second for {sustained_s:g} s")
            calls = load.calls(Rate(offered, sustained_s))
            if is_sustained(calls, offered):
                half = load.calls(Rate(offered / 2, sustained_s))
                return {"rate": rate_of(calls), "half-p99": 1000 * percentile(half.tally.answer_s, 99)}
    return {}


def _held(address: tuple[str, int], callers: str, quick: bool) -> dict[str, float]:
    good: list[Held] = []
    with Load(address[1], NUMBER, host=address[0], talking=callers == TALKING) as load:
        for calls in QUICK_LEVELS if quick else (*FIRST_LEVELS, *LEVELS[callers]):
            progress(f"Asterisk: {calls} calls, callers {callers}")
            found = _at(load, calls, quick)
            if not found.is_good:
                break
            good.append(found)
        load.calls(Clear())
    if callers == TALKING or not good:
        return {"talking" if callers == TALKING else "held": good[-1].calls if good else 0}
    return {"held": good[-1].calls, "held-cpu": good[-1].percent_a_call, "memory": memory_a_call_kib(good)}


def _at(load: Load, calls: int, quick: bool) -> Held:
    settle_s, seconds = (QUICK_SETTLE_S, QUICK_S) if quick else (SETTLE_S, SECONDS)
    failures = load.calls(Hold(calls, PER_SECOND)).tally.failures.total()
    load.heard(Measure(0.0, settle_s))
    before_s = _cpu_s()
    heard = load.heard(Measure(seconds, 0.0))
    cpu_s = {PROGRAM: _cpu_s() - before_s}
    return Held(calls, heard, cpu_s, sum(map(memory_of, _processes())), failures + heard.failures)


def _keys(address: tuple[str, int]) -> dict[str, float]:
    with Load(address[1], NUMBER, host=address[0]) as load:
        progress(f"Asterisk: a key on each of {KEYS_AT} calls")
        load.calls(Hold(KEYS_AT, PER_SECOND))
        times = load.keys(PressAll(6.0, FIRST_HZ, SECOND_HZ))
        load.calls(Clear())
    return {f"key-p{percent}": 1000 * percentile(times.next_s, percent) for percent in (50, 99) if times.next_s}


def _cpu_s() -> float:
    return sum(map(cpu_of, _processes()))


def _processes() -> Iterator[int]:
    for comm in Path("/proc").glob("[0-9]*/comm"):
        try:
            if comm.read_text().strip() == PROGRAM:
                yield int(comm.parent.name)
        except OSError:  # It has just ended.
            continue
