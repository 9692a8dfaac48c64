#!/usr/bin/env python3
"""A fuzz target can fail: faults planted in the decoder of addresses are found, by the same run as
any other, and the input that is kept shows them again. Without a fault nothing is found."""

import os
import subprocess
import unittest

import run

SECONDS_MAX = 30


def start(words, fault):
    """Runs the target with a fault planted, or with none."""
    environment = dict(os.environ, PIMLAB_PLANTED_FAULT=fault)
    return subprocess.run(words, env=environment, capture_output=True, text=True,
                          errors="replace", check=False)


class Planted(unittest.TestCase):
    def found(self, fault, told):
        found = run.BUILD / "found"
        for old in found.glob("planted-*"):
            old.unlink()
        words = run.command("planted", SECONDS_MAX, "odata")
        ended = start(words, fault)
        self.assertNotEqual(ended.returncode, 0, ended.stderr[-2000:])
        self.assertIn(told, ended.stderr)
        kept = list(found.glob("planted-*"))
        self.assertEqual(len(kept), 1)
        again = start([words[0], str(kept[0])], fault)
        self.assertNotEqual(again.returncode, 0)
        self.assertIn(told, again.stderr)
        self.assertEqual(start([words[0], str(kept[0])], "none").returncode, 0)

    def test_a_broken_promise_is_found(self):
        self.found("promise", "broken promise: what is percent-encoded decodes to itself")

    def test_a_read_behind_the_text_is_found(self):
        self.found("memory", "AddressSanitizer: heap-buffer-overflow")


if __name__ == "__main__":
    unittest.main(verbosity=2)
