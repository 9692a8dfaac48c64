#!/usr/bin/env python3
"""Puts the served files together: site_files.py --out <folder> [--compress] <source>=<name>…

Every file but the entry points gets a name with a hash of its content, and the files that name it
are rewritten to match: those names can be cached for ever. A reference is the file's path as a
quoted string (or url(…)) in HTML, CSS, JavaScript or JSON. With --compress, .br and .gz stand
beside what compresses.
"""

import argparse
import gzip
import hashlib
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import policy

# Browsers ask for these by name.
ENTRY_POINTS = re.compile(
    r"(^|/)(index\.html|signed_in\.html|config\.json|service_worker\.js|favicon\.\w+|.*\.webmanifest)$"
)
REWRITTEN = {".html", ".css", ".js", ".mjs", ".json", ".webmanifest", ".svg"}
COMPRESSED = REWRITTEN | {".wasm", ".ttf", ".otf", ".txt", ".tsv"}
REFERENCE = re.compile(r"""(?P<open>["'`(])(?P<path>[\w./-]+\.\w+)(?=["'`)?#])""")


class Site:
    """The files by their plain names, and their final names and contents as they become known."""

    def __init__(self, files):
        self.files = files
        self.done = {}
        self.begun = []

    def finished(self, name):
        """(final name, content) of a file, after those it refers to."""
        if name in self.done:
            return self.done[name]
        if name in self.begun:
            circle = " → ".join([*self.begun[self.begun.index(name):], name])
            sys.exit(f"site: files name each other in a circle, so none can carry a hash: {circle}")
        self.begun.append(name)
        content = self.files[name]
        if posixpath.splitext(name)[1] in REWRITTEN:
            text = content.decode("utf-8")
            content = REFERENCE.sub(lambda found: self.renamed(name, found), text).encode("utf-8")
        self.begun.pop()
        if name == "index.html" and "config.json" in self.files:
            content = self.guarded(content)
        final = name
        if not ENTRY_POINTS.search(name):
            stem, extension = posixpath.splitext(name)
            final = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{extension}"
        self.done[name] = (final, content)
        return self.done[name]

    def guarded(self, content):
        """The page with the policy that config.json asks for."""
        try:
            asked = policy.policy_of(self.files["config.json"].decode("utf-8"))
        except policy.Unreadable as error:
            sys.exit(f"site: {error}")
        return policy.with_policy(content.decode("utf-8"), asked).encode("utf-8")

    def renamed(self, name, found):
        """The reference as it must read in the finished file."""
        path = found.group("path")
        prefix = "./" if path.startswith("./") else ""
        folder = posixpath.dirname(name)
        for base in (folder, ""):
            target = posixpath.normpath(posixpath.join(base, path))
            if target in self.files and target != name:
                final = self.finished(target)[0]
                return found.group("open") + prefix + (
                    posixpath.relpath(final, base) if base else final
                )
        return found.group(0)


def write(site, out, compress):
    """Writes the folder anew beside the old one, then changes places."""
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name in sorted(site.files):
        final, content = site.finished(name)
        path = fresh / final
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if compress and posixpath.splitext(name)[1] in COMPRESSED:
            before = out / final
            for extension, packed in ((".gz", gzipped), (".br", brotlied)):
                target = path.with_name(path.name + extension)
                kept = before.with_name(before.name + extension)
                if kept.is_file() and before.is_file() and before.read_bytes() == content:
                    shutil.copyfile(kept, target)
                else:
                    target.write_bytes(packed(path))
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def gzipped(path):
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def brotlied(path):
    command = ["brotli", "--best", "--stdout", str(path)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--compress", action="store_true")
    parser.add_argument("sources", nargs="+", metavar="SOURCE=NAME")
    chosen = parser.parse_args()
    files = {}
    for source in chosen.sources:
        path, name = source.rsplit("=", 1)
        files[name] = Path(path).read_bytes()
    write(Site(files), chosen.out, chosen.compress)


if __name__ == "__main__":
    main()
