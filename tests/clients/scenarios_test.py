#!/usr/bin/env python3
"""The official client plays the scenarios of assignments and eligibilities of the overview of the PIM API."""

import sys

import node_tests

if __name__ == "__main__":
    sys.exit(node_tests.run("scenarios.mjs"))
