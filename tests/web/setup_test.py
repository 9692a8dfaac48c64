#!/usr/bin/env python3
"""Finding the machine's Debian archive, whichever way apt is told of it."""

import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "cmake"))

import imgui  # noqa: E402  (its folder is known only now)

DEB822 = """\
Types: deb
# a remark
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/archive.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
"""
ONE_LINE = """\
# deb http://old.example/debian buster main
deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] https://mirror.example/debian bookworm main
deb http://mirror.example/debian-security bookworm-security main
deb https://packages.example/tools stable main
deb-src http://mirror.example/debian bookworm main
"""


class Entries(unittest.TestCase):
    def entries(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            etc = Path(folder)
            (etc / "sources.list.d").mkdir()
            for name, text in files.items():
                (etc / name.replace("__", "/").replace("_", ".")).write_text(text)
            if (etc / "debian.sources").is_file():
                (etc / "debian.sources").rename(etc / "sources.list.d" / "debian.sources")
            return imgui.debian_entries(etc)

    def test_deb822(self):
        self.assertEqual(
            self.entries(debian_sources=DEB822),
            [("http://mirror.example/debian", "/usr/share/keyrings/archive.gpg")],
        )

    def test_one_line(self):
        self.assertEqual(
            self.entries(sources_list=ONE_LINE),
            [("https://mirror.example/debian", "/usr/share/keyrings/a.gpg")],
        )

    def test_none(self):
        self.assertEqual(self.entries(), [])

    def test_an_old_checkout_is_not_used(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in imgui.SOURCES:
                (Path(folder) / name).parent.mkdir(exist_ok=True)
                (Path(folder) / name).touch()
            header = Path(folder) / "imgui.h"
            header.write_text('#define IMGUI_VERSION_NUM  18600\n')
            self.assertFalse(imgui.usable(folder))
            header.write_text('#define IMGUI_VERSION_NUM  19222\n')
            self.assertTrue(imgui.usable(folder))
            (Path(folder) / "imgui_tables.cpp").unlink()
            self.assertFalse(imgui.usable(folder))


if __name__ == "__main__":
    unittest.main()
