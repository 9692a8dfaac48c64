#!/usr/bin/env python3
"""`pimlab serve` over real sockets: calls, tokens, the store, the lab API, the gate and the page."""

import base64
import contextlib
import http.server
import json
import resource
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from running import (
    ASSIGNMENTS, ELIGIBILITIES, PROGRAM, Server, assignment, built_in_roles, serving, verify,
)


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


class Tokens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.kill)

    def test_a_call_needs_a_token_that_has_not_expired(self):
        for token in (None, "nonsense", self.server.token(expiresIn=-3600)):
            answer = self.server.ask("GET", ASSIGNMENTS, token=token)
            self.assertEqual((answer.status, answer.code), (401, "InvalidAuthenticationToken"))
        self.assertEqual(
            self.server.ask("GET", ASSIGNMENTS, token=self.server.token()).status, 200
        )

    def test_the_token_says_who_asks(self):
        gia, gus = (self.server.token(name) for name in ("gia@amberg.example",
                                                         "gus@partner.example"))
        self.assertEqual(self.server.ask("GET", ASSIGNMENTS, token=gia).status, 200)
        self.assertEqual(self.server.ask("GET", ASSIGNMENTS, token=gus).status, 403)

    def test_a_token_names_somebody_of_the_tenant(self):
        answer = self.server.ask("POST", "/lab/v1/tokens", {"userPrincipalName": "no@where"})
        self.assertEqual(answer.status, 404)
        claims = base64.urlsafe_b64encode(b'{"upn":"no@where","exp":4000000000}').decode().strip("=")
        for path in (ASSIGNMENTS, "/lab/v1/clock"):
            answer = self.server.ask("GET", path, token=f"e30.{claims}.")
            self.assertEqual(answer.status, 401)
            self.assertIn("'no@where'", answer.json["error"]["message"])


