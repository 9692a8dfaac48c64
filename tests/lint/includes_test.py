#!/usr/bin/env python3
"""Shows that includes.py refuses what the table of rooms does not have."""

import tempfile
import unittest
from pathlib import Path

import includes


def complaints_of(place, text):
    """What includes.py says of a tree with this one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / place
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return includes.complaints(Path(folder))


class Edges(unittest.TestCase):
    def refused(self, place, text, part):
        found = complaints_of(place, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_core_includes_no_other_room(self):
        self.refused("src/core/a.cpp", '#include "storage/journal.hpp"\n', "a.cpp:1")

    def test_graph_does_not_reach_the_portal(self):
        self.refused("src/graph/a.cpp", '\n#include "ui/kit/text.hpp"\n', "a.cpp:2")

    def test_core_takes_no_json(self):
        self.refused("src/core/a.hpp", "#include <nlohmann/json.hpp>\n", "nlohmann")

    def test_ui_does_not_call_the_browser(self):
        self.refused("src/ui/pages/a.cpp", "  #  include <emscripten/html5.h>\n", "emscripten")

    def test_page_code_takes_no_streams(self):
        self.refused("src/lab/a.cpp", "#include <sstream>\n", "too large")

    def test_rooms_are_named(self):
        self.refused("src/core/a.cpp", '#include "tenant.hpp"\n', "must name its room")

    def test_unknown_rooms_are_refused(self):
        self.refused("src/misc/a.cpp", "#include <vector>\n", "no room misc")

    def test_an_asset_belongs_to_its_room(self):
        self.refused("src/graph/a.cpp", '#include "assets/roles.hpp"\n', "may not include")
        self.assertEqual(complaints_of("src/core/a.cpp", '#include "assets/roles.hpp"\n'), [])

    def test_unknown_libraries_are_refused(self):
        self.refused("src/core/a.cpp", "#include <absl/strings/cord.h>\n", "no row")

    def test_what_the_table_has_passes(self):
        text = '#include "core/tenant.hpp"\n#include <vector>\n#include <nlohmann/json.hpp>\n'
        self.assertEqual(complaints_of("src/storage/a.cpp", text), [])


if __name__ == "__main__":
    unittest.main()
