#!/usr/bin/env python3
"""Runs clang-tidy-14 over src, once for each state of a file: tidy.py <native build folder>.

The files of a room are read as one, of a large room in equal parts: most of the time goes into what
they include. A name in an unnamed namespace that a neighbour has as well is therefore found here. Those
that passed leave a stamp named after the content of all that they read of ours, so that only what
has changed is read again. src/browser and the page's files of src/app need Emscripten's headers and stay out,
and so does what includes storage/json_value.hpp: clang 14 refuses its tree over libstdc++ 12's vector.
"""

import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOGETHER = 90
APART = ("app",)  # each program has its main
PAGE_ONLY = {"main_web.cpp", "web_backends.cpp", "web_page.cpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.M)


def read_with_includes(path, seen):
    """Adds a file and the files of ours that it includes to `seen`."""
    if path in seen or not path.is_file():
        return
    text = path.read_text(encoding="utf-8")
    seen[path] = text
    for name in INCLUDE.findall(text):
        read_with_includes(ROOT / "src" / name, seen)


def state_of(paths):
    """A hash of everything of ours that decides what clang-tidy says of the files."""
    seen = {}
    for path in paths:
        read_with_includes(path, seen)
    state = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for part in sorted(seen):
        state.update(f"{part.relative_to(ROOT)}\0{seen[part]}\0".encode("utf-8"))
    return state.hexdigest()


def flags_of_rooms(build):
    """Target -> the compiler's flags, without g++'s precompiled headers, which clang cannot read."""
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        target = re.search(r" -o \S*?CMakeFiles/(\w+)\.dir/", entry["command"])
        command = re.sub(r" -Winvalid-pch| -include \S+cmake_pch\.hxx| -o .*", "", entry["command"])
        flags[target.group(1)] = shlex.split(command)[1:]
    return flags


def check(stamps, flags, paths):
    """What clang-tidy says of files that are read as one; empty when they pass."""
    state = state_of(paths)
    stamp = stamps / state
    if stamp.exists():
        return ""
    unit = stamps / f"{state}.cpp"
    unit.write_text("".join(f'#include "{path}"\n' for path in paths), encoding="utf-8")
    done = subprocess.run(
        ["clang-tidy-14", "--quiet", str(unit), "--config-file", str(ROOT / ".clang-tidy"), "--",
         *flags, "-Wno-unknown-warning-option"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
    )
    unit.unlink()
    if done.returncode == 0:
        names = "".join(f"{path.relative_to(ROOT)}\n" for path in paths)
        stamp.write_text(names, encoding="utf-8")
        return ""
    return done.stdout + ("" if done.stdout.strip() else done.stderr)


def read_together(paths):
    """(target, files that are read as one), room by room."""
    rooms = {}
    for path in paths:
        rooms.setdefault(path.relative_to(ROOT).parts[1], []).append(path)
    for room, members in rooms.items():
        parts = len(members) if room in APART else -(-len(members) // TOGETHER)
        target = "pimlab" if room == "app" else f"pim_{room}"
        for part in range(parts):
            yield target, members[part::parts]


def is_readable(path):
    """Whether clang-tidy-14 can read the file at all."""
    if path.parts[len(ROOT.parts) + 1] == "browser" or path.name in PAGE_ONLY:
        return False
    seen = {}
    read_with_includes(path, seen)
    return ROOT / "src/storage/json_value.hpp" not in seen


def main():
    os.nice(19)
    build = Path(sys.argv[1])
    stamps = build / "tidy"
    stamps.mkdir(parents=True, exist_ok=True)
    flags = flags_of_rooms(build)
    paths = [path for path in sorted((ROOT / "src").rglob("*.cpp")) if is_readable(path)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        units = [pool.submit(check, stamps, flags[target], files) for target, files in read_together(paths)]
        answers = [unit.result() for unit in units]
    bad = [answer for answer in answers if answer]
    print("\n".join(bad) or f"{len(paths)} files pass")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
