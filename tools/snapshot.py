"""Writes the snapshot of all built-in exercises and workouts: run it after changing one.

python tools/snapshot.py            writes workouts/data/built-in.json
python tools/snapshot.py --check    only says whether it is fresh; exits 1 when it is not
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from workouts import snapshot
from workouts.library import DATA, read_built_in


def main(arguments: list[str]) -> int:
    target, fresh = DATA / snapshot.NAME, snapshot.encode(read_built_in(DATA))
    if target.exists() and target.read_bytes() == fresh:
        return 0
    if "--check" in arguments:
        print(f"{target} is out of date: run python tools/snapshot.py")
        return 1
    target.write_bytes(fresh)
    print(f"{target}: {len(fresh) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
