#!/usr/bin/env python3
"""Who may call a `pimlab serve`: the tokens of this machine, and those an issuer signed."""

import base64
import http.server
import json
import socket
import subprocess
import threading
import time
import unittest

from running import ASSIGNMENTS, Folder, Server, serving


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

    def signed(self, key, claims, algorithm="RS256", kind="JWT"):
        """A token signed by the key, with the hash that the algorithm's name ends with."""
        def packed(content):
            return base64.urlsafe_b64encode(content).rstrip(b"=")
        header = json.dumps({"alg": algorithm, "kid": "one", "typ": kind}).encode()
        text = packed(header) + b"." + packed(json.dumps(claims).encode())
        bits = algorithm[2:] if algorithm[2:] in ("384", "512") else "256"
        padding = ("-sigopt", "rsa_padding_mode:pss") if algorithm.startswith("PS") else ()
        signature = self.openssl("dgst", f"-sha{bits}", *padding, "-sign", key, content=text)
        return (text + b"." + packed(signature)).decode()

    def signed_on_curve(self, key, claims, algorithm="ES256", size=32):
        """The same by a key on a curve, whose signature is two numbers side by side."""
        text, _, der = self.signed(key, claims, algorithm).rpartition(".")
        der = base64.urlsafe_b64decode(der + "==")
        # A length of 128 and more stands in a byte of its own.
        rest = der[3:] if der[1] & 0x80 else der[2:]
        numbers = []
        for _ in range(2):
            numbers.append(rest[2:2 + rest[1]].lstrip(b"\0").rjust(size, b"\0"))
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

    def test_every_algorithm_that_is_said_to_be_verified_is(self):
        for curve, name, size in (("secp384r1", "P-384", 48), ("secp521r1", "P-521", 66)):
            key = str(self.folder / name)
            self.openssl("ecparam", "-name", curve, "-genkey", "-noout", "-out", key)
            point = self.openssl("ec", "-in", key, "-pubout", "-outform", "DER")[-2 * size:]
            x, y = (base64.urlsafe_b64encode(half).decode().rstrip("=")
                    for half in (point[:size], point[size:]))
            self.keys["keys"].append({"kty": "EC", "crv": name, "kid": "one", "x": x, "y": y})
        with serving("--issuer", self.issuer, "--audience", "lab") as server:
            def status(token):
                return server.ask("GET", ASSIGNMENTS, token=token).status
            for algorithm in ("RS256", "RS384", "RS512"):
                self.assertEqual(status(self.signed(self.key, self.claims(), algorithm)), 200)
                self.assertEqual(status(self.signed(self.other, self.claims(), algorithm)), 401)
            for algorithm, name, size in (("ES384", "P-384", 48), ("ES512", "P-521", 66)):
                key = str(self.folder / name)
                good = self.signed_on_curve(key, self.claims(), algorithm, size)
                self.assertEqual(status(good), 200, algorithm)
                self.assertEqual(status(good[:-8] + "AAAAAAAA"), 401)

    def test_what_the_library_cannot_verify_is_refused_and_said(self):
        with serving("--issuer", self.issuer, "--audience", "lab") as server:
            def told(*words):
                answer = server.ask("GET", ASSIGNMENTS,
                                    token=self.signed(self.key, self.claims(), *words))
                self.assertEqual((answer.status, answer.code), (401, "InvalidAuthenticationToken"))
                return answer.json["error"]["message"]
            for algorithm in ("PS256", "PS384", "PS512", "HS256", "EdDSA", "none"):
                self.assertEqual(
                    told(algorithm),
                    f"the token is signed with '{algorithm}', and only RS256, RS384, RS512, "
                    "ES256, ES384, ES512 can be verified here: let the issuer sign with one of "
                    "these")
            self.assertIn("of type 'at+jwt', and only JWT", told("RS256", "at+jwt"))
            # No key was asked for in vain.
            self.assertEqual(self.asked, [])

    def test_a_key_verifies_the_algorithm_that_its_set_names(self):
        self.keys["keys"][0]["alg"] = "RS384"
        with serving("--issuer", self.issuer) as server:
            for algorithm, status in (("RS256", 401), ("RS384", 200)):
                token = self.signed(self.key, self.claims(), algorithm)
                self.assertEqual(server.ask("GET", ASSIGNMENTS, token=token).status, status)

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


if __name__ == "__main__":
    unittest.main(verbosity=2)
