#!/usr/bin/env python3
"""The requests of the known clients, in the forms in which they send them, are answered."""

import sys

import node_tests

if __name__ == "__main__":
    sys.exit(node_tests.run("forms.mjs"))
