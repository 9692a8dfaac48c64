#!/usr/bin/env python3
"""Goal: the journal as a stream tells each change of anybody within a second of its answer, in order
and without gaps, can be taken up again, ends where it must, and lets nobody slow it down.

Method: `pimlab serve` over real sockets, plain and TLS; readers that read, and one that does not.
"""

import contextlib
import json
import re
import socket
import tempfile
import threading
import time
import unittest

from running import ELIGIBILITIES, ROOT, assignment, built_in_roles, own_certificate, serving

JOURNAL = "/lab/v1/journal"
NAMES = (ROOT / "src/api/journal_stream.hpp").read_text(encoding="utf-8")
SOON = 1.0


def named(name):
    """A number of journal_stream.hpp."""
    text = re.search(rf"\b{name}(?: = |\{{)([^;]+);", NAMES).group(1)
    product = 1
    for number in re.findall(r"(?<![a-z_])\d+", text):
        product *= int(number)
    return product


class Reader:
    """One that follows the journal."""

    def __init__(self, server, start=None, **fields):
        self.connection = server.connect()
        path = f"{JOURNAL}?follow=true" + ("" if start is None else f"&from={start}")
        self.connection.request(
            "GET", path, headers={name: value for name, value in fields.items()}
        )
        self.answer = self.connection.getresponse()
        self.last = None if start is None else start - 1

    def line(self):
        """The next line; null at the end."""
        text = self.answer.readline()
        return json.loads(text) if text else None

    def event(self):
        """The next event, which must follow on the one before."""
        while line := self.line():
            if "event" not in line:
                continue
            event = line["event"]
            if self.last is not None and event["sequence"] != self.last + 1:
                raise AssertionError(f"{event['sequence']} came behind {self.last}")
            self.last = event["sequence"]
            return event
        raise AssertionError("the stream has ended")

    def until(self, sequence):
        """All events up to one."""
        events = []
        while self.last < sequence:
            events.append(self.event())
        return events

    def rest(self):
        """What comes until the end."""
        lines = []
        while line := self.line():
            lines.append(line)
        return lines

    def close(self):
        self.answer.close()
        self.connection.close()


class Following(unittest.TestCase):
    """A server of its own for each case."""

    def start(self, server):
        self.server = server
        self.token = self.server.token()
        self.roles = iter(built_in_roles())
        self.tess = self.server.personas()["tess@amberg.example"]["id"]

    def follow(self, start=None, **fields):
        reader = Reader(self.server, self.next() if start is None else start, **fields)
        self.addCleanup(reader.close)
        self.assertEqual(reader.answer.status, 200)
        return reader

    def next(self):
        """The sequence of the next event."""
        return self.server.ask("GET", JOURNAL).json["last"] + 1

    def change(self, connection=None):
        answer = self.server.ask(
            "POST", ELIGIBILITIES, assignment(self.tess, next(self.roles)), self.token, connection
        )
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json["id"]

    def describe(self, times):
        """Batches of changes with long texts."""
        unit = self.server.ask("POST", "/v1.0/directory/administrativeUnits",
                               {"displayName": "North"}, self.token).json["id"]
        with contextlib.closing(self.server.connect()) as connection:
            for batch in range(times):
                parts = [
                    {"id": str(n), "method": "PATCH", "url": f"/directory/administrativeUnits/{unit}",
                     "headers": {"Content-Type": "application/json"},
                     "body": {"description": f"{batch} {n} " + 1000 * "x"}}
                    for n in range(20)
                ]
                answer = self.server.ask("POST", "/v1.0/$batch", {"requests": parts}, self.token,
                                         connection)
                self.assertEqual({part["status"] for part in answer.json["responses"]}, {204})


