#!/usr/bin/env python3
"""Makes a Debian machine ready: setup.py [page] [native] [tests] [bench] [sign-in],
then setup.py build <preset> [target…].

What is there already is used as it is. Every step says what it does; a failed step says what to
do, and the status is 1.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import imgui

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
# Folders with packages for node, by the groups that need them, and what the packages are.
SIGN_IN = {ROOT / "cmake" / "sign_in": "the library with which the page signs in"}
NODE_PACKAGES = {
    "sign-in": SIGN_IN,
    "tests": {
        ROOT / "tests" / "browser": "the browser driver",
        ROOT / "tests" / "clients": "the official Graph client and its types",
        **SIGN_IN,
    },
}


class Failed(Exception):
    """A step that did not work; the text says what to do."""


def say(text):
    """One line about the step that begins."""
    print(f"== {text}", flush=True)


def program(*names):
    """A check: any of the programs is on PATH."""
    return lambda: any(shutil.which(name) for name in names)


def file(*paths):
    """A check: any of the files is there; a path may have wildcards."""
    return lambda: any(glob.glob(path) for path in paths)


def python_with_fonttools():
    """A Python that has fontTools: this one, or Debian's."""
    for python in (sys.executable, "/usr/bin/python3"):
        probe = [python, "-c", "import fontTools.subset"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if Path(python).is_file() and subprocess.run(probe, check=False, **quiet).returncode == 0:
            return python
    return ""


def headers(name):
    """A check: a header-only library is there, or the caller names another place for it."""
    library = name.split("/", 1)[0]
    return lambda: (
        f"-DPIMLAB_{library}_DIR" in os.environ.get("PIMLAB_CMAKE_ARGS", "")
        or file(f"/usr/include/{name}", f"/usr/local/include/{name}")()
    )


# What each command needs: a check, the Debian packages that bring it, and the name of the thing.
COMPILING = [
    (program("cmake"), ["cmake"], "CMake"),
    (program("ninja"), ["ninja-build"], "Ninja"),
    (program("g++", "c++"), ["g++"], "a C++ compiler"),
    (headers("nlohmann/json.hpp"), ["nlohmann-json3-dev"], "nlohmann/json"),
    (headers("tl/expected.hpp"), ["libexpected-dev"], "tl::expected"),
]
NATIVE = [
    # The headers come with any part of Boost, the library with this one only.
    (
        file("/usr/lib/*/libboost_unit_test_framework.so", "/usr/lib/libboost_unit_test_framework.so"),
        ["libboost-test-dev"],
        "Boost.Test",
    ),
    (file("/usr/include/boost/beast/http.hpp"), ["libboost-dev"], "Boost.Beast"),
    (file("/usr/include/openssl/ssl.h"), ["libssl-dev"], "OpenSSL"),
    (file("/usr/include/sqlite3.h"), ["libsqlite3-dev"], "SQLite"),
    (file("/usr/include/jwt.h"), ["libjwt-dev"], "libjwt"),
]
NODE = [(program("node"), ["nodejs"], "Node.js"), (program("npm"), ["npm"], "npm")]
NEEDS = {
    "bench": [
        *COMPILING,
        *NATIVE,
        (file("/usr/include/benchmark/benchmark.h"), ["libbenchmark-dev"], "Google Benchmark"),
        (program("wrk"), ["wrk"], "wrk"),
    ],
    "page": [
        *COMPILING,
        (program("em++"), ["emscripten"], "Emscripten"),
        (python_with_fonttools, ["python3-fonttools"], "fontTools"),
        (program("brotli"), ["brotli"], "brotli"),
        (program("esbuild"), ["esbuild"], "esbuild"),
        (
            file("/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf"),
            ["fonts-open-sans"],
            "the text font",
        ),
    ],
    "native": [*COMPILING, *NATIVE],
    "tests": [
        *NATIVE,
        (program("clang-format-14"), ["clang-format-14"], "clang-format 14"),
        (program("clang-tidy-14"), ["clang-tidy-14"], "clang-tidy 14"),
        (program("clang++-14"), ["clang-14"], "clang 14"),
        (
            file("/usr/lib/llvm-14/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a"),
            ["libclang-rt-14-dev"],
            "libFuzzer and the sanitizers",
        ),
        (file("/usr/lib/llvm-14/include/c++/v1/vector"), ["libc++-14-dev"], "libc++ 14"),
        (file("/usr/lib/llvm-14/lib/libc++abi.so"), ["libc++abi-14-dev"], "libc++abi 14"),
        (program("chromium", "chromium-browser", "google-chrome"), ["chromium"], "Chromium"),
        *NODE,
        (program("ps"), ["procps"], "ps"),
        (program("openssl"), ["openssl"], "the openssl program"),
    ],
    "sign-in": NODE,
}


def as_root(command):
    """The command as root: as it is, or through sudo."""
    if os.geteuid() == 0:
        return command
    if not shutil.which("sudo"):
        raise Failed(
            "packages are missing, and this is neither root nor is there sudo; run as root: "
            + " ".join(command)
        )
    return ["sudo", "DEBIAN_FRONTEND=noninteractive", *command]


def call(command, what, **more):
    """Runs a command whose output the person sees; raises Failed with `what` to do."""
    try:
        done = subprocess.run(command, check=False, **more)
    except OSError as error:
        raise Failed(f"{command[0]} could not be started ({error}); {what}") from error
    if done.returncode != 0:
        shown = " ".join(str(part) for part in command[:6])
        raise Failed(f"`{shown} …` ended with status {done.returncode}; {what}")


def install(groups):
    """Installs the packages of the named groups that are missing."""
    missing = [need for group in groups for need in NEEDS[group] if not need[0]()]
    if not missing:
        return
    packages = [package for need in missing for package in need[1]]
    say("installing " + ", ".join(need[2] for need in missing))
    if not shutil.which("apt-get"):
        raise Failed(
            "this machine has no apt-get; install these by hand, then run this again: "
            + ", ".join(need[2] for need in missing)
        )
    # Hundreds of packages: without an fsync for each file they unpack in half the time.
    quiet = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Options::=--force-unsafe-io"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    network = "check the network and /etc/apt, then run this again"
    call(as_root(["apt-get", *quiet, "update"]), network, env=environment)
    call(
        as_root(["apt-get", *quiet, "install", "-y", "--no-install-recommends", *packages]),
        network,
        env=environment,
    )
    still = [need[2] for need in missing if not need[0]()]
    if still:
        raise Failed(f"apt-get installed {' '.join(packages)}, yet {', '.join(still)} is missing")


def imgui_folder():
    """Where Dear ImGui is: the caller's checkout, or build/imgui."""
    return Path(os.environ.get("PIMLAB_IMGUI_DIR") or BUILD / "imgui")


def fetch_imgui():
    """Makes sure of Dear ImGui 1.92 or newer."""
    folder = imgui_folder()
    if imgui.usable(folder):
        return
    if os.environ.get("PIMLAB_IMGUI_DIR"):
        raise Failed(
            f"PIMLAB_IMGUI_DIR names {folder}, which is not a checkout of Dear ImGui 1.92 or newer"
        )
    say("fetching Dear ImGui from a newer Debian's source package")
    try:
        imgui.fetch(folder)
    except imgui.Failed as failure:
        raise Failed(str(failure)) from failure


def fetch_node_packages(folder, what):
    """Installs the packages of a folder, exactly as its lock file says."""
    lock = folder / "package-lock.json"
    stamp = folder / "node_modules" / ".installed-from"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    say(f"installing {what}")
    call(
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
        "check the network and npm's registry setting, then run this again",
        cwd=folder,
    )
    stamp.write_bytes(lock.read_bytes())


def check_versions(groups):
    """Refuses tools that are too old, before a build fails in a way that says less."""
    tools = [("cmake", (3, 25))] + [("em++", (3, 1, 6))] * ("page" in groups)
    for tool, least in tools:
        done = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)
        found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", done.stdout)
        if not found:
            raise Failed(f"`{tool} --version` says no version: {done.stdout or done.stderr}")
        version = tuple(int(part) for part in found.groups(default="0"))
        if version < least:
            needed = ".".join(str(part) for part in least)
            raise Failed(f"{tool} is {found.group(0)}; version {needed} or newer is needed")


