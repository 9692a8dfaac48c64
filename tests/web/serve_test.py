#!/usr/bin/env python3
"""The server's answers: types, codings, caching, and what it refuses."""

import gzip
import http.client
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import serve  # noqa: E402  (its folder is known only now)

PROGRAM = "pimlab.0123456789.wasm"


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        top = Path(cls.folder.name)
        site = top / "site"
        (site / "fonts").mkdir(parents=True)
        (top / "secret.txt").write_text("secret")
        (site / "index.html").write_text("<title>pimlab</title>")
        (site / "config.json").write_text(
            '{"backends": [{"name": "Lab", "address": "http://localhost:8080"}]}'
        )
        (site / PROGRAM).write_bytes(b"\0asm" + bytes(100))
        (site / (PROGRAM + ".br")).write_bytes(b"packed by brotli")
        (site / (PROGRAM + ".gz")).write_bytes(gzip.compress(b"\0asm" + bytes(100)))
        (site / "outside.txt").symlink_to(top / "secret.txt")

        class Quiet(serve.Handler):
            def log_message(self, *_):
                pass

        Quiet.site = site
        cls.server = serve.Server(("127.0.0.1", 0), Quiet)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()
        cls.folder.cleanup()

    def ask(self, target, method="GET", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        connection.request(method, target, headers=named)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def test_the_root_is_the_page_and_is_asked_for_again(self):
        response, body = self.ask("/?x=1")
        self.assertEqual(response.status, 200)
        self.assertEqual(response.getheader("Content-Type"), "text/html; charset=utf-8")
        self.assertEqual(response.getheader("Cache-Control"), "no-cache")
        self.assertEqual(body, b"<title>pimlab</title>")

    def test_the_page_reaches_its_backends_and_nobody_else(self):
        response, _ = self.ask("/")
        self.assertEqual(
            response.getheader("Content-Security-Policy"),
            "connect-src 'self' http://localhost:8080; object-src 'none'; base-uri 'self'",
        )
        self.assertIsNone(self.ask("/" + PROGRAM)[0].getheader("Content-Security-Policy"))

    def test_an_unchanged_page_is_not_sent_twice(self):
        tag = self.ask("/")[0].getheader("ETag")
        response, body = self.ask("/", If_None_Match=tag)
        self.assertEqual((response.status, body), (304, b""))
        self.assertEqual(self.ask("/", If_None_Match='"other"')[0].status, 200)

    def test_hashed_names_are_kept_for_ever(self):
        response, _ = self.ask("/" + PROGRAM)
        self.assertEqual(response.getheader("Content-Type"), "application/wasm")
        self.assertIn("immutable", response.getheader("Cache-Control"))

    def test_the_best_accepted_coding_is_sent(self):
        response, body = self.ask("/" + PROGRAM, Accept_Encoding="gzip, deflate, br")
        self.assertEqual(response.getheader("Content-Encoding"), "br")
        self.assertEqual(body, b"packed by brotli")
        response, body = self.ask("/" + PROGRAM, Accept_Encoding="gzip, br;q=0")
        self.assertEqual(response.getheader("Content-Encoding"), "gzip")
        self.assertEqual(gzip.decompress(body)[:4], b"\0asm")
        response, body = self.ask("/" + PROGRAM)
        self.assertIsNone(response.getheader("Content-Encoding"))
        self.assertEqual(len(body), 104)

    def test_each_form_has_a_tag_of_its_own(self):
        packed = self.ask("/" + PROGRAM, Accept_Encoding="br")[0].getheader("ETag")
        plain = self.ask("/" + PROGRAM)[0].getheader("ETag")
        self.assertNotEqual(packed, plain)

    def test_head_sends_no_body(self):
        response, body = self.ask("/" + PROGRAM, method="HEAD")
        self.assertEqual((response.status, body), (200, b""))
        self.assertEqual(response.getheader("Content-Length"), "104")

    def test_nothing_outside_the_folder_is_served(self):
        for target in (
            "/../secret.txt", "/%2e%2e/secret.txt", "/fonts/../../secret.txt", "/..%5csecret.txt",
            "//etc/passwd", "/outside.txt", "/fonts", "/none.js", "/%00", "/" + PROGRAM + ".br",
        ):
            with self.subTest(target):
                self.assertEqual(self.ask(target)[0].status, 404)

    def test_other_methods_are_refused(self):
        self.assertEqual(self.ask("/", method="POST")[0].status, 501)

    def test_a_taken_port_is_told(self):
        port = str(self.server.server_port)
        done = subprocess.run(
            [sys.executable, str(ROOT / "serve.py"), "--no-build", "--port", port],
            capture_output=True, text=True, timeout=30, check=False,
        )
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"port {port} is in use", done.stderr)


if __name__ == "__main__":
    unittest.main()
