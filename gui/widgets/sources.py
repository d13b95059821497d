"""Where a statement comes from, in words that can be read without the program."""

from collections.abc import Sequence

from workouts.references import reference


def sources_text(keys: Sequence[str]) -> str:
    """Each key with its full text: NHS-CES: … warning signs; general practice: …"""
    return "; ".join(
        reference(key).text if key == "GP" else f"{key}: {reference(key).text}" for key in keys
    )


def short_source(key: str) -> str:
    """A key as it stands beside a sentence; the full text is one step away."""
    return "general practice" if key == "GP" else key
