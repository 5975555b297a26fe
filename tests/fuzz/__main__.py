"""`make fuzz`: every target for a while, guided by coverage, two at a time.

    python -m tests.fuzz [--seconds 600] [--keep] [TARGET …]

An input fails when the target raises, or takes more than 50 ms of CPU time again and again. It is left in `.fuzz/`, and
the end says where. With `--keep`, inputs that reached new code go into the corpus, as few as cover it all.
"""

import argparse
import asyncio
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.corpus import CORPUS
from tests.fuzz.targets import LONGEST, TARGETS, WORDS

WORK = Path(".fuzz")
AT_ONCE = 2


async def run(targets: Sequence[str], seconds: int, *, keep: bool) -> int:
    """Exit status: 1 when an input failed."""
    turn = asyncio.Semaphore(AT_ONCE)
    passed = await asyncio.gather(*(_one(name, seconds, turn) for name in targets))
    failed = [name for name, ok in zip(targets, passed, strict=True) if not ok]
    for name in targets if keep else ():
        await _keep(name)
    for name in failed:
        print(f"{name}: failed, see {WORK}/{name}.log and the inputs in {WORK}/{name}.failed/")
    print(f"{len(targets) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


async def _one(name: str, seconds: int, turn: asyncio.Semaphore) -> bool:
    found, failures = WORK / name, WORK / f"{name}.failed"
    for directory in (found, failures, CORPUS / name):
        directory.mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST[name]}", "-timeout=10", "-print_final_stats=1"]
    if name in WORDS:
        limits.append(f"-dict={_dictionary(name)}")
    async with turn:
        print(f"{name}: {seconds} s", flush=True)
        status = await _fuzzer(name, [*limits, f"-artifact_prefix={failures}/", str(found), str(CORPUS / name)])
    return status == 0


def _dictionary(name: str) -> Path:
    """The target's words in libFuzzer's form: one a line, quoted, with every byte escaped."""
    file = WORK / f"{name}.words"
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS[name])
    file.write_text("".join(f'"{word}"\n' for word in quoted))
    return file


async def _keep(name: str) -> None:
    """Replace the corpus by the fewest inputs that cover what all of them cover."""
    smallest = WORK / f"{name}.smallest"
    shutil.rmtree(smallest, ignore_errors=True)
    smallest.mkdir()
    await _fuzzer(name, ["-merge=1", str(smallest), str(CORPUS / name), str(WORK / name)], log=f"{name}.merge")
    if not any(smallest.iterdir()):
        raise SystemExit(f"{name}: the corpus could not be merged, see {WORK}/{name}.merge.log")
    shutil.rmtree(CORPUS / name)
    shutil.copytree(smallest, CORPUS / name)


async def _fuzzer(name: str, arguments: list[str], log: str = "") -> int:
    with (WORK / f"{log or name}.log").open("wb") as output:
        command = [sys.executable, "-m", "tests.fuzz.child", name, *arguments]
        process = await asyncio.create_subprocess_exec(*command, stdout=output, stderr=output)
        return await process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", action="store_true", help="renew the corpus from what was found")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    options = parser.parse_args()
    if unknown := set(options.targets) - TARGETS.keys():
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    sys.exit(asyncio.run(run(options.targets or list(TARGETS), options.seconds, keep=options.keep)))


if __name__ == "__main__":
    main()
