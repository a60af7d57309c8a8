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

mutants = [
    (name.split("/src/Initializers/")[-1], file["source"].splitlines()[mutant["location"]["start"]["line"] - 1].strip(), mutant)
    for name, file in json.load(open(path))["files"].items() for mutant in file["mutants"]
]
count = collections.Counter(mutant["status"] for _, _, mutant in mutants)
killed, alive = count["Killed"] + count["Timeout"], count["Survived"] + count["NoCoverage"]

survivors = {}
for name, line, mutant in sorted(mutants, key=lambda one: (one[0], one[2]["location"]["start"]["line"])):
    if mutant["status"] in ("Survived", "NoCoverage"):
        # The line of code instead of its number, so that reasons outlive other changes; equal lines are counted.
        key = f"{name}: {line}  ->  {' '.join(mutant['replacement'].split())[:100] or mutant['mutatorName']}"
        while key in survivors:
            key += "'"
        survivors[key] = reasons.get(key, "?")
        if survivors[key] == "?":
            print(key)

share = killed / (killed + alive)
summary = f"{datetime.date.today()}: {killed} of {killed + alive} mutants killed, {share:.1%}"
committed.write_text("\n".join([summary, *(f"{key}  # {reason}" for key, reason in survivors.items())]) + "\n")
print(f"{group}, {summary}")
sys.exit(share < LEAST or "?" in survivors.values())
