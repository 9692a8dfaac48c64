#!/usr/bin/env python3
"""The requests of Terraform and of modules built on the SDKs are answered in their forms."""

import sys

import node_tests

if __name__ == "__main__":
    sys.exit(node_tests.run("module_forms.mjs"))
