#!/usr/bin/env python3
"""What the official client does by itself works against the server."""

import sys

import node_tests

if __name__ == "__main__":
    sys.exit(node_tests.run("client.mjs"))
