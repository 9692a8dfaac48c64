#!/usr/bin/env python3
"""Goal: whoever loses the line after sending sends again, and exactly one request exists.

Method: a real server; the connection is cut before its answer is read, then the same bytes come again.
"""

import json
import socket
import time
import unittest
import uuid

from running import ELIGIBILITIES, assignment, built_in_roles, serving


def wire_text(server, token, client_id, body):
    """A POST of a request as it goes over the wire."""
    content = json.dumps(body).encode()
    head = (
        f"POST {ELIGIBILITIES} HTTP/1.1\r\nHost: localhost:{server.url.port}\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        f"client-request-id: {client_id}\r\nContent-Length: {len(content)}\r\n"
    )
    return head.encode(), content


class Repeated(unittest.TestCase):
    """One server; each case assigns a role of its own."""

    def setUp(self):
        self.server = self.enterContext(serving())
        self.token = self.server.token()
        self.person = self.server.personas()["tess@amberg.example"]["id"]
        self.body = assignment(self.person, built_in_roles()[7])

    def made(self):
        """The requests of this person and role."""
        answer = self.server.ask(
            "GET",
            f"{ELIGIBILITIES}?$filter=principalId%20eq%20'{self.person}'%20and%20"
            f"roleDefinitionId%20eq%20'{self.body['roleDefinitionId']}'",
            token=self.token,
        )
        return answer.json["value"]

    def test_a_lost_answer_is_given_again(self):
        client_id = str(uuid.uuid4())
        head, content = wire_text(self.server, self.token, client_id, self.body)
        with socket.create_connection(("127.0.0.1", self.server.url.port)) as wire:
            wire.sendall(head + b"\r\n" + content)
        end = time.monotonic() + 10
        while not self.made() and time.monotonic() < end:
            time.sleep(0.01)
        self.assertEqual(len(self.made()), 1)
        head += b"Connection: close\r\n"
        first = self.server.raw(head + b"\r\n" + content)
        again = self.server.raw(head + b"\r\n" + content)
        self.assertTrue(first.startswith(b"HTTP/1.1 201 "), first)
        self.assertTrue(again.startswith(b"HTTP/1.1 201 "), again)
        self.assertEqual(first.partition(b"\r\n\r\n")[2], again.partition(b"\r\n\r\n")[2])
        self.assertEqual([row["id"] for row in self.made()],
                         [json.loads(again.partition(b"\r\n\r\n")[2])["id"]])

    def test_another_id_is_another_request(self):
        for status in (201, 400):
            answer = self.server.ask("POST", ELIGIBILITIES, self.body, self.token,
                                     client_request_id=str(uuid.uuid4()))
            self.assertEqual(answer.status, status)
        self.assertEqual(len(self.made()), 1)


if __name__ == "__main__":
    unittest.main()
