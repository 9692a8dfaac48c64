#!/usr/bin/env python3
"""The site's names: hashes that follow the content, references that follow the names."""

import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "cmake"))

import policy  # noqa: E402  (their folder is known only now)
import site_files  # noqa: E402


def names_of(files):
    """Plain name → final name."""
    site = site_files.Site({name: text.encode() for name, text in files.items()})
    return {name: site.finished(name)[0] for name in files}, site


class Names(unittest.TestCase):
    FILES = {
        "index.html": '<script src="./app.js"></script><link href="style.css">',
        "app.js": "load('pimlab.wasm', `fonts/a.ttf?v`); say('other.wasm')",
        "style.css": "@font-face { src: url(fonts/a.ttf) }",
        "fonts/a.ttf": "font",
        "pimlab.wasm": "code",
    }

    def test_references_follow_the_names(self):
        names, site = names_of(self.FILES)
        page = site.finished("index.html")[1].decode()
        self.assertEqual(page, f'<script src="./{names["app.js"]}"></script>'
                               f'<link href="{names["style.css"]}">')
        script = site.finished("app.js")[1].decode()
        self.assertEqual(script, f"load('{names['pimlab.wasm']}', `{names['fonts/a.ttf']}?v`); "
                                 "say('other.wasm')")
        self.assertIn(f"url({names['fonts/a.ttf']})", site.finished("style.css")[1].decode())

    def test_entry_points_keep_their_names(self):
        names, _ = names_of({"index.html": "", "service_worker.js": "", "app.webmanifest": "{}"})
        self.assertTrue(all(plain == final for plain, final in names.items()))

    def test_the_page_has_the_policy_of_its_configuration(self):
        head = '<head>\n<meta charset="utf-8">\n<title>pimlab</title>'
        configuration = """{"backends": [
            {"name": "Lab", "address": "http://LOCALHOST:8080/", "lab": true},
            {"name": "Graph", "address": "https://graph.fernhill.example/v1.0"},
            {"name": "Wrong", "address": "https://a.example; script-src *"}],
            "authorities": ["https://login.fernhill.example"]}"""
        _, site = names_of({"index.html": head, "config.json": configuration})
        wanted = ("connect-src 'self' http://localhost:8080 https://graph.fernhill.example "
                  "https://login.fernhill.example; object-src 'none'; base-uri 'self'")
        page = site.finished("index.html")[1].decode()
        self.assertIn(f'<meta http-equiv="Content-Security-Policy" content="{wanted}">', page)
        self.assertEqual(policy.with_policy(page, wanted), page)
        self.assertEqual(site.finished("config.json")[0], "config.json")
        with self.assertRaises(SystemExit):
            names_of({"index.html": head, "config.json": '{"backends": 7}'})

    def test_a_change_renames_whatever_leads_to_it(self):
        before, _ = names_of(self.FILES)
        after, _ = names_of({**self.FILES, "pimlab.wasm": "more code"})
        self.assertNotEqual(before["pimlab.wasm"], after["pimlab.wasm"])
        self.assertNotEqual(before["app.js"], after["app.js"])
        self.assertEqual(before["style.css"], after["style.css"])

    def test_files_in_folders_name_their_neighbours(self):
        names, site = names_of({"a/one.js": "import './two.js'", "a/two.js": "1"})
        neighbour = names["a/two.js"].removeprefix("a/")
        self.assertEqual(site.finished("a/one.js")[1].decode(), f"import './{neighbour}'")

    def test_a_circle_is_an_error(self):
        with self.assertRaises(SystemExit) as failure:
            names_of({"a.js": "import './b.js'", "b.js": "import './a.js'"})
        self.assertIn("a.js → b.js → a.js", str(failure.exception))

    def test_packed_twins_stand_beside_the_files(self):
        _, site = names_of(self.FILES)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "site"
            site_files.write(site, out, compress=True)
            page = (out / "index.html").read_bytes()
            self.assertEqual(site_files.gzip.decompress((out / "index.html.gz").read_bytes()), page)
            self.assertTrue((out / "index.html.br").is_file())
            site_files.write(site, out, compress=False)
            self.assertFalse((out / "index.html.br").exists())


if __name__ == "__main__":
    unittest.main()
