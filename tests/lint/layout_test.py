#!/usr/bin/env python3
"""Shows that layout.py refuses what it should."""

import tempfile
import unittest
from pathlib import Path

import layout


def complaints_of(place, text):
    """What layout.py says of a tree with this one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return layout.complaints(Path(folder))


class Places(unittest.TestCase):
    def refused(self, place, text, part):
        found = complaints_of(place, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_the_top_level_is_closed(self):
        self.refused("notes.md", "", "top level")

    def test_long_files(self):
        self.refused("src/core/a.cpp", "\n" * layout.LINES_MAX, "lines")

    def test_large_files(self):
        self.refused("assets/a.bin", "x" * (layout.FILE_BYTES_MAX + 1), "bytes")

    def test_work_left_for_later(self):
        self.refused("web/a.js", "\n// TO" "DO more\n", "a.js:2: left for later")

    def test_skipped_tests(self):
        self.refused("tests/browser/a.test.mjs", "test.sk" "ip('x');\n", "skipped")

    def test_registries(self):
        self.refused("cmake/a.txt", "https://registry" ".npmjs.org/x\n", "registry")

    def test_headers_are_read_once(self):
        self.refused("src/core/a.hpp", "int a;\n", "#pragma once")

    def test_names_are_lower_case(self):
        self.refused("src/core/Tenant.cpp", "", "lower case")

    def test_an_ordinary_tree_passes(self):
        self.assertEqual(complaints_of("src/core/a.hpp", "#pragma once\n"), [])


if __name__ == "__main__":
    unittest.main()
