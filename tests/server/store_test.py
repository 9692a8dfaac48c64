#!/usr/bin/env python3
"""What a `pimlab serve` keeps: over a stop, a kill, a full disk, a reset and another tenant."""

import resource
import signal
import time
import unittest

from running import ELIGIBILITIES, Folder, assignment, built_in_roles, refused, serving, verify


class Store(Folder):
    def test_what_was_done_is_there_after_a_stop_and_a_kill(self):
        data = self.folder / "data"
        made = []
        for end in ("stop", "kill"):
            with serving(data=data) as server:
                token = server.token()
                tess = server.personas()["tess@amberg.example"]["id"]
                role = built_in_roles()[len(made)]
                answer = server.ask("POST", ELIGIBILITIES, assignment(tess, role), token)
                self.assertEqual(answer.status, 201, answer.body)
                made.append(answer.json["id"])
                for known in made:
                    shown = server.ask("GET", f"{ELIGIBILITIES}/{known}", token=token)
                    self.assertEqual(shown.json["id"], known)
                if end == "kill":
                    server.kill()
                else:
                    self.assertEqual(server.stop(), (0, ""))
                    status, said = verify(data)
                    self.assertEqual(status, 0, said)
                    self.assertIn("noted at the last orderly stop", said)
        with serving(data=data) as server:
            token = server.token()
            for known in made:
                shown = server.ask("GET", f"{ELIGIBILITIES}/{known}", token=token)
                self.assertEqual(shown.status, 200, shown.body)

    def test_two_servers_do_not_share_a_store(self):
        with serving(data=self.folder):
            status, said = refused("--port", "0", "--data", str(self.folder))
            self.assertEqual(status, 1)
            self.assertIn("in use by another pimlab", said)

    def test_verify_finds_what_somebody_changed(self):
        with serving(data=self.folder) as server:
            self.assertEqual(server.stop(), (0, ""))
        path = self.folder / "pimlab.db"
        content = path.read_bytes()
        place = content.index(b"userPrincipalName")
        path.write_bytes(content[:place] + b"X" + content[place + 1:])
        status, said = verify(self.folder)
        self.assertEqual(status, 1, said)
        self.assertIn("WRONG", said)
        self.assertEqual(verify(self.folder / "nothing")[0], 1)

    def test_the_clock_stands_where_it_stood_and_goes_forward_only(self):
        with serving("--clock", "2030-01-01T00:00:00Z", data=self.folder) as server:
            server.ask("PATCH", "/lab/v1/clock", {"speed": 0})
            server.stop()
        with serving(data=self.folder) as server:
            self.assertEqual(server.ask("GET", "/lab/v1/clock").json["now"][:10], "2030-01-01")
            server.stop()
        with serving("--clock", "2030-02-01T00:00:00Z", data=self.folder) as server:
            self.assertEqual(server.ask("GET", "/lab/v1/clock").json["now"][:10], "2030-02-01")
            server.stop()
        status, said = refused("--port", "0", "--data", str(self.folder), "--clock",
                               "2029-01-01T00:00:00Z")
        self.assertEqual(status, 1)
        self.assertIn("time never goes back", said)

    def test_after_a_failed_commit_it_saves_again(self):
        def outlive_full_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        with serving(data=self.folder, before=outlive_full_files) as server:
            token = server.token()
            tess = server.personas()["tess@amberg.example"]["id"]
            roles = iter(built_in_roles())

            def assign():
                return server.ask("POST", ELIGIBILITIES, assignment(tess, next(roles)), token)
            self.assertEqual(assign().status, 201)
            process = server.process.pid
            most = resource.prlimit(process, resource.RLIMIT_FSIZE)
            resource.prlimit(process, resource.RLIMIT_FSIZE, (1, most[1]))
            for _ in range(2):
                answer = assign()
                self.assertEqual((answer.status, answer.code), (503, "ServiceUnavailable"))
            self.assertEqual(server.ask("GET", ELIGIBILITIES, token=token).status, 200)
            resource.prlimit(process, resource.RLIMIT_FSIZE, most)
            until = time.monotonic() + 30
            while (answer := assign()).status == 503 and time.monotonic() < until:
                time.sleep(0.5)
            self.assertEqual(answer.status, 201, answer.body)
            made = answer.json["id"]
            server.kill()
        with serving(data=self.folder) as server:
            shown = server.ask("GET", f"{ELIGIBILITIES}/{made}", token=server.token())
            self.assertEqual(shown.status, 200)

    def test_a_reset_takes_samples_and_reads_no_file(self):
        scenario = self.folder / "own.txt"
        scenario.write_text('tenant "Own"\nuser zoe "Zoe Quill"\n')
        with serving("--tenant", scenario) as server:
            for name in (str(scenario), "/etc/passwd", "/dev/stdin"):
                answer = server.ask("POST", "/lab/v1/reset", {"tenant": name})
                self.assertEqual(answer.status, 400)
                self.assertIn("there is no sample", answer.json["error"]["message"])
            self.assertEqual(server.ask("POST", "/lab/v1/reset", {"tenant": "start"}).status, 204)
            self.assertNotIn("zoe@amberg.example", server.personas())
            self.assertEqual(server.ask("POST", "/lab/v1/reset").status, 204)
            self.assertIn("zoe@amberg.example", server.personas())

    def test_a_store_begins_with_a_scenario_or_an_export(self):
        scenario = self.folder / "own.txt"
        scenario.write_text('tenant "Own"\nuser zoe "Zoe Quill"\n')
        with serving("--tenant", scenario) as server:
            self.assertIn("zoe@amberg.example", server.personas())
            export = server.ask("GET", "/lab/v1/tenant").body
        (self.folder / "own.json").write_bytes(export)
        with serving("--tenant", self.folder / "own.json") as server:
            self.assertIn("zoe@amberg.example", server.personas())
        self.assertIn("neither a sample nor a file",
                      refused("--port", "0", "--data", ":memory:", "--tenant", "nobody")[1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
