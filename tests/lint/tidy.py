#!/usr/bin/env python3
"""Runs clang-tidy-14 over src, once for each state of a file: tidy.py <native build folder>.

A file that passed leaves a stamp named after the content of all that it reads of ours, so that only
what has changed is read again. src/browser and main_web need Emscripten's headers and stay out, and so
does what includes storage/json_value.hpp: clang 14 refuses its tree over libstdc++ 12's vector.
"""

import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def read_with_includes(path, seen):
    """Adds a file and the files of ours that it includes to `seen`."""
    if path in seen or not path.is_file():
        return
    text = path.read_text(encoding="utf-8")
    seen[path] = text
    for name in INCLUDE.findall(text):
        read_with_includes(ROOT / "src" / name, seen)


def state_of(path):
    """A hash of everything of ours that decides what clang-tidy says of the file."""
    seen = {}
    read_with_includes(path, seen)
    state = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for part in sorted(seen):
        state.update(f"{part.relative_to(ROOT)}\0{seen[part]}\0".encode("utf-8"))
    return state.hexdigest()


def write_commands(build, folder):
    """The compile commands without g++'s precompiled headers, which clang cannot read."""
    text = (build / "compile_commands.json").read_text(encoding="utf-8")
    text = re.sub(r" -Winvalid-pch| -include \S+cmake_pch\.hxx", "", text)
    (folder / "compile_commands.json").write_text(text, encoding="utf-8")


def check(stamps, path):
    """What clang-tidy says of one file; empty when it passes."""
    stamp = stamps / state_of(path)
    if stamp.exists():
        return ""
    done = subprocess.run(
        [
            "clang-tidy-14", "-p", str(stamps), "--quiet",
            "--extra-arg=-Wno-unknown-warning-option", str(path),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
    )
    if done.returncode == 0:
        stamp.write_text(f"{path.relative_to(ROOT)}\n", encoding="utf-8")
        return ""
    return done.stdout + ("" if done.stdout.strip() else done.stderr)


def is_readable(path):
    """Whether clang-tidy-14 can read the file at all."""
    if path.parts[len(ROOT.parts) + 1] == "browser" or path.name == "main_web.cpp":
        return False
    seen = {}
    read_with_includes(path, seen)
    return ROOT / "src/storage/json_value.hpp" not in seen


def main():
    os.nice(19)
    build = Path(sys.argv[1])
    stamps = build / "tidy"
    stamps.mkdir(parents=True, exist_ok=True)
    write_commands(build, stamps)
    paths = [path for path in sorted((ROOT / "src").rglob("*.cpp")) if is_readable(path)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda path: check(stamps, path), paths))
    bad = [answer for answer in answers if answer]
    print("\n".join(bad) or f"{len(paths)} files pass")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
