#!/usr/bin/env python3
"""What goes over the wire for the first view, packed by brotli: everything but licences and sign-in."""

import os
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("PIMLAB_WEB_BUILD", ROOT / "build" / "web")) / "site"
# The page of the life cycle alone was 482,676 bytes. The whole surface of Graph may add 60 kB and sync with
# a backend 25 kB, 568 kB in all; drafts, questions before a sandbox is replaced and the like came on top, and
# with working through a backend the page is 39 kB over that. This holds it where it is until it is brought
# down: raise it for nothing else.
BYTES_MAX = 609_000
# Loaded when somebody signs in at an identity provider.
LATER = ("msal-", "sign_in.", "signed_in.")


class Wire(unittest.TestCase):
    def test_the_first_view_is_small(self):
        self.assertTrue((SITE / "index.html").is_file(), f"{SITE} is not built")
        sizes = {}
        for path in sorted(SITE.rglob("*")):
            later = path.suffix in (".br", ".gz", ".txt") or path.name.startswith(LATER)
            if path.is_file() and not later:
                packed = path.with_name(path.name + ".br")
                sizes[path.relative_to(SITE)] = (packed if packed.is_file() else path).stat().st_size
        for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
            print(f"{size:9,d}  {name}")
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
