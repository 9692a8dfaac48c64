#!/usr/bin/env python3
"""Divides the page's program: program_parts.py --wasm-split <program> <whole.wasm> <first.wasm> <later.wasm>.

The first part holds what the first view needs and all data; the later one, which web/program.js brings
once that view is there, holds functions only. Which ones is said by the patterns below: for a function
that is missing there the page is larger; one too many works as well, but the page stops to bring it, so
tests/browser/parts.test.mjs shows the first views without the later part. Names are read from the
program's name section, mangled as the linker leaves them with --no-demangle.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# By qualified name, "pim::room::name"; an unnamed namespace has no part in it.
LATER = re.compile(
    r"""pim::(
        graph::.* | sync::.*
        | lab::(check|verify).*
        | ui::(?!(Welcome|MyRoles)Page)\w+(Page|Panel|Card)(::.*)?
        | ui::(Explorer|AssignmentTable|AssignmentLine|MembersEditor|AuditSearch|Verification|ScopeField|Choices
            |FormFoot|GraphDisclosure|Layout|PolicyDraft|BackendLink|Report|OutlookTable|OutlookLine|Title)(::.*)?
        | ui::(moment_field|directory_choices|request_facts|assignment_\w+|sort_\w+|choices_of|form_reasons
            |export_button|description_of|mailboxes|set_address|user_rows|draw_call|\w+_report|csv_of|outlook_\w+
            |columns_of|draw_line|ending_until|lines_of|title_of|rule_words)
        | ui::kit::(code_block|text_area|text_field|picker|number|duration_slider|combo|command_\w+
            |checklist_item|toggle|checkbox|progress|fact|fact_id|date_time\w*)
        | ui::kit::inside::(edit_text|CodeLayout|Calendar)(::.*)?
        | app::(graph_handler|open_rescue)
        | warnings_of | activation_outlook | refusal_of_activation | each_incident | decide_policy | render | Writer::\w+
    )""",
    re.VERBOSE,
)
# What the first view calls all the same.
FIRST = re.compile(r"pim::graph::(parse_body|bad_request|reject|removes|Rejection|JsonValue.*)")
# Functions that the linker found alike are one, with any of their names. Those are small, or made from a
# template of the library; a lambda's are its own.
LENGTH_MIN = 64
LIBRARY = re.compile(r"_ZN?K?St|_ZNK?3tl|.*byn\$mgfn-shared")
LAMBDA = re.compile(r"_ZNK?St\w+?I[RK]*Z+N?K?3pim")

IMPORTS, CODE, CUSTOM = 2, 10, 0
FUNCTION, TABLE, MEMORY, GLOBAL = range(4)


class Bytes:
    """A module's bytes, read from the front."""

    def __init__(self, content, at=0):
        self.content = content
        self.at = at

    def byte(self):
        self.at += 1
        return self.content[self.at - 1]

    def number(self):
        """An unsigned LEB128 number."""
        value = shift = 0
        while True:
            part = self.byte()
            value |= (part & 127) << shift
            shift += 7
            if part < 128:
                return value

    def text(self):
        length = self.number()
        self.at += length
        return self.content[self.at - length : self.at].decode("utf-8")

    def limits(self):
        if self.byte() & 1:
            self.number()
        self.number()


def imported_functions(section):
    """How many functions the module imports: they are numbered before its own."""
    functions = 0
    for _ in range(section.number()):
        section.text()
        section.text()
        kind = section.byte()
        if kind == FUNCTION:
            functions += 1
            section.number()
        elif kind == TABLE:
            section.byte()
            section.limits()
        elif kind == MEMORY:
            section.limits()
        elif kind == GLOBAL:
            section.at += 2
        else:
            sys.exit(f"parts: an import of kind {kind} is not known here")
    return functions


def function_names(section, end):
    """{number: name} from the name section, after its own name."""
    while section.at < end:
        kind, length = section.byte(), section.number()
        if kind == 1:
            return {section.number(): section.text() for _ in range(section.number())}
        section.at += length
    return {}


def functions_of(content):
    """(name, length) of each function of a module."""
    module = Bytes(content, 8)
    imported, lengths, names = 0, [], {}
    while module.at < len(content):
        kind, length = module.byte(), module.number()
        end = module.at + length
        if kind == IMPORTS:
            imported = imported_functions(module)
        elif kind == CODE:
            for _ in range(module.number()):
                lengths.append(module.number())
                module.at += lengths[-1]
        elif kind == CUSTOM and module.text() == "name":
            names = function_names(module, end)
        module.at = end
    return [(names.get(imported + i, ""), length) for i, length in enumerate(lengths)]


def qualified(mangled):
    """The first name of ours in a mangled one, as "pim::room::name"; empty where there is none."""
    at = mangled.find("3pim")
    parts = []
    while 0 <= at < len(mangled) and mangled[at].isdigit():
        digits = re.match(r"\d+", mangled[at:]).group()
        at += len(digits) + int(digits)
        parts.append(mangled[at - int(digits) : at])
    return "::".join(part for part in parts if not part.startswith("_GLOBAL__N"))


def is_later(mangled, length):
    name = qualified(mangled)
    if length < LENGTH_MIN or (LIBRARY.match(mangled) and not LAMBDA.match(mangled)):
        return False
    return bool(LATER.fullmatch(name)) and not FIRST.fullmatch(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wasm-split", required=True)
    parser.add_argument("whole", type=Path)
    parser.add_argument("first", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("features", nargs="*")
    chosen = parser.parse_args()
    functions = functions_of(chosen.whole.read_bytes())
    later = [(name, length) for name, length in functions if is_later(name, length)]
    if not later:
        sys.exit(f"parts: no function of {chosen.whole} is of the later part: has it a name section?")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as names:
        names.write("\n".join(name for name, _ in later))
        names.flush()
        subprocess.run(
            [chosen.wasm_split, chosen.whole, f"--split-funcs=@{names.name}", "-o1", chosen.first,
             "-o2", chosen.later, "--import-namespace=primary", "--placeholder-namespace=placeholder",
             "--export-prefix=%", *chosen.features],
            check=True,
        )  # fmt: skip
    print(f"{len(later)} of {len(functions)} functions, {sum(n for _, n in later):,d} of"
          f" {sum(n for _, n in functions):,d} bytes, follow the first view")  # fmt: skip


if __name__ == "__main__":
    main()
