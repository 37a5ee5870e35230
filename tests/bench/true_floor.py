"""The least that this program must do to open a workspace: read it strictly and find that every file fits its schema.

Usage: true_floor.py ROOT. Prints how many files it read.
"""

import sys
from pathlib import Path

from comparer.app.disk import read_workspace
from comparer.load.checks import read_entries


def main(root: Path) -> int:
    entries = read_entries(read_workspace(root))
    for problem in (problem for entry in entries for problem in entry.problems):
        print(problem.message, file=sys.stderr)
    print(len(entries), "files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
