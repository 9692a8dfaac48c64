#!/usr/bin/env python3
"""Runs a fuzz target on its corpus: run.py <target> [seconds], 12 where nothing is said.

The targets are built in build/fuzz (`cmake --preset fuzz && cmake --build --preset fuzz`). New
inputs go into build/fuzz/found/<target>, which the next run begins with as well when it is a long
one; what broke something is kept as build/fuzz/found/<target>-….
"""

import shutil
import subprocess
import sys
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
BUILD = FUZZ.parents[1] / "build" / "fuzz"
SECONDS = 12
# A short run is a check of the change at hand: the same inputs each time. A long one explores.
SHORT_MAX = 60
ONE_INPUT_SECONDS_MAX = 10


def command(target, seconds, corpus=None):
    """The call of libFuzzer, with a folder for what it finds. `corpus` names that of another target."""
    corpus = corpus or target
    found = BUILD / "found" / target
    if seconds <= SHORT_MAX:
        shutil.rmtree(found, ignore_errors=True)
    found.mkdir(parents=True, exist_ok=True)
    words = [
        BUILD / f"fuzz_{target}",
        f"-max_total_time={seconds}",
        f"-timeout={ONE_INPUT_SECONDS_MAX}",
        f"-artifact_prefix={BUILD}/found/{target}-",
        f"-dict={FUZZ}/{corpus}.dict",
        "-max_len=16384",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    if seconds <= SHORT_MAX:
        words.append("-seed=1")
    return [*map(str, words), str(found), str(FUZZ / "corpus" / corpus)]


def main():
    target = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    if not (BUILD / f"fuzz_{target}").is_file():
        sys.exit(f"there is no fuzz target {target!r} in {BUILD}: build the preset fuzz first")
    if not any((FUZZ / "corpus" / target).iterdir()):
        sys.exit(f"tests/fuzz/corpus/{target} is empty")
    done = subprocess.run(command(target, seconds), check=False)
    if done.returncode != 0:
        sys.exit(f"{target}: the input above breaks it; build/fuzz/fuzz_{target} <file> shows it again")


if __name__ == "__main__":
    main()
