"""Runs a file of node's tests against a `pimlab serve` of its own, over HTTPS with a new certificate."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "server"))

from running import serving  # noqa: E402  (the folder is named above)

# The simulated time at which every test file begins; it stands still unless a test moves it.
CLOCK = "2026-03-02T08:00:00Z"


def certificate(folder):
    """A certificate for localhost that nobody has signed but itself, and its key."""
    made, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key),
         "-out", str(made)],
        check=True, capture_output=True,
    )
    return made, key


def run(file, *options):
    """The status of `node --test` on one file of this folder; options are the server's."""
    with tempfile.TemporaryDirectory() as name:
        made, key = certificate(Path(name))
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
