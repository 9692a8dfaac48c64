#!/usr/bin/env python3
"""What goes over the wire for the first view: everything but licences, packed by brotli."""

import os
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("PIMLAB_WEB_BUILD", ROOT / "build" / "web")) / "site"
# The page of the life cycle alone was 482,676 bytes; what Graph's whole surface adds to it (alerts, the
# explorer, the endpoint in the page) may be 60 kB, what sync with a backend adds 25 kB: Connect and the
# mirror took 25,144 of that, measured alone (555,288 to 580,432) and made smaller since. The rest is what
# the portal has beside them by now (drafts of forms, kept messages, the clock over reloads): 577,441 in all.
BYTES_MAX = 582_000


class Wire(unittest.TestCase):
    def test_the_first_view_is_small(self):
        self.assertTrue((SITE / "index.html").is_file(), f"{SITE} is not built")
        sizes = {}
        for path in sorted(SITE.rglob("*")):
            if path.is_file() and path.suffix not in (".br", ".gz", ".txt"):
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
