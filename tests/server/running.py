"""A `pimlab serve` of its own for each test: started on a free port, asked over real sockets."""

import contextlib
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import tempfile
import unittest
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("PIMLAB_NATIVE_BUILD", ROOT / "build" / "native")) / "pimlab"
ASSIGNMENTS = "/v1.0/roleManagement/directory/roleAssignmentScheduleRequests"
ELIGIBILITIES = "/v1.0/roleManagement/directory/roleEligibilityScheduleRequests"
START_SECONDS = 60
ANSWER_SECONDS = 60


class Answer:
    """Status, fields and body of one answer."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The code of a refusal, in Graph's envelope."""
        return self.json["error"]["code"]


class Server:
    """A running server."""

    def __init__(self, *options, data=":memory:", before=None):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--data", str(data), *map(str, options)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before,
        )
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.process.kill()
            raise RuntimeError(f"the server did not start: {line}{self.process.stderr.read()}")
        self.url = urllib.parse.urlsplit(line.removeprefix("listening on ").strip())
        self.trusted = None

    def connect(self):
        """A connection that may carry many requests."""
        if self.url.scheme == "https":
            context = ssl.create_default_context(cafile=self.trusted)
            return http.client.HTTPSConnection(
                "localhost", self.url.port, timeout=ANSWER_SECONDS, context=context
            )
        return http.client.HTTPConnection(
            self.url.hostname, self.url.port, timeout=ANSWER_SECONDS
        )

    def ask(self, method, path, body=None, token=None, connection=None, **fields):
        """One request; a body that is no text is sent as JSON."""
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        if token:
            headers["Authorization"] = "Bearer " + token
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        with contextlib.ExitStack() as stack:
            if connection is None:
                connection = stack.enter_context(contextlib.closing(self.connect()))
            connection.request(method, path, body=body, headers=headers)
            return Answer(connection.getresponse())

    def raw(self, content):
        """Bytes as they are; everything that comes back until the server closes."""
        with socket.create_connection((self.url.hostname, self.url.port), ANSWER_SECONDS) as wire:
            wire.sendall(content)
            parts = []
            while part := wire.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def token(self, name="gia@amberg.example", **claims):
        """The token of a persona, MFA passed."""
        body = {"userPrincipalName": name, "mfa": True, **claims}
        return self.ask("POST", "/lab/v1/tokens", body).json["access_token"]

    def personas(self):
        """The people by their user principal names."""
        value = self.ask("GET", "/lab/v1/personas").json["value"]
        return {row["userPrincipalName"]: row for row in value}

    def stop(self):
        """An orderly end; the status, and what was said on the way."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said

    def kill(self):
        """The end that nobody prepares for."""
        self.process.kill()
        self.process.communicate(timeout=30)


@contextlib.contextmanager
def serving(*options, data=":memory:", before=None):
    """A server that ends with the block; `before` is called in its process before it starts."""
    server = Server(*options, data=data, before=before)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


def own_certificate(folder):
    """The files of a certificate for localhost and of its key, made in a folder."""
    certificate, key = Path(folder) / "cert.pem", Path(folder) / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key),
         "-out", str(certificate)],
        check=True, capture_output=True,
    )
    return certificate, key


def verify(data):
    """Status and text of `pimlab verify`."""
    done = subprocess.run(
        [PROGRAM, "verify", str(data)], capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout


def assignment(principal, role, action="adminAssign"):
    """The body of a request that assigns a role for a day."""
    return {
        "action": action,
        "principalId": principal,
        "roleDefinitionId": role,
        "directoryScopeId": "/",
        "justification": "a test",
        "scheduleInfo": {"expiration": {"type": "afterDuration", "duration": "P1D"}},
    }


def built_in_roles():
    """The ids of the built-in roles."""
    lines = (ROOT / "assets" / "roles.tsv").read_text(encoding="utf-8").splitlines()
    ids = [word for line in lines for word in line.split("\t") if len(word) == 36]
    return [word for word in ids if word.count("-") == 4]


def refused(*options):
    """What `pimlab serve` says where it does not start."""
    done = subprocess.run(
        [PROGRAM, "serve", *options], capture_output=True, text=True, check=False, timeout=30
    )
    return done.returncode, done.stderr


class Folder(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
