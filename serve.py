#!/usr/bin/env python3
"""Builds the page and serves it at http://localhost:8000.

On a Debian machine it installs what is missing first (as root or through sudo); what is on PATH
already is used. Run again, it builds only what has changed. Ctrl-C stops it.
"""

import argparse
import errno
import hashlib
import http.server
import mimetypes
import signal
import sys
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "cmake"))

import policy  # noqa: E402  (their folder is known only now)
import setup  # noqa: E402

SITE = ROOT / "build" / "web" / "site"
PORT_DEFAULT = 8000
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


def accepted(header):
    """The content codings that an Accept-Encoding header allows."""
    allowed = set()
    for part in header.split(","):
        coding, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            allowed.add(coding.strip().lower())
    return allowed


def is_hashed(name):
    """True for a name that carries its content's hash: it never changes."""
    parts = name.split(".")
    return len(parts) > 2 and len(parts[-2]) == 10 and set(parts[-2]) <= set("0123456789abcdef")


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD from one folder."""

    protocol_version = "HTTP/1.1"
    server_version = "pimlab"
    sys_version = ""
    timeout = 30
    site = SITE

    def do_GET(self):  # noqa: N802  (the name is http.server's)
        self.answer(with_body=True)

    def do_HEAD(self):  # noqa: N802
        self.answer(with_body=False)

    def answer(self, with_body):
        """Sends the file, its better-packed twin where the client takes it, or an error."""
        path = self.found(self.path)
        if path is None:
            self.refuse(404, "there is no such file here\n", with_body)
            return
        coding, content = self.packed(path)
        tag = '"' + hashlib.sha256(content).hexdigest()[:20] + '"'
        unchanged = tag in self.headers.get("If-None-Match", "")
        self.send_response(304 if unchanged else 200)
        self.send_header("ETag", tag)
        forever = "public, max-age=31536000, immutable"
        self.send_header("Cache-Control", forever if is_hashed(path.name) else "no-cache")
        self.send_header("Vary", "Accept-Encoding")
        if not unchanged:
            guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", TYPES.get(path.suffix, guessed))
            self.send_header("X-Content-Type-Options", "nosniff")
            if path.suffix == ".html":
                self.send_header("Content-Security-Policy", self.policy())
            if coding:
                self.send_header("Content-Encoding", coding)
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body and not unchanged:
            self.wfile.write(content)

    def policy(self):
        """The policy that config.json beside the page asks for; where it cannot be read, itself."""
        try:
            return policy.policy_of((self.site / "config.json").read_text(encoding="utf-8"))
        except (OSError, policy.Unreadable):
            return policy.policy_of("{}")

    def found(self, target):
        """The file that a request's target names, None where there is none inside the folder."""
        name = urllib.parse.unquote(urllib.parse.urlsplit(target).path)
        if "\0" in name or "\\" in name:
            return None
        root = self.site.resolve()
        path = (root / name.lstrip("/")).resolve()
        if path == root:
            path = root / "index.html"
        inside = root in path.parents
        packed = path.suffix in (".br", ".gz")
        return path if inside and not packed and path.is_file() else None

    def packed(self, path):
        """(coding, bytes) of the smallest form that the client accepts."""
        allowed = accepted(self.headers.get("Accept-Encoding", ""))
        for coding, extension in ENCODINGS:
            twin = path.with_name(path.name + extension)
            if coding in allowed and twin.is_file():
                return coding, twin.read_bytes()
        return "", path.read_bytes()

    def refuse(self, status, text, with_body):
        """An error in one sentence."""
        content = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_request(self, code="-", size="-"):
        """Only what went wrong is worth a line."""
        if isinstance(code, int) and code >= 400:
            super().log_request(code, size)


class Server(http.server.ThreadingHTTPServer):
    """A server that ends with its program, and takes a browser's hang-ups quietly."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def bound(port):
    """A server on the port of this machine's loopback address."""
    try:
        return Server(("127.0.0.1", port), Handler)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise setup.Failed(
                f"port {port} is in use: stop the other program, or choose one with --port"
            ) from error
        raise setup.Failed(f"port {port} cannot be opened: {error.strerror}") from error


def built():
    """Brings the site up to date; a machine that built it before needs no second look."""
    if (SITE / "index.html").is_file() and setup.configured_since_changed("web"):
        try:
            setup.build("web", "site")
            return
        except setup.Failed as failure:
            print(f"   {failure}; looking at what the machine lacks", flush=True)
    setup.make_ready("page")
    setup.build("web", "site")


def port_number(text):
    """A port from the command line; 0 lets the system choose."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {number}")
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument(
        "--port", type=port_number, default=PORT_DEFAULT, metavar="N",
        help=f"the port to serve at, {PORT_DEFAULT} unless told; 0 chooses a free one",
    )
    parser.add_argument("--no-build", action="store_true", help="serve what was built before")
    chosen = parser.parse_args()
    try:
        # A port that is taken is told before the minutes of a first build.
        bound(chosen.port).server_close()
        if not chosen.no_build:
            built()
        if not (SITE / "index.html").is_file():
            raise setup.Failed("there is no built page yet: run this without --no-build")
        server = bound(chosen.port)
    except setup.Failed as failure:
        sys.exit(f"serve: {failure}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"== serving pimlab at http://localhost:{server.server_port} (Ctrl-C stops)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("stopped")
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