class Either:
    """What holds over plain HTTP and over TLS."""

    def test_a_change_of_another_is_told_within_a_second_of_its_answer(self):
        readers = [self.follow(), self.follow()]
        for reader in readers:
            self.assertEqual(set(reader.line()["clock"]), {"now", "speed"})
            self.assertEqual(reader.answer.headers["Content-Type"], "application/x-ndjson")
        slowest = 0
        for _ in range(20):
            made = self.change()
            answered = time.monotonic()
            for reader in readers:
                event = reader.event()
                while event["type"] != "requestMade" or event["body"]["request"]["id"] != made:
                    event = reader.event()
                slowest = max(slowest, time.monotonic() - answered)
        self.assertLess(slowest, SOON)

    def test_many_at_once_come_in_order_and_the_same_to_each(self):
        first = self.next()
        readers = [self.follow(first), self.follow(first)]

        def work(roles):
            with contextlib.closing(self.server.connect()) as connection:
                for role in roles:
                    answer = self.server.ask("POST", ELIGIBILITIES, assignment(self.tess, role),
                                             self.token, connection)
                    self.assertEqual(answer.status, 201)

        roles = list(self.roles)[:40]
        workers = [threading.Thread(target=work, args=(roles[n::4],)) for n in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        last = self.next() - 1
        told = [reader.until(last) for reader in readers]
        self.assertEqual(told[0], told[1])
        self.assertEqual(told[0], self.server.ask("GET", f"{JOURNAL}?from={first}").json["value"])
        made = [event for event in told[0] if event["type"] == "requestMade"]
        self.assertEqual(len(made), 40)

    def test_it_is_taken_up_again_where_it_was_left(self):
        reader = self.follow()
        self.change()
        reader.event()
        reader.close()
        self.change()
        self.change()
        last = self.next() - 1
        again = Reader(self.server, reader.last + 1)
        self.addCleanup(again.close)
        self.assertIn("clock", again.line())
        self.assertEqual([event["sequence"] for event in again.until(last)],
                         list(range(reader.last + 1, last + 1)))

    def test_what_is_no_longer_kept_or_never_was_is_gone(self):
        for start in (0, self.next() + 1):
            answer = self.server.ask("GET", f"{JOURNAL}?follow=true&from={start}")
            self.assertEqual((answer.status, answer.code), (410, "BadRequest"))
            self.assertIn("export", answer.json["error"]["message"])

    def test_an_export_says_where_to_go_on(self):
        text = self.server.ask("GET", "/lab/v1/tenant").body.decode()
        sequence = self.next() - 1
        self.assertIn(f'"sequence":{sequence}', text)
        reader = self.follow(sequence + 1)
        self.change()
        self.assertEqual(reader.event()["sequence"], sequence + 1)

    def test_another_tenant_ends_it(self):
        exported = self.server.ask("GET", "/lab/v1/tenant").body
        self.server.ask("POST", "/lab/v1/checkpoints", {"name": "before"})
        for method, path, body in (("PUT", "/lab/v1/tenant", exported),
                                   ("POST", "/lab/v1/checkpoints/before/restore", None),
                                   ("POST", "/lab/v1/reset", None)):
            with self.subTest(path):
                reader = self.follow()
                self.assertEqual(self.server.ask(method, path, body).status, 204)
                lines = reader.rest()
                self.assertEqual(lines[-1], {"replaced": True})
                self.assertEqual([line for line in lines if "event" in line], [])

    def test_a_stop_ends_it(self):
        readers = [self.follow(), self.follow()]
        began = time.monotonic()
        self.assertEqual(self.server.stop(), (0, ""))
        self.assertLess(time.monotonic() - began, 5)
        for reader in readers:
            self.assertTrue(all("clock" in line for line in reader.rest()))


class Plain(Either, Following):
    """Over plain HTTP, and what is seen at the bare socket."""

    def setUp(self):
        self.start(self.enterContext(serving()))

    def idler(self):
        """A socket that has asked to follow and reads no more."""
        wire = socket.socket()
        self.addCleanup(wire.close)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.connect((self.server.url.hostname, self.server.url.port))
        wire.settimeout(10)
        wire.sendall(f"GET {JOURNAL}?follow=true HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        self.assertTrue(wire.recv(12).startswith(b"HTTP/1.1 200"))
        return wire

    def test_the_clock_is_told_when_it_is_set_and_every_ten_seconds(self):
        self.server.ask("PATCH", "/lab/v1/clock", {"speed": 0})
        reader = self.follow()
        self.assertEqual(reader.line()["clock"]["speed"], 0)
        self.server.ask("PATCH", "/lab/v1/clock", {"speed": 60})
        self.assertEqual(reader.line()["clock"]["speed"], 60)
        now = self.server.ask("PATCH", "/lab/v1/clock", {"advance": "P8D", "speed": 0}).json["now"]
        lines = [reader.line()]
        while "clock" not in lines[-1]:
            lines.append(reader.line())
        self.assertGreater(len(lines), 1)
        self.assertEqual(lines[-1]["clock"], {"now": now, "speed": 0})
        began = time.monotonic()
        self.assertEqual(reader.line(), {"clock": {"now": now, "speed": 0}})
        self.assertLess(time.monotonic() - began, named("journal_heartbeat") + 1)

    def test_whoever_does_not_read_is_cut_off_and_holds_up_nobody(self):
        quick = self.follow()
        wire = self.idler()
        done = threading.Event()

        def read():
            while not done.is_set():
                quick.event()

        reading = threading.Thread(target=read)
        reading.start()
        began = time.monotonic()
        # Each is told with some 1,200 bytes, of which the systems' buffers take a few.
        self.describe(2 * named("stream_waiting_bytes_max") // 20_000)
        done.set()
        self.change()
        reading.join(10)
        self.assertFalse(reading.is_alive())
        taken = b""
        with contextlib.suppress(ConnectionResetError):
            while part := wire.recv(65536):
                taken += part
        # Sooner than a part that is not taken would be given up.
        self.assertLess(time.monotonic() - began, 25)
        self.assertFalse(taken.endswith(b"0\r\n\r\n"))
        self.assertLess(len(taken), named("stream_waiting_bytes_max"))

    def test_a_stop_does_not_wait_for_whoever_does_not_read(self):
        self.idler()
        self.describe(25)
        began = time.monotonic()
        self.assertEqual(self.server.stop(), (0, ""))
        self.assertLess(time.monotonic() - began, 6)

    def test_no_more_readers_than_there_may_be(self):
        readers = [self.follow() for _ in range(named("journal_streams_max"))]
        refused = self.server.ask("GET", f"{JOURNAL}?follow=true")
        self.assertEqual((refused.status, refused.code), (503, "ServiceUnavailable"))
        readers[0].close()
        end = time.monotonic() + 10
        while time.monotonic() < end:
            reader = Reader(self.server, self.next())
            self.addCleanup(reader.close)
            if reader.answer.status == 200:
                break
            time.sleep(0.05)
        self.assertEqual(reader.answer.status, 200)

    def test_pages_and_hosts_are_let_in_as_everywhere(self):
        origin = "http://localhost:9999"
        reader = self.follow(Origin=origin)
        self.assertEqual(reader.answer.headers["Access-Control-Allow-Origin"], origin)
        for fields in ({"Origin": "https://elsewhere.example"}, {"Host": "elsewhere.example"}):
            answer = self.server.ask("GET", f"{JOURNAL}?follow=true", **fields)
            self.assertEqual(answer.status, 403)

    def test_a_client_of_http_1_0_gets_lines_alone(self):
        with socket.create_connection(("127.0.0.1", self.server.url.port), 10) as wire:
            wire.sendall(f"GET {JOURNAL}?follow=true HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            text = b""
            while b"\n{" not in text or not text.endswith(b"}\n"):
                text += wire.recv(4096)
        head, _, body = text.partition(b"\r\n\r\n")
        self.assertNotIn(b"Transfer-Encoding", head)
        self.assertIn("clock", json.loads(body))


class Secure(Either, Following):
    """The same over TLS."""

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        certificate, key = own_certificate(folder)
        server = self.enterContext(serving("--tls-cert", certificate, "--tls-key", key))
        server.trusted = str(certificate)
        self.start(server)


if __name__ == "__main__":
    unittest.main()
