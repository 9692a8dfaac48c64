#!/usr/bin/env python3
"""What `pimlab serve` refuses by its limits (src/server/limits.hpp), over real sockets."""

import contextlib
import json
import re
import resource
import socket
import tempfile
import threading
import time
import unittest
from pathlib import Path

from running import ASSIGNMENTS, Server

LIMITS = (Path(__file__).resolve().parents[2] / "src/server/limits.hpp").read_text()


def limit(name):
    """A number of limits.hpp."""
    text = re.search(rf"\b{name}(?: = |\{{)([0-9* ]+)", LIMITS).group(1)
    product = 1
    for factor in text.split("*"):
        product *= int(factor)
    return product


class Limits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        (Path(folder.name) / "index.html").write_text("<title>pimlab</title>")
        cls.server = Server("--site", folder.name)
        cls.addClassCleanup(cls.server.kill)
        cls.bearer = cls.server.token()

    def head(self, *lines):
        text = "\r\n".join((*lines, "Host: localhost", f"Authorization: Bearer {self.bearer}"))
        return text.encode() + b"\r\n"

    def check(self, answer, status, code):
        head, _, body = answer.partition(b"\r\n\r\n")
        self.assertIn(f" {status} ".encode(), head.split(b"\r\n")[0])
        error = json.loads(body)["error"]
        self.assertEqual(error["code"], code)
        self.assertIn("request-id", error["innerError"])
        self.assertIn(b"Connection: close", head)

    def test_header_fields_that_are_too_long(self):
        field = "X-Long: " + "x" * limit("header_bytes_max")
        answer = self.server.raw(self.head("GET / HTTP/1.1", field) + b"\r\n")
        self.check(answer, 431, "RequestHeaderFieldsTooLarge")

    def test_a_body_that_is_too_long_is_refused_before_it_is_sent(self):
        start = self.head(f"POST {ASSIGNMENTS} HTTP/1.1", "Content-Length: 1048577",
                          "Expect: 100-continue")
        self.check(self.server.raw(start + b"\r\n"), 413, "RequestEntityTooLarge")

    def test_a_chunked_body_that_is_too_long(self):
        start = self.head(f"POST {ASSIGNMENTS} HTTP/1.1", "Transfer-Encoding: chunked")
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        self.check(self.server.raw(start + b"\r\n" + chunk * 2), 413, "RequestEntityTooLarge")

    def test_a_body_that_is_waited_for(self):
        start = self.head(f"POST {ASSIGNMENTS} HTTP/1.1", "Content-Length: 2",
                          "Expect: 100-continue", "Connection: close")
        address = (self.server.url.hostname, self.server.url.port)
        with socket.create_connection(address, 30) as wire:
            wire.sendall(start + b"\r\n")
            self.assertTrue(wire.recv(1000).startswith(b"HTTP/1.1 100 "))
            wire.sendall(b"{}")
            self.assertIn(b" 400 ", wire.recv(1000))

    def test_nesting_that_is_too_deep(self):
        body = "[" * 200_000
        answer = self.server.ask("POST", ASSIGNMENTS, body, self.bearer,
                                 Content_Type="application/json")
        self.assertEqual((answer.status, answer.code), (400, "BadRequest"))
        self.assertIn("nested", answer.json["error"]["message"])

    def test_what_is_no_http(self):
        self.check(self.server.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n"), 400,
                   "BadRequest")

    def test_a_request_that_never_ends(self):
        started = time.monotonic()
        answers = []
        clients = [
            threading.Thread(target=lambda sent=sent: answers.append(self.server.raw(sent)))
            for sent in (b"G", b"GET / HTTP/1.1\r\n", self.head("GET / HTTP/1.1"))
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual(len(answers), len(clients))
        for answer in answers:
            self.check(answer, 408, "RequestTimeout")
        self.assertGreater(time.monotonic() - started, limit("request_time_max") - 1)

    def test_an_address_without_a_path(self):
        for target in ("?x", "*", "%", "?"):
            lines = (f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", "", "")
            answer = self.server.raw("\r\n".join(lines).encode())
            self.assertIn(answer.split(b" ")[1], (b"404", b"400"), target)
        self.assertEqual(self.server.ask("GET", "/").status, 200)

    def test_only_imports_and_scenarios_may_be_long(self):
        for line in ("PUT /lab/v1/faults HTTP/1.1", "POST /lab/v1/tokens?x=/scenarios HTTP/1.1",
                     f"POST {ASSIGNMENTS}/scenarios HTTP/1.1", "PUT / HTTP/1.1"):
            start = self.head(line, "Content-Length: 1048577", "Expect: 100-continue")
            self.check(self.server.raw(start + b"\r\n"), 413, "RequestEntityTooLarge")

    def test_bodies_that_are_too_long_together(self):
        address = (self.server.url.hostname, self.server.url.port)
        length = 64 * 1024 * 1024
        start = self.head("PUT /lab/v1/tenant HTTP/1.1", f"Content-Length: {length}",
                          "Expect: 100-continue") + b"\r\n"
        with contextlib.ExitStack() as stack:
            for _ in range(limit("bodies_bytes_max") // length):
                wire = stack.enter_context(socket.create_connection(address, 30))
                wire.sendall(start)
                self.assertTrue(wire.recv(1000).startswith(b"HTTP/1.1 100 "))
            self.check(self.server.raw(start), 503, "ServiceUnavailable")
        with socket.create_connection(address, 30) as wire:
            time.sleep(0.5)
            wire.sendall(start)
            self.assertTrue(wire.recv(1000).startswith(b"HTTP/1.1 100 "))

    def test_connections_that_are_too_many(self):
        address = (self.server.url.hostname, self.server.url.port)
        files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))
        with contextlib.ExitStack() as stack:
            stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (files, most))
            for _ in range(limit("connections_max")):
                stack.enter_context(socket.create_connection(address, 30))
            time.sleep(0.2)
            self.check(self.server.raw(b""), 503, "ServiceUnavailable")
        self.assertEqual(self.server.ask("GET", "/lab/v1/clock").status, 200)

    def test_requests_may_follow_one_another_at_once(self):
        one = b"GET /lab/v1/clock HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = b"GET /lab/v1/clock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        answer = self.server.raw(one * 3 + last)
        self.assertEqual(answer.count(b"HTTP/1.1 200 OK"), 4)

    def test_an_old_client(self):
        answer = self.server.raw(b"GET /lab/v1/clock HTTP/1.0\r\nHost: localhost\r\n\r\n")
        self.assertIn(b"Connection: close", answer)


if __name__ == "__main__":
    unittest.main(verbosity=2)
