#!/usr/bin/env python3
"""Holds the specification, its rules and the tests together.

tests/rules.tsv      every rule, its places and the test that shows it
tests/seed_lines.tsv every non-blank line of the seeds, mapped to rules or to "none, because …"
tests/scenarios      tables whose lines are marked "# rule: <id>"

Goal: no line of the specification without a rule or a reason, no rule without a test that shows it,
no mark that means nothing. Method: read the tables, compare both directions, print every finding
with its file and line. Before that the check proves on small defective copies that it can fail.
"""

import argparse
import hashlib
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULE_COLUMNS = ["id", "statement", "place", "scenario", "kind", "needs"]
LINE_COLUMNS = ["seed", "line", "digest", "rules"]
KINDS = {"permission", "limit", "effect", "notice", "form"}
NEEDS = {"allowed+refused", "shown"}
SUITES = ("graph", "api", "browser", "ui")
PARTS = ("scenarios", *SUITES)
PLACE = re.compile(r"S([0-4]):(\d+)(?:-(\d+))?|R(\d+)|B\d+|own")
WHERE = re.compile(rf"[a-z][a-z0-9_]*|({'|'.join(SUITES)}):[a-z][a-z0-9_]*")
MARK = re.compile(r"(?:#|//)\s*rule:\s*([a-z0-9, -]*)")
REFUSED = re.compile(r"->\s*refused\s+[A-Za-z]\w*")
REASON_PREFIX = "none, because "


class Table:
    """Rows of a tab-separated file; lines that start with '#' are kept as comments."""

    def __init__(self, path, columns, findings):
        self.rows, self.comments = [], []
        if not path.is_file():
            findings.append(f"{path.name}: the file is missing")
            return
        lines = path.read_text(encoding="utf-8").splitlines()
        self.comments = [line for line in lines if line.startswith("#")]
        header = None
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                if header != columns:
                    findings.append(f"{path.name}:{number}: columns must be {', '.join(columns)}")
                    return
            elif len(cells) != len(columns):
                findings.append(f"{path.name}:{number}: {len(cells)} columns, not {len(columns)}")
            else:
                self.rows.append((number, dict(zip(columns, cells))))


def places_of(row):
    """The (seed, line) pairs that the place column names."""
    pairs = set()
    for place in row["place"].split(","):
        match = PLACE.fullmatch(place)
        if match and match.group(2):
            first, last = int(match.group(2)), int(match.group(3) or match.group(2))
            pairs.update((int(match.group(1)), line) for line in range(first, last + 1))
    return pairs


def check_rules(table, findings):
    """The form of rules.tsv; returns the rules by id."""
    rules = {}
    for number, row in table.rows:
        at = f"rules.tsv:{number}"
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
            findings.append(f"{at}: `{row['id']}` is no kebab-case id")
        if row["id"] in rules:
            findings.append(f"{at}: `{row['id']}` is there twice")
        if not row["statement"].strip():
            findings.append(f"{at}: `{row['id']}` states nothing")
        for place in row["place"].split(","):
            if not PLACE.fullmatch(place):
                findings.append(f"{at}: `{place}` is no place")
        if not WHERE.fullmatch(row["scenario"]):
            findings.append(f"{at}: `{row['scenario']}` names no test")
        if row["kind"] not in KINDS:
            findings.append(f"{at}: unknown kind `{row['kind']}`")
        if row["needs"] not in NEEDS:
            findings.append(f"{at}: unknown needs `{row['needs']}`")
        rules[row["id"]] = row
    return rules


def recorded_counts(table, findings):
    """The non-blank lines of each seed, from the comment '# lines 0:123 1:…'."""
    for comment in table.comments:
        match = re.fullmatch(r"# lines ((?:\d:\d+ ?)+)", comment)
        if match:
            return {int(s): int(n) for s, n in (p.split(":") for p in match.group(1).split())}
    findings.append("seed_lines.tsv: no comment `# lines 0:… 1:…` with the line counts")
    return {}


def check_lines(table, rules, findings):
    """seed_lines.tsv against itself and against rules.tsv; returns digests by (seed, line)."""
    digests, used, last = {}, {}, (-1, 0)
    for number, row in table.rows:
        at = f"seed_lines.tsv:{number}"
        if not re.fullmatch(r"S[0-4]", row["seed"]) or not row["line"].isdigit():
            findings.append(f"{at}: `{row['seed']}` `{row['line']}` is no line of a seed")
            continue
        key = (int(row["seed"][1]), int(row["line"]))
        if key <= last:
            findings.append(f"{at}: out of order or there twice")
        last = key
        if not re.fullmatch(r"[0-9a-f]{12}", row["digest"]):
            findings.append(f"{at}: `{row['digest']}` is no digest")
        digests[key] = row["digest"]
        if row["rules"].startswith(REASON_PREFIX):
            if not row["rules"][len(REASON_PREFIX):].strip():
                findings.append(f"{at}: maps to none without a reason")
            continue
        if not row["rules"].strip():
            findings.append(f"{at}: the line is not mapped")
            continue
        for rule in row["rules"].split(","):
            if rule not in rules:
                findings.append(f"{at}: unknown rule `{rule}`")
            used.setdefault(rule, set()).add(key)
    for seed, count in recorded_counts(table, findings).items():
        have = sum(1 for key in digests if key[0] == seed)
        if have != count:
            findings.append(f"seed_lines.tsv: seed {seed} has {count} lines, {have} are mapped")
    for rule, row in rules.items():
        if places_of(row) != used.get(rule, set()):
            findings.append(f"rules.tsv: the places of `{rule}` are not the lines mapped to it")
    return digests


