#!/usr/bin/env python3
"""The official client reads and changes role settings, and answers an approval."""

import sys

import node_tests

if __name__ == "__main__":
    sys.exit(node_tests.run("settings.mjs"))
