"""The plans printed in docs/audio.md are what the coach does today."""

from benchmarks.hold_plans import tables
from media.child import ROOT


def test_the_printed_plans_are_todays():
    printed = (ROOT / "docs" / "audio.md").read_text(encoding="utf-8")
    assert tables() in printed, "python -m benchmarks.hold_plans prints them anew"