def check_seeds(seeds, digests, findings):
    """The real seeds, where they are at hand: same lines, same digests."""
    files = sorted(seeds.glob("*.txt"))
    if len(files) != 5:
        findings.append(f"{seeds.name}: {len(files)} seeds, not 5")
    found = {}
    for seed, file in enumerate(files):
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1):
            if line.strip():
                found[seed, number] = hashlib.sha256(line.strip()).hexdigest()[:12]
    for key in sorted(found.keys() | digests.keys()):
        where = f"S{key[0]}:{key[1]}"
        if key not in digests:
            findings.append(f"seed_lines.tsv: {where} is not mapped")
        elif key not in found:
            findings.append(f"seed_lines.tsv: {where} is blank or absent in the seed")
        elif found[key] != digests[key]:
            findings.append(f"seed_lines.tsv: {where} has another text: map it again")


def marks_of(path, rules, findings, scenario):
    """(rule, refused) for every marked line of a file."""
    marks = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = MARK.search(line)
        if not match:
            continue
        at = f"{path.parent.name}/{path.name}:{number}"
        if scenario and not line[: match.start()].strip():
            findings.append(f"{at}: a mark needs an operation on its line")
            continue
        for rule in (part.strip() for part in match.group(1).split(",")):
            if rule not in rules:
                findings.append(f"{at}: unknown rule `{rule}`")
            marks.append((rule, bool(REFUSED.search(line[: match.start()]))))
    return marks


def check_scenarios(tests, rules, findings):
    """Each rule is shown by its own scenario file, allowed and refused where it needs both."""
    marks = {}
    for path in sorted((tests / "scenarios").glob("*.txt")):
        marks[path.stem] = marks_of(path, rules, findings, scenario=True)
    missing = set()
    for rule, row in rules.items():
        where = row["scenario"]
        if ":" in where:
            continue
        if where not in marks:
            missing.add(where)
            continue
        if not any(marked == rule for marked, _ in marks[where]):
            findings.append(f"scenarios/{where}.txt: no line is marked `# rule: {rule}`")
            continue
        shown = {refused for lines in marks.values() for marked, refused in lines if marked == rule}
        if row["needs"] == "allowed+refused":
            if True not in shown:
                findings.append(f"scenarios/{where}.txt: `{rule}` has no refused line")
            if False not in shown:
                findings.append(f"scenarios/{where}.txt: `{rule}` has no allowed line")
    for where in sorted(missing):
        count = sum(1 for row in rules.values() if row["scenario"] == where)
        findings.append(f"scenarios/{where}.txt: the file is missing; {count} rules point to it")


def check_suite(tests, suite, rules, findings):
    """A rule shown by <suite>:<name> is marked in a file of the suite that has that name."""
    files = {}
    for path in sorted((tests / suite).rglob("*")):
        if path.is_file() and path.suffix in {".cpp", ".js", ".mjs", ".py", ".txt", ".http"}:
            text = path.name + "\n" + path.read_text(encoding="utf-8")
            marked = {rule for rule, _ in marks_of(path, rules, findings, scenario=False)}
            files[path] = (set(re.findall(r"[a-z][a-z0-9_]*", text)), marked)
    for rule, row in rules.items():
        kind, _, name = row["scenario"].partition(":")
        if kind == suite and not any(name in w and rule in m for w, m in files.values()):
            findings.append(f"{suite}: no test named `{name}` is marked `rule: {rule}`")


def check(root, seeds, parts):
    """All findings; an empty list is a pass."""
    findings = []
    tests = root / "tests"
    rules = check_rules(Table(tests / "rules.tsv", RULE_COLUMNS, findings), findings)
    lines = Table(tests / "seed_lines.tsv", LINE_COLUMNS, findings)
    digests = check_lines(lines, rules, findings)
    if seeds.is_dir():
        check_seeds(seeds, digests, findings)
    if "scenarios" in parts:
        check_scenarios(tests, rules, findings)
    for suite in SUITES:
        if suite in parts:
            check_suite(tests, suite, rules, findings)
    return findings


