#!/usr/bin/env python3
"""Figures of `pimlab serve` over real sockets: server_bench.py [schedules…] (1000 100000 1000000).

Durable POSTs of 20,000 distinct requests on a fresh copy of each store, beside the disk's own
fdatasync, json-server and Mockoon; then kill -9, and the store must hold every one that was answered
with 201. GETs by principalId beside nginx. Builds and installs what it needs into build/bench.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import rivals
from rivals import BENCH, HERE, ROOT

sys.path.insert(0, str(HERE.parent / "server"))
from running import ELIGIBILITIES, Server  # noqa: E402  (its folder is known only now)

SIZES = (1_000, 100_000, 1_000_000)
POSTS = 20_000
RIVAL_POSTS = 4_000
CONNECTIONS = (8, 64)
GET_SECONDS = 5
SCHEDULES = ELIGIBILITIES.replace("ScheduleRequests", "Schedules")
BY_PRINCIPAL = SCHEDULES + "?$filter=principalId%%20eq%%20'%s'"
# As tests/bench/bench_tenant.hpp makes them: the first ten people have ten, the next have two.
MANY, FEW = (0, 10), (10, 400)
FDATASYNC_SECONDS = 2
PAGE = 999


def wrk(url, connections, words, seconds, ids=None):
    """One run of wrk, on one thread: answers, and answers a second."""
    environment = {**os.environ, "WRK_IDS": str(ids)} if ids else os.environ
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
         "-s", str(HERE / "requests.lua"), "--timeout", "60s", url, "--", *map(str, words)],
        capture_output=True, text=True, check=False, env=environment,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if not lines or done.stderr:
        sys.exit(f"wrk: {done.stdout}{done.stderr}")
    answered, rate = lines[0].split()[1:]
    return int(answered), float(rate)


def fdatasync_rate():
    """How often a second 4 KiB can be made durable, one after the other."""
    path = BENCH / "fdatasync"
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    count, until = 0, time.monotonic() + FDATASYNC_SECONDS
    while time.monotonic() < until:
        os.pwrite(file, bytes(4096), count * 4096)
        os.fdatasync(file)
        count += 1
    os.close(file)
    path.unlink()
    return count / FDATASYNC_SECONDS


def fresh_copy(schedules):
    """A data folder with so many schedules, that nobody has written to yet."""
    made = BENCH / f"store-{schedules}"
    if not made.is_dir():
        half = made.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        subprocess.run([ROOT / "build/native/pimlab_make_store", half, str(schedules)], check=True)
        half.rename(made)
    copy = BENCH / "store"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(made, copy)
    os.sync()
    return copy


def start(folder):
    began = time.monotonic()
    server = Server(data=folder)
    return server, server.token("administrator@bench.example"), time.monotonic() - began


def requests_kept(server, token):
    """The ids of all requests, page by page."""
    path, kept = f"{ELIGIBILITIES}?$top={PAGE}&$select=id", set()
    with contextlib.closing(server.connect()) as connection:
        while path:
            answer = server.ask("GET", path, token=token, connection=connection).json
            kept.update(row["id"] for row in answer["value"])
            path = answer.get("@odata.nextLink", "").partition(server.url.netloc)[2]
    return kept


def post(schedules, connections):
    """POSTs on a fresh copy, kill -9, and a look at what the store holds."""
    folder, ids = fresh_copy(schedules), BENCH / "created"
    server, token, loaded = start(folder)
    url = server.url.geturl()
    answered, rate = wrk(url, connections, ("post", token, POSTS, ELIGIBILITIES), 600, ids)
    server.kill()
    created = set(ids.read_text(encoding="utf-8").split())
    server, token, _ = start(folder)
    lost = created - requests_kept(server, token)
    print(f"POST  {schedules:>9,} schedules  c{connections:<3} {rate:>9,.0f}/s; "
          f"{answered} answers 201; after kill -9 {len(lost)} of {len(created)} are missing"
          f" (loaded in {loaded:.1f} s)", flush=True)
    if lost or len(created) != POSTS:
        sys.exit("the store does not hold what was confirmed")
    return server, token, rate


def get(server, token, schedules, base):
    for name, (first, people) in {"2": FEW, "10": MANY}.items():
        words = ("get", token, first, people, BY_PRINCIPAL)
        _, rate = wrk(server.url.geturl(), CONNECTIONS[-1], words, GET_SECONDS)
        print(f"GET   {schedules:>9,} schedules  c{CONNECTIONS[-1]:<3} {rate:>9,.0f}/s; "
              f"{name} items; {rate / base:.2f} of nginx", flush=True)


def main():
    os.chdir(ROOT)
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    rivals.prepare()
    rivals.setup.build("native", "pimlab", "pimlab_make_store")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"disk: {fdatasync_rate():,.0f} fdatasync/s")
    mockoon = {}
    for name in ("json-server", "mockoon"):
        for connections in CONNECTIONS:
            with rivals.running(name) as url:
                words = ("post", "none", RIVAL_POSTS, "/requests")
                _, rate = wrk(url, connections, words, 600, BENCH / "created")
            mockoon[connections] = rate
            print(f"POST  {name:<19}  c{connections:<3} {rate:>9,.0f}/s", flush=True)
    with rivals.running("nginx") as url:
        _, base = wrk(url, CONNECTIONS[-1], ("get", "none", *FEW, BY_PRINCIPAL), GET_SECONDS)
    print(f"GET   nginx return 200     c{CONNECTIONS[-1]:<3} {base:>9,.0f}/s", flush=True)
    for schedules in sizes:
        for connections in CONNECTIONS:
            server, token, rate = post(schedules, connections)
            print(f"      {rate / mockoon[connections]:.1f} times Mockoon", flush=True)
            if connections != CONNECTIONS[-1]:
                server.kill()
        get(server, token, schedules, base)
        server.kill()
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
