#!/usr/bin/env python3
"""Fetches Dear ImGui 1.92 or newer into build/imgui from a newer Debian's source package.

Debian 12 carries 1.86. A private apt state inside the build folder reads the machine's own Debian
entry as `deb-src` for the suites forky and sid: the machine's configuration is not touched, and apt
checks signatures and hashes. What is there already is kept.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

VERSION_LEAST = 19200
PINNED = "1.92.2b+ds-1"
SUITES = "forky sid"
SOURCES = (
    "imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp "
    "backends/imgui_impl_opengl3.cpp".split()
)


class Failed(Exception):
    """A step that did not work; the text says what to do."""


def version_number(folder):
    """IMGUI_VERSION_NUM of a checkout, 0 where there is none."""
    header = Path(folder) / "imgui.h"
    if not header.is_file():
        return 0
    found = re.search(r"#define\s+IMGUI_VERSION_NUM\s+(\d+)", header.read_text(errors="replace"))
    return int(found.group(1)) if found else 0


def usable(folder):
    """True when the folder holds an ImGui that is new and whole enough for the portal."""
    return version_number(folder) >= VERSION_LEAST and all(
        (Path(folder) / name).is_file() for name in SOURCES
    )


def debian_entries(etc=Path("/etc/apt")):
    """(address, keyring) of each Debian archive that this machine reads; security is left out."""
    entries = []
    lists = [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*.list"))]
    for path in lists:
        if path.is_file():
            entries += one_line_entries(path.read_text(errors="replace"))
    for path in sorted((etc / "sources.list.d").glob("*.sources")):
        entries += deb822_entries(path.read_text(errors="replace"))
    wanted = []
    for address, suites, keyring in entries:
        debian = any(re.match(r"(bookworm|trixie|forky|sid|stable|testing|unstable)\b", s)
                     for s in suites)
        if not debian or any("security" in s for s in suites) or "security" in address:
            continue
        if address.rstrip("/").endswith("debian") or "/debian" in address:
            if (address, keyring) not in wanted:
                wanted.append((address, keyring))
    return wanted


def one_line_entries(text):
    """Entries of a one-line `sources.list`."""
    entries = []
    for line in text.splitlines():
        found = re.match(r"\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)", line)
        if found:
            keyring = re.search(r"signed-by=(\S+)", found.group(1) or "")
            entries.append((found.group(2), [found.group(3)], keyring.group(1) if keyring else ""))
    return entries


def deb822_entries(text):
    """Entries of a deb822 `.sources` file."""
    entries = []
    for stanza in re.split(r"\n\s*\n", text):
        kept = "\n".join(line for line in stanza.splitlines() if not line.startswith("#"))
        fields = dict(re.findall(r"(?m)^([A-Za-z-]+):[ \t]*(.*)$", kept))
        fields = {name.lower(): value.strip() for name, value in fields.items()}
        if "deb" in fields.get("types", "").split() and fields.get("enabled", "yes") != "no":
            keyring = fields.get("signed-by", "")
            keyring = keyring if keyring.startswith("/") else ""
            for address in fields.get("uris", "").split():
                entries.append((address, fields.get("suites", "").split(), keyring))
    return entries


def fetch(folder):
    """Makes `folder` a usable checkout, or raises Failed."""
    folder = Path(folder)
    if usable(folder):
        return
    entries = debian_entries()
    if not entries:
        raise Failed(
            "this machine's apt configuration names no Debian archive, so Dear ImGui cannot be "
            "fetched; clone Dear ImGui 1.92 or newer and set PIMLAB_IMGUI_DIR to its folder"
        )
    state = folder.parent / "imgui-apt"
    shutil.rmtree(state, ignore_errors=True)
    for part in ("lists/partial", "cache/archives/partial", "parts", "download"):
        (state / part).mkdir(parents=True)
    stanzas = []
    for address, keyring in entries:
        signed = f"Signed-By: {keyring}\n" if keyring else ""
        stanzas.append(
            f"Types: deb-src\nURIs: {address}\nSuites: {SUITES}\nComponents: main\n{signed}"
        )
    (state / "parts/newer.sources").write_text("\n".join(stanzas))
    options = [
        "-o", f"Dir::State::Lists={state}/lists",
        "-o", f"Dir::Cache={state}/cache",
        "-o", f"Dir::Etc::SourceParts={state}/parts",
        "-o", "Dir::Etc::SourceList=/dev/null",
        "-o", "Acquire::Languages=none",
    ]
    run(["apt-get", "-q", *options, "update"], state, "reading the newer Debian's source lists")
    download = state / "download"
    base = ["apt-get", "-q", *options, "source", "--download-only"]
    pinned = subprocess.run(
        [*base, f"imgui={PINNED}"], cwd=download, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )
    if pinned.returncode != 0:
        print(f"   imgui {PINNED} is no longer there, taking the newest", flush=True)
        run([*base, "imgui"], download, "downloading Dear ImGui's source package")
    unpack(download, folder)
    shutil.rmtree(state, ignore_errors=True)
    if not usable(folder):
        raise Failed(
            f"what was fetched into {folder} is not Dear ImGui 1.92 or newer; "
            "clone one and set PIMLAB_IMGUI_DIR to its folder"
        )


def run(command, cwd, what):
    """Runs an apt command; its output is shown only when it fails."""
    done = subprocess.run(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )
    if done.returncode != 0:
        raise Failed(
            f"{what} failed:\n{done.stdout}\ncheck the network and /etc/apt, then run this again; "
            "or clone Dear ImGui 1.92 or newer and set PIMLAB_IMGUI_DIR to its folder"
        )


def unpack(download, folder):
    """Unpacks the upstream tarball without its outermost folder."""
    tarballs = sorted(download.glob("imgui_*.orig.tar.*"))
    tarballs = [path for path in tarballs if not path.name.endswith(".asc")]
    if len(tarballs) != 1:
        raise Failed(f"expected one source archive in {download}, found {len(tarballs)}")
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    with tarfile.open(tarballs[0]) as archive:
        for member in archive.getmembers():
            parts = Path(member.name).parts[1:]
            if not parts or ".." in parts or not (member.isfile() or member.isdir()):
                continue
            target = fresh.joinpath(*parts)
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.extractfile(member).read())
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(fresh, folder)


if __name__ == "__main__":
    try:
        where = Path(sys.argv[1] if len(sys.argv) > 1 else "build/imgui").resolve()
        fetch(where)
        print(f"Dear ImGui {version_number(where)} is in {where}")
    except Failed as failure:
        sys.exit(f"imgui: {failure}")
