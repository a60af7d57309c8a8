"""Prints what became of the mutants, and each survivor: python3 report.py GROUP mutation-report.json"""
import collections, json, sys

group, path = sys.argv[1:]
files = json.load(open(path))["files"]
mutants = [(name, mutant) for name, file in files.items() for mutant in file["mutants"]]
count = collections.Counter(mutant["status"] for _, mutant in mutants)
killed, left = count["Killed"] + count["Timeout"], count["Survived"] + count["NoCoverage"]
for name, mutant in sorted(mutants, key=lambda one: (one[0], one[1]["location"]["start"]["line"])):
    if mutant["status"] in ("Survived", "NoCoverage"):
        line = mutant["location"]["start"]["line"]
        print(f"{name.split('/src/Initializers/')[-1]}:{line}: {mutant['mutatorName']}: {' '.join(mutant['replacement'].split())[:100]}")
print(f"{group}: {killed} of {killed + left} mutants killed, {killed / (killed + left):.1%}")
