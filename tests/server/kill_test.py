#!/usr/bin/env python3
"""Every 201 is in the store after kill -9, at whatever instant it comes.

A server is asked for distinct assignments by several clients at once and killed in the midst of it,
some dozen times over the same folder; each time the next one must know every request that was
confirmed, and `pimlab verify` must find the journal whole.
"""

import contextlib
import http.client
import random
import tempfile
import threading
import time
import unittest
from pathlib import Path

from running import ELIGIBILITIES, Server, assignment, built_in_roles, verify

KILLS = 36
CLIENTS = 4
USERS = 40
KILL_AFTER_SECONDS = (0.02, 0.4)
READ_BACK = 25  # of the confirmed requests of one life, in the next one


class Kill(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"
        self.random = random.Random(20261122)

    def client(self, server, token, bodies, confirmed):
        """Posts until the server is gone."""
        with contextlib.closing(server.connect()) as connection:
            while bodies:
                with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                    answer = server.ask("POST", ELIGIBILITIES, bodies.pop(), token, connection)
                    if answer.status == 201:
                        confirmed.append(answer.json["id"])
                        continue
                    self.odd.append(answer.body)
                if server.process.poll() is not None or self.dying.is_set():
                    return

    def life(self, bodies, expected):
        """One life of the server: what was confirmed before must be there; more is confirmed."""
        server = Server(data=self.data)
        try:
            token = server.token()
            with contextlib.closing(server.connect()) as connection:
                for known in self.random.sample(expected, min(READ_BACK, len(expected))):
                    path = f"{ELIGIBILITIES}/{known}"
                    answer = server.ask("GET", path, token=token, connection=connection)
                    self.assertEqual(answer.status, 200, answer.body)
            confirmed = []
            self.dying = threading.Event()
            clients = [
                threading.Thread(target=self.client, args=(server, token, bodies, confirmed))
                for _ in range(CLIENTS)
            ]
            for client in clients:
                client.start()
            time.sleep(self.random.uniform(*KILL_AFTER_SECONDS))
            self.dying.set()
            server.kill()
            for client in clients:
                client.join()
            return confirmed
        finally:
            server.kill()

    def test_what_was_confirmed_is_there(self):
        self.odd = []
        self.dying = threading.Event()
        server = Server(data=self.data)
        people = "".join(f'user kill{n} "Kill {n}"\n' for n in range(USERS))
        self.assertTrue(server.ask("POST", "/lab/v1/scenarios", people).json["passed"])
        ids = [row["id"] for name, row in server.personas().items() if name.startswith("kill")]
        server.kill()
        self.assertEqual(len(ids), USERS)
        bodies = [assignment(person, role) for person in ids for role in built_in_roles()]
        self.random.shuffle(bodies)
        confirmed, last = [], []
        for _ in range(KILLS):
            last = self.life(bodies, last)
            confirmed += last
        self.assertEqual(self.odd, [])
        self.assertGreater(len(confirmed), KILLS)
        status, said = verify(self.data)
        self.assertEqual(status, 0, said)
        server = Server(data=self.data)
        token = server.token()
        with contextlib.closing(server.connect()) as connection:
            for known in confirmed:
                path = f"{ELIGIBILITIES}/{known}"
                answer = server.ask("GET", path, token=token, connection=connection)
                self.assertEqual(answer.status, 200, answer.body)
        server.kill()
        print(f"{KILLS} kills, {len(confirmed)} confirmed requests, all of them there; {said}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
