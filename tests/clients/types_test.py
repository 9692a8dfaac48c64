#!/usr/bin/env python3
"""What the server answers agrees with the published types."""

import sys

import node_tests

if __name__ == "__main__":
    sys.exit(node_tests.run("types.mjs", "--tenant", "one_of_each"))
