#!/usr/bin/env python3
"""Plays a scenario natively and as wasm under node: same_digest.py <pimlab> <js> <scenario>.

Both must end with the same fingerprint of the tenant.
"""

import os
import subprocess
import sys


def digest(command, environment):
    """What a program prints for the scenario; its errors are shown and end this."""
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    if done.returncode != 0 or not done.stdout.strip():
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    native, script, scenario = sys.argv[1:]
    if not os.path.isfile(script):
        sys.exit(f"{script} is missing: build the preset web first (tests/run.sh does)")
    # Emscripten 3.1.6 takes a global fetch for a browser's.
    options = f"{os.environ.get('NODE_OPTIONS', '')} --no-experimental-fetch".strip()
    here = digest([native, "digest", scenario], dict(os.environ))
    there = digest(["node", script, "digest", scenario], {**os.environ, "NODE_OPTIONS": options})
    if here != there:
        sys.exit(f"the digests differ\nnative: {here}wasm:   {there}")
    print(here, end="")


if __name__ == "__main__":
    main()
