#!/usr/bin/env python3
"""Which functions follow the first view, and how they are found in a module."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "cmake"))
import program_parts  # noqa: E402


def section(kind, content):
    return bytes([kind, len(content)]) + content


def text(word):
    return bytes([len(word)]) + word.encode()


def module(names, lengths):
    """A module with an imported function, an imported memory, and functions of these lengths."""
    imports = b"\x02" + text("env") + text("f") + b"\x00\x00" + text("env") + text("m") + b"\x02\x01\x01\x02"
    code = bytes([len(lengths)]) + b"".join(bytes([length]) + bytes(length) for length in lengths)
    pairs = b"".join(bytes([number]) + text(name) for number, name in names.items())
    listed = text("name") + section(0, text("pimlab")) + section(1, bytes([len(names)]) + pairs)
    parts = [section(2, imports), section(10, code), section(0, listed)]
    return b"\0asm\1\0\0\0" + b"".join(parts)


class Parts(unittest.TestCase):
    def test_functions_are_read_with_their_names(self):
        content = module({0: "f", 1: "one", 2: "two"}, [3, 5])
        self.assertEqual(program_parts.functions_of(content), [("one", 3), ("two", 5)])

    def test_without_a_name_section_none_has_a_name(self):
        content = module({}, [3])
        self.assertEqual(program_parts.functions_of(content), [("", 3)])

    def test_the_first_name_of_ours_counts(self):
        for mangled, name in (
            ("_ZN3pim5graph6handleERKNS_6TenantE", "pim::graph::handle"),
            ("_ZN3pim2ui12_GLOBAL__N_15splitEv", "pim::ui::split"),
            ("_ZNK3pim6Tenant4findEv", "pim::Tenant::find"),
            ("_ZN5ImGui5BeginEv", ""),
            ("", ""),
        ):
            self.assertEqual(program_parts.qualified(mangled), name)

    def test_rooms_and_pages_follow_and_shared_functions_stay(self):
        long, short = 200, program_parts.LENGTH_MIN - 1
        for mangled, length, later in (
            ("_ZN3pim5graph6handleERKNS_6TenantE", long, True),
            ("_ZN3pim5graph6handleERKNS_6TenantE", short, False),
            ("_ZN3pim5graph10parse_bodyEv", long, False),
            ("_ZN3pim2ui12SettingsPage4drawEv", long, True),
            ("_ZN3pim2ui11MyRolesPage4drawEv", long, False),
            ("_ZN3pim2ui11WelcomePage4drawEv", long, False),
            ("_ZN3pim5applyERNS_6TenantE", long, False),
            ("_ZNSt3__210__function6__funcIZN3pim5graph6handleEvE3$_0EclEv", long, True),
            ("_ZNSt3__26vectorIN3pim5graph4FormEE9push_backEv", long, False),
            ("byn$mgfn-shared$_ZN3pim5graph6handleEv", long, False),
        ):
            with self.subTest(mangled):
                self.assertEqual(program_parts.is_later(mangled, length), later)


if __name__ == "__main__":
    unittest.main()
