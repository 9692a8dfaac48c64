"""What the server is measured beside, installed into build/bench: wrk, nginx, json-server, Mockoon."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BENCH = ROOT / "build" / "bench"
NODE_PROGRAMS = BENCH / "node_modules" / ".bin"
PORTS = {"json-server": 3000, "mockoon": 3001, "nginx": 3002}
START_SECONDS = 60

sys.path.insert(0, str(ROOT / "cmake"))
import setup  # noqa: E402  (its folder is known only now)

NGINX = """\
worker_processes auto; daemon off; pid {bench}/nginx.pid; error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000;
  client_body_temp_path {bench}/nginx-body; proxy_temp_path {bench}/nginx-proxy;
  fastcgi_temp_path {bench}/nginx-fastcgi; uwsgi_temp_path {bench}/nginx-uwsgi;
  scgi_temp_path {bench}/nginx-scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ return 200 "ok"; }} }}
}}
"""


def debian_program(name):
    """A program of a Debian package, unpacked here: installed, it would start as a service."""
    found = shutil.which(name) or next(BENCH.glob(f"debian/usr/*/{name}"), None)
    if found:
        return str(found)
    setup.call(["apt-get", "-q", "download", name], "check the network", cwd=BENCH)
    for package in BENCH.glob(f"{name}_*.deb"):
        setup.call(["dpkg", "-x", str(package), str(BENCH / "debian")], "install it by hand")
    return debian_program(name)


def prepare():
    """Installs what is missing."""
    BENCH.mkdir(parents=True, exist_ok=True)
    setup.install(["bench"])
    debian_program("nginx")
    if not (NODE_PROGRAMS / "mockoon-cli").exists():
        (BENCH / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        setup.call(
            ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error",
             "json-server@0.17.4", "@mockoon/cli@9"],
            "check the network and npm's registry setting", cwd=BENCH,
        )


def commands():
    """Name → how each of them is started."""
    (BENCH / "db.json").write_text(json.dumps({"requests": []}), encoding="utf-8")
    (BENCH / "nginx.conf").write_text(
        NGINX.format(bench=BENCH, port=PORTS["nginx"]), encoding="utf-8"
    )
    return {
        "json-server": [NODE_PROGRAMS / "json-server", "--quiet", "--host", "127.0.0.1",
                        "--port", str(PORTS["json-server"]), BENCH / "db.json"],
        "mockoon": [NODE_PROGRAMS / "mockoon-cli", "start", "--disable-log-to-file",
                    "--data", HERE / "mockoon.json"],
        "nginx": [debian_program("nginx"), "-p", BENCH, "-c", BENCH / "nginx.conf"],
    }


@contextlib.contextmanager
def running(name):
    """One of them as long as the block lasts; gives its address."""
    process = subprocess.Popen(
        list(map(str, commands()[name])), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", PORTS[name]), 1).close()
                break
            if process.poll() is not None or time.monotonic() > until:
                raise setup.Failed(f"{name} did not start at port {PORTS[name]}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{PORTS[name]}"
    finally:
        process.terminate()
        process.wait()
