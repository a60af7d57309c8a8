"""python3 report.py GROUP mutation-report.json: writes what became of the mutants into GROUP.txt, which is committed.

Its first line has the day and the counts. Each mutant that lives follows, with the reason why it may, behind a #; reasons are kept from
the file as it was. Returns 1 if fewer than nine in ten were killed, or one that lives has no reason.
"""
import collections
import datetime
import json
import pathlib
import sys

LEAST = 0.9
group, path = sys.argv[1:]
committed = pathlib.Path(f"{group}.txt")
before = committed.read_text().splitlines() if committed.exists() else []
reasons = dict(line.split("  # ", 1) for line in before[1:])

mutants = [(name, mutant) for name, file in json.load(open(path))["files"].items() for mutant in file["mutants"]]
count = collections.Counter(mutant["status"] for _, mutant in mutants)
killed, alive = count["Killed"] + count["Timeout"], count["Survived"] + count["NoCoverage"]

survivors = {}
for name, mutant in sorted(mutants, key=lambda one: (one[0], one[1]["location"]["start"]["line"])):
    if mutant["status"] in ("Survived", "NoCoverage"):
        where = name.split("/src/Initializers/")[-1]
        key = f"{where}: {mutant['mutatorName']}: {' '.join(mutant['replacement'].split())[:100]}"
        survivors[key] = reasons.get(key, "?")
        if survivors[key] == "?":
            print(f"{key}  # line {mutant['location']['start']['line']}")

share = killed / (killed + alive)
summary = f"{datetime.date.today()}: {killed} of {killed + alive} mutants killed, {share:.1%}"
committed.write_text("\n".join([summary, *(f"{key}  # {reason}" for key, reason in survivors.items())]) + "\n")
print(f"{group}, {summary}")
sys.exit(share < LEAST or "?" in survivors.values())
