#!/usr/bin/env python3
"""Checks what a tree must look like: layout.py [root]. Prints each place that differs."""

import re
import sys
from pathlib import Path

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "web", "src", "shaders", "assets", "tests", "cmake",
    "serve.py", "README.md", "LICENSE", "CHANGELOG.md",
}
MADE = {"build", "node_modules", "__pycache__"}
CODE = {".cpp", ".hpp", ".js", ".mjs", ".py", ".sh", ".cmake", ".glsl", ".vert", ".frag", ".css"}
TEXT = CODE | {".md", ".txt", ".tsv", ".json", ".html"}
LINES_MAX = 500
FILE_BYTES_MAX = 600_000
# The words are put together here, so that this file does not find itself.
LATER = re.compile(r"\b(" + "|".join(["TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"]) + r")\b")
REGISTRY = re.compile("|".join(["registry[.]" "npm", "deb[.]" "debian", "node" "source[.]com"]))
SKIPPED = re.compile(r"\b(test|it|describe)\.(skip|todo|only)\b|\bskip: |unit_test::disabled")
FILE_NAME = re.compile(r"^[a-z0-9_.\-]+$")
FREE_NAMES = {"CMakeLists.txt", "README.md", "LICENSE", "CHANGELOG.md"}


def files(root):
    """The project's own files."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not MADE & set(parts) and parts[0] != ".git":
            yield path


def complaints(root):
    """One line for each place that differs."""
    found = [
        f"{path.name}: outside the agreed top level"
        for path in sorted(root.iterdir())
        if path.name not in TOP_LEVEL | MADE and not path.name.startswith(".")
    ]
    for path in files(root):
        place = path.relative_to(root)
        if path.stat().st_size > FILE_BYTES_MAX:
            found.append(f"{place}: {path.stat().st_size} bytes; at most {FILE_BYTES_MAX}")
        if place.parts[0] in {"src", "web", "cmake"} and path.name not in FREE_NAMES:
            if not FILE_NAME.match(path.name):
                found.append(f"{place}: file names are lower case")
        if path.suffix in TEXT:
            found += text_complaints(place, path.read_text(encoding="utf-8"))
    return found


def text_complaints(place, text):
    """The same for one text file."""
    found = []
    lines = text.split("\n")
    if place.suffix in CODE and len(lines) > LINES_MAX:
        found.append(f"{place}: {len(lines)} lines; at most {LINES_MAX}: is it still one thing?")
    if place.suffix == ".hpp" and "#pragma once" not in text:
        found.append(f"{place}: a header without #pragma once")
    for number, line in enumerate(lines, 1):
        if place.suffix in CODE and LATER.search(line):
            found.append(f"{place}:{number}: left for later")
        if place.suffix in CODE and place.parts[0] == "tests" and SKIPPED.search(line):
            if place.name != "layout.py":
                found.append(f"{place}:{number}: a test that is skipped")
        if REGISTRY.search(line):
            found.append(f"{place}:{number}: names a registry's host")
    return found


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    found = complaints(root)
    print("\n".join(found) or "the tree is as agreed")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
