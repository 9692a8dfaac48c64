#!/usr/bin/env python3
"""Writes text files into C++ source: embed.py <header> <source> <name> <file>…

Makes `pim::assets::<name>`, a table of (file name, text); no file access is left at run time.
"""

import sys
from pathlib import Path

HEADER = """#pragma once

#include <cstddef>
#include <string_view>

namespace pim::assets {{

#ifndef PIM_ASSETS_FILE
#define PIM_ASSETS_FILE
/// One file of `assets`, compiled in.
struct File {{
    std::string_view name;
    std::string_view text;
}};
#endif

inline constexpr std::size_t {name}_count = {count};
/// The files, by name.
extern const File {name}[{name}_count];

}}  // namespace pim::assets
"""

SOURCE = """#include "{header}"

namespace pim::assets {{

const File {name}[{name}_count] = {{
{rows}}};

}}  // namespace pim::assets
"""


def literal(text):
    """The text as string literals, one for each line."""
    lines = []
    for line in text.splitlines(keepends=True):
        escaped = line.replace("\\", "\\\\").replace('"', '\\"')
        escaped = escaped.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")
        escaped = escaped.replace("??", "?\\?")
        lines.append(f'     "{escaped}"')
    return "\n".join(lines) or '     ""'


def row(path):
    """One file's entry; lengths are written out, so that the table is a constant."""
    text = path.read_text(encoding="utf-8")
    length = len(text.encode("utf-8"))
    return (
        f'    {{{{"{path.name}", {len(path.name)}}},\n'
        f"     {{{literal(text).lstrip()},\n      {length}}}}},\n"
    )


def main():
    header, source, name, *files = sys.argv[1:]
    paths = sorted((Path(file) for file in files), key=lambda path: path.name)
    rows = "".join(row(path) for path in paths)
    Path(header).write_text(HEADER.format(name=name, count=len(paths)), encoding="utf-8")
    Path(source).write_text(
        SOURCE.format(header=Path(header).name, name=name, rows=rows), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
