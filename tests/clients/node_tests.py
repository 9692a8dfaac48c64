"""Runs a file of node's tests against a `pimlab serve` of its own, over HTTPS with a new certificate."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "server"))

from running import own_certificate, serving  # noqa: E402  (the folder is named above)

# The simulated time at which every test file begins; it stands still unless a test moves it.
CLOCK = "2026-03-02T08:00:00Z"


def run(file, *options):
    """The status of `node --test` on one file of this folder; options are the server's."""
    with tempfile.TemporaryDirectory() as name:
        made, key = own_certificate(name)
        with serving("--tls-cert", made, "--tls-key", key, "--clock", CLOCK, *options) as server:
            environment = {
                **os.environ,
                "NODE_EXTRA_CA_CERTS": str(made),
                "PIMLAB_URL": f"https://localhost:{server.url.port}",
            }
            done = subprocess.run(
                ["node", "--test", file], cwd=HERE, env=environment, check=False, timeout=240
            )
            return done.returncode
