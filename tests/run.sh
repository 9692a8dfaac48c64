#!/usr/bin/env bash
# Sets up what is missing, builds the page and the tests, and runs everything through CTest; words
# given here go to ctest, e.g. `bash tests/run.sh -R suite`. The last line is CTest's count.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

started=$SECONDS
mkdir -p build/native
python3 cmake/setup.py page
# What only the tests need comes, and is compiled, beside the page, which is often one step at a time;
# it says its words afterwards.
{ python3 cmake/setup.py tests && python3 cmake/setup.py build native; } >build/native/setup.log 2>&1 &
beside=$!
python3 cmake/setup.py build web
wait "$beside" || { cat build/native/setup.log; exit 1; }
cat build/native/setup.log
# The library for signing in came meanwhile, and the site takes it in.
python3 cmake/setup.py build web site
echo "built after $((SECONDS - started)) s"
log=build/native/ctest.log
status=0
# One more than there are cores: the browser tests, which go one by one, wait often.
ctest --preset native --parallel "$(($(nproc) + 1))" "$@" 2>&1 | tee "$log" || status=$?
echo "tests/run.sh took $((SECONDS - started)) s"
grep -E '^[0-9]+% tests passed, [0-9]+ tests failed out of [0-9]+$' "$log" | tail -n 1 ||
    { echo "tests/run.sh: CTest gave no count; the lines above say why"; exit 1; }
exit "$status"
