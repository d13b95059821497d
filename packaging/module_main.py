"""Installed as holdfast/__main__.py, for `python -m holdfast`."""

from holdfast import run

if __name__ == "__main__":
    raise SystemExit(run())
