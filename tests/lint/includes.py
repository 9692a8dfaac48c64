#!/usr/bin/env python3
"""Holds every #include of src against the table of rooms: includes.py [root].

An edge that the table does not have is an error, as is a header that the page cannot afford.
"""

import re
import sys
from pathlib import Path

# Room → the rooms it may include. A room may always include itself.
ROOMS = {
    "core": set(),
    "storage": {"core"},
    "sandbox": {"core", "storage"},
    "graph": {"core", "sandbox"},
    "lab": {"core", "sandbox"},
    "api": {"core", "graph", "lab", "sandbox"},
    "sync": {"core", "graph", "sandbox"},
    "ui": {"core", "lab", "graph", "sandbox", "sync"},
    "browser": {"core", "storage", "sandbox", "graph", "lab", "sync", "ui"},
    "server": {"core", "graph", "api", "sync", "sandbox", "storage"},
    "app": {
        "core", "storage", "sandbox", "graph", "lab", "api", "sync", "ui", "browser", "server",
    },
}
# Library (how its headers begin) → the rooms that may include it.
LIBRARIES = {
    "tl/": set(ROOMS),
    "nlohmann/": {"storage", "graph", "api", "sync", "server"},
    "imgui": {"ui", "browser", "app"},
    "emscripten": {"browser", "app"},
    "GLES3/": {"browser", "ui"},
    "boost/": {"server"},
    "openssl/": {"server"},
    "sqlite3.h": {"server"},
    "jwt.h": {"server"},
    "unistd.h": {"storage", "server", "app"},
    "fcntl.h": {"storage", "server", "app"},
    "sys/": {"storage", "server", "app"},
}
# Generated from assets/: the room that an asset is compiled into may read it, and no other.
EMBEDDED = Path(__file__).resolve().parents[2] / "cmake" / "rooms.cmake"
ASSETS = re.findall(r"^\s*pim_embed\((\w+) (\w+) ", EMBEDDED.read_text(encoding="utf-8"), re.M)
# Each costs tens of kilobytes of wasm, or is not in both compilers.
TOO_DEAR = {"iostream", "sstream", "regex", "locale", "iomanip"}
NOT_IN_BOTH = {"format", "ranges", "source_location", "expected", "bit"}
NATIVE_ROOMS = {"server"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def standard(name):
    """True for a header of C++ or C."""
    return "/" not in name and ("." not in name or name in {"dirent.h", "errno.h"})


def complaint(room, quote, name):
    """Why a file of the room may not include this, empty when it may."""
    if quote == '"':
        return own_complaint(room, name)
    if standard(name):
        if name in NOT_IN_BOTH:
            return f"<{name}> is not whole in em++ 3.1.6 and g++ 12"
        if name in TOO_DEAR and room not in NATIVE_ROOMS:
            return f"<{name}> is too large for the page"
        return ""
    for library, rooms in LIBRARIES.items():
        if name.startswith(library):
            return "" if room in rooms else f"src/{room} may not include <{name}>"
    return f"<{name}> is in no row of the table"


def own_complaint(room, name):
    """The same for an include in quotation marks."""
    if "/" not in name:
        if name.startswith("imgui") and room in LIBRARIES["imgui"]:
            return ""
        return f'"{name}" must name its room, as in "core/tenant.hpp"'
    target = name.split("/", 1)[0]
    if target == "assets":
        asset = name.split("/", 1)[1].removesuffix(".hpp")
        return "" if (room, asset) in ASSETS else f'src/{room} may not include "{name}"'
    if target not in ROOMS:
        return f'"{name}": there is no room {target}'
    if target != room and target not in ROOMS[room]:
        return f"src/{room} may not include src/{target} (design: the table of rooms)"
    return ""


def complaints(root):
    """One line for each include that the table does not allow."""
    found = []
    for path in sorted((root / "src").rglob("*")):
        if path.suffix not in (".cpp", ".hpp"):
            continue
        place = path.relative_to(root)
        room = place.parts[1]
        if room not in ROOMS or len(place.parts) < 3:
            found.append(f"{place}: there is no room {room} in the table")
            continue
        text = path.read_text(encoding="utf-8")
        for include in INCLUDE.finditer(text):
            why = complaint(room, include.group(1), include.group(2))
            if why:
                line = text.count("\n", 0, include.start()) + 1
                found.append(f"{place}:{line}: {why}")
    return found


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    found = complaints(root)
    print("\n".join(found) or "every include is in the table")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
