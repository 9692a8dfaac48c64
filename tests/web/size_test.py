#!/usr/bin/env python3
"""What goes over the wire for the first view, packed by brotli: everything but licences and sign-in."""

import os
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("PIMLAB_WEB_BUILD", ROOT / "build" / "web")) / "site"
# The page of the life cycle alone was to have 500 kB; the whole surface of Graph may add 60 kB and sync with
# a backend 25 kB. Since what the first view does not need follows it, the first number holds again.
BYTES_MAX = 500_000
# The rest of the program follows the first view, and MSAL comes where somebody signs in with it.
LATER = ("pimlab_later.", "msal-", "sign_in.", "signed_in.")


class Wire(unittest.TestCase):
    def test_the_first_view_is_small(self):
        self.assertTrue((SITE / "index.html").is_file(), f"{SITE} is not built")
        sizes, later = {}, {}
        for path in sorted(SITE.rglob("*")):
            if path.is_file() and path.suffix not in (".br", ".gz", ".txt"):
                packed = path.with_name(path.name + ".br")
                counted = later if path.name.startswith(LATER) else sizes
                counted[path.relative_to(SITE)] = (packed if packed.is_file() else path).stat().st_size
        for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
            print(f"{size:9,d}  {name}")
        for name, size in later.items():
            print(f"{size:9,d}  {name}, later")
        self.assertTrue(any(name.name.startswith("pimlab_later.") for name in later), "the program is whole")
        total = sum(sizes.values())
        print(f"{total:9,d}  bytes for the first view; at most {BYTES_MAX:,d}")
        self.assertLessEqual(total, BYTES_MAX)

    def test_everything_that_packs_is_packed(self):
        for path in SITE.rglob("*"):
            if path.suffix in (".html", ".css", ".js", ".wasm", ".ttf"):
                for extension in (".br", ".gz"):
                    self.assertTrue(path.with_name(path.name + extension).is_file(), path)


if __name__ == "__main__":
    unittest.main()
