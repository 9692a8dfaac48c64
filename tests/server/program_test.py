#!/usr/bin/env python3
"""`pimlab serve` over real sockets: its end, HTTPS, the gate and the page."""

import contextlib
import socket
import ssl
import threading
import time
import unittest

from running import (
    ASSIGNMENTS, ELIGIBILITIES, Folder, Server, assignment, built_in_roles, own_certificate, refused,
    serving,
)


class Stopping(unittest.TestCase):
    def test_sigterm_lets_the_requests_under_way_finish(self):
        with serving() as server:
            token = server.token()
            tess = server.personas()["tess@amberg.example"]["id"]
            slow = {"latency": {"milliseconds": 700}}
            self.assertEqual(server.ask("PUT", "/lab/v1/faults", slow).status, 200)
            answers = []
            body = assignment(tess, built_in_roles()[0])
            client = threading.Thread(
                target=lambda: answers.append(server.ask("POST", ELIGIBILITIES, body, token))
            )
            client.start()
            idle = server.connect()
            idle.request("GET", "/lab/v1/clock")
            idle.getresponse().read()
            time.sleep(0.2)
            self.assertEqual(server.stop(), (0, ""))
            client.join()
            idle.close()
            self.assertEqual([answer.status for answer in answers], [201])
            self.assertEqual(answers[0].headers["Connection"], "close")
            with self.assertRaises(OSError):
                socket.create_connection((server.url.hostname, server.url.port), 1)


class Secure(Folder):
    def test_https_with_a_certificate_of_ones_own(self):
        certificate, key = own_certificate(self.folder)
        with serving("--tls-cert", certificate, "--tls-key", key) as server:
            self.assertEqual(server.url.scheme, "https")
            server.trusted = str(certificate)
            token = server.token()
            with contextlib.closing(server.connect()) as connection:
                for _ in range(3):
                    answer = server.ask("GET", ASSIGNMENTS, token=token, connection=connection)
                    self.assertEqual(answer.status, 200)
            # A refusal reaches a client that goes on sending.
            context = ssl.create_default_context(cafile=str(certificate))
            length = 8 * 1024 * 1024
            start = (f"POST {ASSIGNMENTS} HTTP/1.1\r\nHost: localhost\r\n"
                     f"Content-Length: {length}\r\n\r\n").encode()
            with socket.create_connection(("127.0.0.1", server.url.port), 30) as plain, \
                    context.wrap_socket(plain, server_hostname="localhost") as wire:
                wire.sendall(start)
                for _ in range(length // 65536):
                    wire.sendall(b" " * 65536)
                self.assertIn(b" 413 ", wire.recv(1000))
            self.assertEqual(server.stop(), (0, ""))
        wrong = self.folder / "wrong.pem"
        wrong.write_text("nothing")
        said = refused("--port", "0", "--data", ":memory:", "--tls-cert", str(wrong), "--tls-key",
                       str(key))[1]
        self.assertIn("cannot be used", said)


class Gate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("--allow-host", "lab.example")
        cls.addClassCleanup(cls.server.kill)

    def test_names_that_are_not_ours_are_refused(self):
        for host, status in (("evil.example", 403), ("lab.example", 200), ("localhost", 200)):
            answer = self.server.ask("GET", "/lab/v1/clock", Host=host)
            self.assertEqual(answer.status, status, host)
        self.assertEqual(self.server.ask("GET", "/", Host="evil.example").code, "Forbidden")
        self.assertIn(b" 403 ", self.server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))

    def test_pages_of_elsewhere_can_neither_read_nor_do_anything(self):
        evil = "https://evil.example"
        before = self.server.ask("GET", "/lab/v1/clock").json["speed"]
        answer = self.server.ask("PATCH", "/lab/v1/clock", {"speed": 60}, Origin=evil)
        self.assertEqual(answer.status, 403)
        self.assertIsNone(answer.headers["Access-Control-Allow-Origin"])
        self.assertEqual(self.server.ask("GET", "/lab/v1/clock").json["speed"], before)
        asked = {"Origin": evil, "Access-Control-Request-Method": "POST"}
        self.assertEqual(self.server.ask("OPTIONS", ASSIGNMENTS, **asked).status, 403)

    def test_pages_of_this_machine_may_call(self):
        origin = "http://localhost:5173"
        asked = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        answer = self.server.ask("OPTIONS", ASSIGNMENTS, **asked)
        self.assertEqual(answer.status, 204)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], origin)
        for token in (None, self.server.token()):
            answer = self.server.ask("GET", ASSIGNMENTS, token=token, Origin=origin)
            self.assertEqual(answer.headers["Access-Control-Allow-Origin"], origin)
            self.assertIn("request-id", answer.headers["Access-Control-Expose-Headers"])

    def test_an_address_for_everybody_needs_an_issuer(self):
        status, said = refused("--host", "0.0.0.0")
        self.assertEqual(status, 2)
        self.assertIn("--issuer", said)


class Page(Folder):
    def test_the_built_page_is_at_the_root(self):
        (self.folder / "site" / "fonts").mkdir(parents=True)
        (self.folder / "secret.txt").write_text("secret")
        site = self.folder / "site"
        (site / "index.html").write_text("<title>pimlab</title>")
        (site / "pimlab.0123456789.wasm").write_bytes(b"\0asm")
        (site / "pimlab.0123456789.wasm.br").write_bytes(b"packed")
        (site / "out").symlink_to(self.folder / "secret.txt")
        with serving("--site", site) as server:
            page = server.ask("GET", "/?x=1")
            self.assertEqual((page.status, page.body), (200, b"<title>pimlab</title>"))
            self.assertEqual(page.headers["Content-Type"], "text/html; charset=utf-8")
            tag = page.headers["ETag"]
            again = server.ask("GET", "/", If_None_Match=tag)
            self.assertEqual((again.status, again.body), (304, b""))
            (site / "index.html").write_text("<title>again</title>")
            changed = server.ask("GET", "/", If_None_Match=tag)
            self.assertEqual((changed.status, changed.body), (200, b"<title>again</title>"))
            self.assertNotEqual(changed.headers["ETag"], tag)
            (site / "index.html").write_text("<title>pimlab</title>")
            program = server.ask("GET", "/pimlab.0123456789.wasm", Accept_Encoding="gzip, br")
            self.assertEqual(program.headers["Content-Encoding"], "br")
            self.assertIn("immutable", program.headers["Cache-Control"])
            plain = server.ask("GET", "/pimlab.0123456789.wasm", Accept_Encoding="br;q=0")
            self.assertEqual(plain.body, b"\0asm")
            head = server.ask("HEAD", "/")
            self.assertEqual((head.body, head.headers["Content-Length"]), (b"", "21"))
            for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/out", "/fonts", "/nothing",
                         "/%00", "//etc/passwd", "/pimlab.0123456789.wasm.br"):
                self.assertEqual(server.ask("GET", path).status, 404, path)
            self.assertEqual(server.ask("POST", "/").status, 405)


if __name__ == "__main__":
    unittest.main(verbosity=2)