SAMPLE = {
    "seeds/000.txt": "Only members may ask.\n\nA heading\n",
    "seeds/001.txt": "",
    "seeds/002.txt": "",
    "seeds/003.txt": "",
    "seeds/004.txt": "",
    "tests/rules.tsv": "\t".join(RULE_COLUMNS) + "\n"
    "ask-members\tOnly members ask.\tS0:1\tasking\tpermission\tallowed+refused\n"
    "ask-form\tAsking has a form.\tR1\tgraph:ask\tform\tshown\n",
    "tests/seed_lines.tsv": "# lines 0:2 1:0 2:0 3:0 4:0\n" + "\t".join(LINE_COLUMNS) + "\n"
    "S0\t1\tDIGEST1\task-members\n"
    "S0\t3\tDIGEST2\tnone, because heading\n",
    "tests/scenarios/asking.txt": "ask ann   # rule: ask-members\n"
    "ask bob -> refused InsufficientPermissions   # rule: ask-members\n",
    "tests/graph/ask_test.cpp": "void ask();  // rule: ask-form\n",
}

# Each defect: the file, what is replaced by what, and a word of the finding that it must lead to.
DEFECTS = [
    ("seeds/000.txt", "\n\n", "\nA line more.\n", "S0:2 is not mapped"),
    ("seeds/000.txt", "members", "guests", "another text"),
    ("tests/seed_lines.tsv", "S0\t3\tDIGEST2\tnone, because heading\n", "", "1 are mapped"),
    ("tests/seed_lines.tsv", "none, because heading", "", "not mapped"),
    ("tests/seed_lines.tsv", "none, because heading", "none, because ", "without a reason"),
    ("tests/seed_lines.tsv", "none, because heading", "ask-nothing", "unknown rule `ask-nothing`"),
    ("tests/seed_lines.tsv", "none, because heading", "ask-form", "places of `ask-form`"),
    ("tests/seed_lines.tsv", "# lines", "# counts", "line counts"),
    ("tests/seed_lines.tsv", "S0\t3", "S0\t1", "out of order"),
    ("tests/rules.tsv", "S0:1", "S0:3", "places of `ask-members`"),
    ("tests/rules.tsv", "ask-form\t", "ask-members\t", "there twice"),
    ("tests/rules.tsv", "asking\t", "asking twice\t", "names no test"),
    ("tests/rules.tsv", "\tshown", "", "5 columns"),
    ("tests/rules.tsv", "\tform", "\tlaw", "unknown kind"),
    ("tests/scenarios/asking.txt", None, None, "the file is missing"),
    ("tests/scenarios/asking.txt", "rule: ask-members", "shows nothing", "no line is marked"),
    ("tests/scenarios/asking.txt", " -> refused InsufficientPermissions", "", "no refused line"),
    ("tests/scenarios/asking.txt", "ask ann ", "ask ann -> refused X", "no allowed line"),
    ("tests/scenarios/asking.txt", "ask ann ", "", "needs an operation"),
    ("tests/scenarios/asking.txt", "members\nask", "mmbers\nask", "unknown rule `ask-mmbers`"),
    ("tests/graph/ask_test.cpp", "rule: ask-form", "a form", "no test named `ask`"),
    ("tests/graph/ask_test.cpp", "rule: ask-form", "rule: ask-from", "unknown rule `ask-from`"),
]


def build_sample(folder, defect=None):
    """Writes the small sample project, with one defect if asked."""
    texts = (b"Only members may ask.", b"A heading")
    digest = [hashlib.sha256(text).hexdigest()[:12] for text in texts]
    for name, text in SAMPLE.items():
        text = text.replace("DIGEST1", digest[0])
        if defect and defect[0] == name:
            if defect[1] is None:
                continue
            old = defect[1].replace("DIGEST2", digest[1])
            text = text.replace("DIGEST2", digest[1])
            if old not in text:
                raise AssertionError(f"the defect `{defect[3]}` changes nothing")
            text = text.replace(old, defect[2], 1 if "ann" in old else -1)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("DIGEST2", digest[1]), encoding="utf-8")


def self_test():
    """The sound sample passes and each defect is found; returns what went wrong."""
    wrong = []
    for defect in [None] + DEFECTS:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            build_sample(folder, defect)
            findings = check(folder, folder / "seeds", PARTS)
        if defect is None and findings:
            wrong.append("self-test: the sound sample is refused: " + "; ".join(findings))
        if defect and not any(defect[3] in finding for finding in findings):
            wrong.append(f"self-test: the defect `{defect[3]}` is not found: {findings}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=pathlib.Path, default=ROOT, help="the project's folder")
    parser.add_argument("--seeds", type=pathlib.Path, help="the seeds (default: ../shared/seeds)")
    parser.add_argument("--parts", default=",".join(PARTS), help="which marks to ask for")
    options = parser.parse_args()
    parts = [part for part in options.parts.split(",") if part]
    if set(parts) - set(PARTS):
        parser.error(f"parts are {', '.join(PARTS)}")
    seeds = options.seeds or options.root / ".." / "shared" / "seeds"
    findings = self_test() + check(options.root, seeds, parts)
    for finding in findings:
        print(finding)
    compared = "seeds compared" if seeds.is_dir() else "seeds not at hand, tables compared"
    print(f"rules: {len(findings)} findings; {compared}; self-test of {len(DEFECTS)} defects")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
