#!/usr/bin/env python3
"""Fails where clang-format-14 would change a C++ file: format.py [--fix] [root]."""

import subprocess
import sys
from pathlib import Path


def main():
    words = sys.argv[1:]
    fix = "--fix" in words
    folders = [word for word in words if word != "--fix"]
    root = Path(folders[0]) if folders else Path(__file__).resolve().parents[2]
    sources = [
        str(path)
        for folder in ("src", "tests")
        for path in sorted((root / folder).rglob("*"))
        if path.suffix in (".cpp", ".hpp") and "node_modules" not in path.parts
    ]
    how = ["-i"] if fix else ["--dry-run", "--Werror"]
    done = subprocess.run(["clang-format-14", "--style=file", *how, *sources], check=False)
    if done.returncode != 0:
        print("run: python3 tests/lint/format.py --fix")
    else:
        print(f"{len(sources)} files are formatted")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