def make_ready(*groups):
    """Everything that the groups ("page", "native", "tests") need."""
    install(groups)
    if groups != ("sign-in",):
        check_versions(groups)
        fetch_imgui()
    for group in groups:
        for folder, what in NODE_PACKAGES.get(group, {}).items():
            fetch_node_packages(folder, what)


def configured_since_changed(preset):
    """True when the build folder was made by the presets as they are now."""
    made = BUILD / preset / "CMakeCache.txt"
    files = [ROOT / "CMakePresets.json", ROOT / "cmake" / "emscripten.cmake"]
    has_rules = any((BUILD / preset / rules).is_file() for rules in ("build.ninja", "Makefile"))
    return (
        made.is_file()
        and has_rules
        and all(path.stat().st_mtime <= made.stat().st_mtime for path in files)
    )


def build(preset, *targets):
    """Configures the preset where needed and builds the targets, or everything."""
    if not configured_since_changed(preset):
        say(f"configuring preset {preset}")
        generator = [] if shutil.which("ninja") else ["-G", "Unix Makefiles"]
        more = os.environ.get("PIMLAB_CMAKE_ARGS", "").split()
        call(
            ["cmake", "--preset", preset, "-DPIMLAB_UNITY=ON", *generator, *more],
            "the lines above say what is missing",
            cwd=ROOT,
        )
        (BUILD / preset / "CMakeCache.txt").touch()
    say(f"building preset {preset}")
    jobs = ["--parallel", str(os.cpu_count() or 1)]
    chosen = ["--target", *targets] if targets else []
    call(
        ["cmake", "--build", "--preset", preset, *jobs, *chosen],
        "the first error above is the cause",
        cwd=ROOT,
    )


def main():
    """The command line; with no word, what the page needs."""
    words = sys.argv[1:] or ["page"]
    unknown = [word for word in words if word not in NEEDS]
    try:
        if words[0] == "build" and len(words) > 1:
            build(*words[1:])
        elif unknown:
            raise Failed(f"there is no group {unknown[0]!r}; groups are {', '.join(NEEDS)}")
        else:
            make_ready(*words)
    except Failed as failure:
        sys.exit(f"setup: {failure}")


if __name__ == "__main__":
    main()
