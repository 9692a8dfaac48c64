#!/usr/bin/env python3
"""Writes the Content-Security-Policy of a built page from its config.json: policy.py <site folder>.

The page may reach itself and the backends and authorities of that file, and nobody else. The build
does the same, and serve.py sends it as a header; src/sync/backend.cpp says it for `pimlab serve`.
"""

import json
import re
import sys
from pathlib import Path

PLAIN_HOST = re.compile(r"(https?://[a-z0-9.:\[\]-]+)(?:[/?#].*)?")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">\n')
CHARSET = '<meta charset="utf-8">\n'


class Unreadable(Exception):
    """A config.json that is none; the text says why."""


def origin_of(address):
    """Scheme, host and port of an address; empty where it has none."""
    found = PLAIN_HOST.fullmatch(str(address).lower())
    return found.group(1) if found else ""


def policy_of(text):
    """The policy that a configuration's text asks for."""
    try:
        configuration = json.loads(text)
        backends = [entry["address"] for entry in configuration.get("backends", [])]
        authorities = list(configuration.get("authorities", []))
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise Unreadable(f"config.json cannot be read: {error}") from error
    origins = sorted({origin_of(address) for address in backends + authorities} - {""})
    reached = " ".join(["'self'", *origins])
    return f"connect-src {reached}; object-src 'none'; base-uri 'self'"


def with_policy(html, policy):
    """The page with the policy in its head, in the place of one that stands there."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    return META.sub("", html).replace(CHARSET, CHARSET + meta, 1)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.splitlines()[0])
    site = Path(sys.argv[1])
    page = site / "index.html"
    try:
        policy = policy_of((site / "config.json").read_text(encoding="utf-8"))
        page.write_text(with_policy(page.read_text(encoding="utf-8"), policy), encoding="utf-8")
    except (OSError, Unreadable) as error:
        sys.exit(f"policy: {error}")
    # Their packed twins hold what was there before.
    for name in ("index.html", "config.json"):
        for extension in (".br", ".gz"):
            (site / (name + extension)).unlink(missing_ok=True)
    print(policy)


if __name__ == "__main__":
    main()
