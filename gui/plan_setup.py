"""What a programme says of itself before it begins, with its sources in full."""

from gui.pages.plan_setup_page import Setup
from gui.plan_words import source_long
from workouts.plan import Wishes
from workouts.programmes import Programme, Role


def setup_of(programme: Programme, facts: str, wishes: Wishes) -> Setup:
    """`wishes`: the days that are chosen at first."""
    asked = {session.role for week in programme.week for session in week.session}
    entry = programme.entry
    return Setup(
        programme.id,
        programme.title,
        programme.goal,
        facts,
        tuple((says.text, source_long(says.source)) for says in programme.says),
        tuple((need.text, source_long(need.source)) for need in (entry.need if entry else ())),
        tuple((it.id, it.title, it.when) for it in programme.variant),
        wishes.training,
        wishes.runs,
        asks_runs=bool(asked & {Role.BEFORE_RUN, Role.RUN}),
        asks_training=bool(asked & {Role.STRENGTH, Role.LIGHT}),
    )
