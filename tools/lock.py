"""Makes requirements.lock anew from pyproject.toml: every package pinned, every file hashed.

    python3 tools/lock.py             keeps the pins that still fit
    python3 tools/lock.py --upgrade   takes the newest versions that fit

Needs `uv` (on the path, or `--uv PATH`). Knows nothing of installing: bootstrap.py does that.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"

# Dependencies of our dependencies that we do without, so bootstrap.py installs with --no-deps:
# - pyobjc is a bundle of 170 macOS packages, of which pyttsx3 imports the two that we name;
# - pip is in the virtual environment already.
LEFT_OUT = """\
pyobjc ; python_version < "3"
pip ; python_version < "3"
"""
OPTIONS = (
    *("--group", "dev", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-annotate", "--no-header", "--quiet"),
)
PIN = re.compile(r"^[\w.-]+==", re.MULTILINE)
ADDRESS = re.compile(r"\w://|^\s*-(?!-hash=)", re.MULTILINE)


def compile_lock(uv: str, *more: str) -> None:
    """Writes requirements.lock, or leaves it as it was and raises."""
    with tempfile.TemporaryDirectory() as folder:
        overrides = Path(folder) / "left-out.txt"
        overrides.write_text(LEFT_OUT, encoding="utf-8")
        made = Path(folder) / LOCK.name
        if LOCK.exists():
            shutil.copyfile(LOCK, made)  # uv keeps the pins it finds in the file it writes
        subprocess.run(
            [
                *(uv, "pip", "compile", "pyproject.toml", *OPTIONS, *more),
                *("--override", str(overrides), "--output-file", str(made)),
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        text = made.read_text(encoding="utf-8")
    if ADDRESS.search(text):
        sys.exit("The new lock names an address or an option; it was not written.")
    LOCK.write_text(text, encoding="utf-8")


def main() -> None:
    assert __doc__
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--uv", default=shutil.which("uv"), help="the uv program to use")
    parser.add_argument("--upgrade", action="store_true", help="take newer versions that fit")
    options = parser.parse_args()
    if not options.uv:
        sys.exit("uv is needed: python3 -m pip install uv, in an environment of its own.")
    compile_lock(options.uv, *(["--upgrade"] if options.upgrade else []))
    print(LOCK.name, "holds", len(PIN.findall(LOCK.read_text(encoding="utf-8"))), "packages")


if __name__ == "__main__":
    main()