class Issuer(Folder):
    """A server that trusts an issuer of its own, with a key made here."""

    def openssl(self, *words, content=None):
        done = subprocess.run(["openssl", *words], input=content, capture_output=True, check=True)
        return done.stdout

    def signed(self, key, claims, algorithm="RS256"):
        """A token signed by the key."""
        def packed(content):
            return base64.urlsafe_b64encode(content).rstrip(b"=")
        header = json.dumps({"alg": algorithm, "kid": "one", "typ": "JWT"}).encode()
        text = packed(header) + b"." + packed(json.dumps(claims).encode())
        signature = self.openssl("dgst", "-sha256", "-sign", key, content=text)
        return (text + b"." + packed(signature)).decode()

    def signed_on_curve(self, key, claims, algorithm="ES256"):
        """The same by a P-256 key, whose signature is two numbers side by side."""
        text, _, der = self.signed(key, claims, algorithm).rpartition(".")
        rest = base64.urlsafe_b64decode(der + "==")[2:]
        numbers = []
        for _ in range(2):
            numbers.append(rest[2:2 + rest[1]].lstrip(b"\0").rjust(32, b"\0"))
            rest = rest[2 + rest[1]:]
        return text + "." + base64.urlsafe_b64encode(b"".join(numbers)).decode().rstrip("=")

    def setUp(self):
        super().setUp()
        self.key, self.other = str(self.folder / "key.pem"), str(self.folder / "other.pem")
        for key in (self.key, self.other):
            self.openssl("genrsa", "-out", key, "2048")
        modulus = self.openssl("rsa", "-in", self.key, "-noout", "-modulus").decode()
        number = bytes.fromhex(modulus.strip().partition("=")[2])
        self.keys = {"keys": [{
            "kty": "RSA", "use": "sig", "kid": "one", "e": "AQAB",
            "n": base64.urlsafe_b64encode(number).decode().rstrip("="),
        }]}
        self.asked = []
        test = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802  (the name is http.server's)
                test.asked.append(self.path)
                test.assertEqual(self.headers["Host"], test.issuer.partition("//")[2])
                content = {"issuer": test.named, "jwks_uri": test.issuer + "/keys"}
                if self.path == "/keys":
                    content = test.keys
                body = json.dumps(content).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        keys = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = self.named = f"http://127.0.0.1:{keys.server_port}"
        threading.Thread(target=keys.serve_forever, daemon=True).start()
        self.addCleanup(keys.server_close)
        self.addCleanup(keys.shutdown)

    def claims(self, **more):
        return {"iss": self.issuer, "aud": "lab", "upn": "gia@amberg.example",
                "exp": int(time.time()) + 600, **more}

    def test_only_signed_tokens_of_the_issuer_count(self):
        with serving("--issuer", self.issuer, "--audience", "lab") as server:
            def status(token):
                return server.ask("GET", ASSIGNMENTS, token=token).status
            self.assertEqual(status(self.signed(self.key, self.claims())), 200)
            self.assertEqual(status(self.signed(self.key, self.claims(aud=["a", "lab"]))), 200)
            asked = len(self.asked)
            self.assertEqual(asked, 2)
            good = self.signed(self.key, self.claims())
            claims = base64.urlsafe_b64encode(
                json.dumps(self.claims(upn="ann@amberg.example")).encode()).decode().rstrip("=")
            for bad in (
                self.signed(self.other, self.claims()),
                self.signed(self.key, self.claims(iss="http://other.example")),
                self.signed(self.key, self.claims(aud="other")),
                self.signed(self.key, self.claims(exp=1_000_000_000)),
                self.signed(self.key, self.claims(), algorithm="HS256"),
                self.signed(self.key, self.claims(), algorithm="none"),
                f"{good.split('.')[0]}.{claims}.{good.split('.')[2]}",
                good[:-4] + "AAAA",
                good.rsplit(".", 1)[0] + ".",
            ):
                self.assertEqual(status(bad), 401)
            # Keys are kept, and not asked for again with every token that is not theirs.
            self.assertLessEqual(len(self.asked), asked + 2)

    def test_a_key_on_a_curve_verifies_its_own_algorithm(self):
        curve, other = str(self.folder / "curve.pem"), str(self.folder / "other-curve.pem")
        for key in (curve, other):
            self.openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key)
        point = self.openssl("ec", "-in", curve, "-pubout", "-outform", "DER")[-64:]
        x, y = (base64.urlsafe_b64encode(half).decode().rstrip("=")
                for half in (point[:32], point[32:]))
        self.keys["keys"][0]["kid"] = "rsa"
        self.keys["keys"].append({"kty": "EC", "crv": "P-256", "use": "sig", "kid": "one",
                                  "x": x, "y": y})
        with serving("--issuer", self.issuer, "--audience", "lab") as server:
            def status(token):
                return server.ask("GET", ASSIGNMENTS, token=token).status
            good = self.signed_on_curve(curve, self.claims())
            self.assertEqual(status(good), 200)
            for bad in (
                self.signed_on_curve(other, self.claims()),
                self.signed_on_curve(curve, self.claims(), "ES384"),
                self.signed_on_curve(curve, self.claims(), "HS256"),
                self.signed_on_curve(curve, self.claims(), "none"),
                self.signed(curve, self.claims(), "RS256"),
                good[:-8] + "AAAAAAAA",
            ):
                self.assertEqual(status(bad), 401)

    def test_keys_of_another_issuer_do_not_count(self):
        self.named = "http://other.example"
        with serving("--issuer", self.issuer) as server:
            answer = server.ask("GET", ASSIGNMENTS, token=self.signed(self.key, self.claims()))
            self.assertEqual(answer.status, 503)
            self.assertIn("http://other.example", answer.json["error"]["message"])

    def test_no_body_is_read_without_a_token(self):
        with serving("--issuer", self.issuer) as server:
            def answer(*fields):
                lines = ("PUT /lab/v1/tenant HTTP/1.1", "Host: localhost",
                         "Content-Length: 60000000", "Expect: 100-continue", *fields, "", "")
                address = (server.url.hostname, server.url.port)
                with socket.create_connection(address, 30) as wire:
                    wire.sendall("\r\n".join(lines).encode())
                    return wire.recv(1000).split(b" ")[1]
            self.assertEqual(answer(), b"401")
            self.assertEqual(answer("Authorization: Bearer nonsense"), b"401")
            late = self.signed(self.key, self.claims(exp=1_000_000_000))
            self.assertEqual(answer(f"Authorization: Bearer {late}"), b"401")
            good = self.signed(self.key, self.claims())
            self.assertEqual(answer(f"Authorization: Bearer {good}"), b"100")

    def test_the_lab_api_needs_its_permission(self):
        with serving("--issuer", self.issuer) as server:
            def status(**claims):
                token = self.signed(self.key, self.claims(**claims))
                return server.ask("GET", "/lab/v1/clock", token=token).status
            self.assertEqual(server.ask("GET", "/lab/v1/clock").status, 401)
            self.assertEqual(status(), 403)
            self.assertEqual(status(scp="User.Read"), 403)
            self.assertEqual(status(scp="User.Read Sandbox.ReadWrite"), 200)
            self.assertEqual(status(roles=["Sandbox.ReadWrite"]), 200)
            token = self.signed(self.key, self.claims(roles=["Sandbox.ReadWrite"]))
            body = {"userPrincipalName": "gia@amberg.example"}
            answer = server.ask("POST", "/lab/v1/tokens", body, token)
            self.assertEqual(answer.status, 400)

    def test_without_the_issuers_keys_nobody_is_let_in(self):
        with serving("--issuer", "http://127.0.0.1:9") as server:
            token = self.signed(self.key, self.claims(iss="http://127.0.0.1:9"))
            self.assertEqual(server.ask("GET", ASSIGNMENTS, token=token).status, 503)


class Secure(Folder):
    def test_https_with_a_certificate_of_ones_own(self):
        certificate, key = self.folder / "cert.pem", self.folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key),
             "-out", str(certificate)],
            check=True, capture_output=True,
        )
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
