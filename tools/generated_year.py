"""A year of training that is the same at every run, to look at charts with.

    python tools/generated_year.py PATH.db [--weeks 52] [--end 2026-11-20]

The left side starts weaker and catches up; there are an ill week, a race, a journey, weeks without
anything, days on which pain or effort was not told, and a hold that only one side ever did.
"""

import argparse
import json
import random
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlite_utils import Database

from db.connect import connect
from db.ids import new_id
from db.moments import to_text

OFFSET = 60
HOLDS = (
    # id, name, category, first and last seconds of the right side, how far the left is behind
    ("copenhagen-hold", "Side-plank adductor hold", "adductor", 12, 24, 6),
    ("side-plank", "Side plank", "strength", 28, 52, 9),
    ("copenhagen-short", "Short-lever adductor hold", "adductor", 10, 20, 3),
)
REPS = (
    ("side-lying-hip-abduction", "Side-lying leg raise", "strength", 10, 18, 3),
    ("clamshell", "Clamshell", "activation", 12, 15, 1),
    ("heel-raise", "Heel raise", "foot-control", 12, 22, 2),
)
BOTH = (
    ("glute-bridge", "Glute bridge hold", "activation", 30, 45),
    ("adductor-rock-back", "Adductor rock-back", "mobility", 30, 30),
)
TESTS = (
    ("side-plank-test", "Side plank test", "held_s", 35, 66, 10),
    ("heel-raise-test", "Heel-raise test", "done_reps", 14, 25, 4),
    ("single-leg-bridge-test", "Single-leg bridge test", "done_reps", 16, 28, 5),
)


def make_year(path: Path, end: date, weeks: int = 52, *, sessions_a_week: int = 3) -> int:
    """Write that many weeks up to a day; returns how many sets there are."""
    year = _Year(end, weeks)
    for week in range(weeks):
        if week in year.idle:
            continue
        for number in range(sessions_a_week):
            year.strength(week, number)
        for number in range(3):
            year.run(week, number, warmed=year.chance.random() < 0.45 + 0.5 * week / weeks)
        if week % 4 == 0:
            year.tests(week)
        if week % 3 == 0:
            year.balance(week)
    connection = connect(path)
    db = Database(connection, execute_plugins=False)
    with db.atomic():
        for table, rows in year.rows.items():
            db.table(table).insert_all(rows)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return len(year.rows["set_result"])


class _Year:
    def __init__(self, end: date, weeks: int) -> None:
        self.chance = random.Random(7)
        self.weeks = weeks
        self.first = end - timedelta(days=end.weekday()) - timedelta(weeks=weeks - 1)
        self.end = end
        ill = {w for w in range(weeks) if w % 52 == 20}
        self.idle = {w for w in range(weeks) if w % 52 in (20, 33, 34)}
        self.rows: dict[str, list[dict[str, object]]] = {
            name: []
            for name in ("session", "set_result", "run", "plan_day", "prescription", "mark")
        }
        for week in sorted(ill):
            monday = self.first + timedelta(weeks=week)
            self.mark(monday, monday + timedelta(days=6), "illness", "A cold")
        for week in range(weeks):
            monday = self.first + timedelta(weeks=week)
            if week % 52 == 33:
                self.mark(monday, monday + timedelta(days=13), "travel", "Walking in the hills")
            if week % 52 == 44:
                day = monday + timedelta(days=6)
                self.mark(day, day, "race", "Half marathon")
            if week % 52 == 9:
                day = monday + timedelta(days=2)
                self.mark(day, day, "note", "New shoes")
            if week % 8 == 0:
                share = week / max(1, weeks)
                self.prescribe(monday, "copenhagen-hold", round(12 + 14 * share))

    def moment(self, week: int, day: int, hour: int = 18, minute: int = 0) -> datetime:
        found = self.first + timedelta(weeks=week, days=day)
        return datetime(found.year, found.month, found.day, hour, minute, tzinfo=UTC)

    def session(
        self, at: datetime, kind: str, workout: str, title: str, minutes: float
    ) -> dict[str, object]:
        told = self.chance.random() < 0.8
        before = self.chance.choice((0, 1, 1, 2))
        row: dict[str, object] = {
            "id": new_id(at),
            "workout_id": workout,
            "title": title,
            "kind": kind,
            "started_at": to_text(at),
            "utc_offset_min": OFFSET,
            "finished_at": to_text(at + timedelta(minutes=minutes)),
            "state": "finished",
            "planned_s": minutes * 60,
            "active_s": minutes * 60 - 20,
            "paused_s": 20.0,
            "rpe": float(self.chance.choice((6, 7, 7, 8))) if told else None,
            "pain_before": before if told else None,
            "pain_worst": min(10, before + self.chance.choice((0, 1, 1, 2, 3))) if told else None,
            "pain_morning": max(0, before + self.chance.choice((-1, 0, 0, 1))) if told else None,
            "updated_at": to_text(at),
        }
        self.rows["session"].append(row)
        return row

    def add(
        self,
        session: dict[str, object],
        at: datetime,
        exercise: tuple[str, str, str],
        side: str,
        **values: object,
    ) -> None:
        position = 1 + sum(
            row["session_id"] == session["id"] for row in self.rows["set_result"][-60:]
        )
        start = at + timedelta(seconds=40 * position)
        id_, name, category = exercise
        made: dict[str, object] = {
            "id": new_id(start),
            "session_id": session["id"],
            "position": position,
            "exercise_id": id_,
            "exercise_name": name,
            "side": side,
            "round_no": 1,
            "set_no": 1,
            "measure": "hold",
            "target_reps": None,
            "target_s": None,
            "done_reps": None,
            "held_s": None,
            "category": category,
            "ended_by": "target",
            "rpe": None,
            "rir": None,
            "pain": None,
            "score": None,
            "started_at": to_text(start),
            "active_s": 20.0,
            "updated_at": to_text(start),
        }
        made.update(values)
        self.rows["set_result"].append(made)

    def between(self, low: float, high: float, week: int) -> float:
        return low + (high - low) * min(1.0, week / max(1, self.weeks - 1))

    def strength(self, week: int, number: int) -> None:
        at = self.moment(week, (0, 2, 4)[number % 3])
        if at.date() > self.end:
            return
        title = ("Hip strength", "Adductor ladder", "Hip strength")[number % 3]
        session = self.session(at, "strength", "hip-strength-1", title, 18.0 + 4 * number)
        for id_, name, category, low, high, behind in HOLDS:
            for side in ("left", "right"):
                lag = behind * max(0.0, 1 - 1.25 * week / self.weeks) if side == "left" else 0.0
                target = self.between(low, high, week)
                held = max(3.0, target - lag + self.chance.uniform(-2.5, 1.5))
                for _ in range(2):
                    self.add(
                        session,
                        at,
                        (id_, name, category),
                        side,
                        target_s=float(round(target)),
                        held_s=round(held, 1),
                        active_s=round(held, 1),
                        rpe=float(self.chance.choice((6, 7, 8, 9)))
                        if self.chance.random() < 0.7
                        else None,
                        ended_by="target" if held >= round(target) else "dropped",
                    )
        for id_, name, category, low, high, behind in REPS:
            for side in ("left", "right"):
                lag = behind * max(0.0, 1 - 1.25 * week / self.weeks) if side == "left" else 0.0
                target = round(self.between(low, high, week))
                done = max(3, round(target - lag + self.chance.uniform(-1.5, 1)))
                self.add(
                    session,
                    at,
                    (id_, name, category),
                    side,
                    measure="reps",
                    target_reps=target,
                    done_reps=done,
                    active_s=done * 3.0,
                    rir=float(self.chance.choice((2, 3, 4, 5)))
                    if self.chance.random() < 0.6
                    else None,
                )
        for id_, name, category, low, high in BOTH:
            held = round(self.between(low, high, week))
            self.add(
                session,
                at,
                (id_, name, category),
                "both",
                target_s=float(held),
                held_s=float(held),
                active_s=float(held),
            )

    def run(self, week: int, number: int, *, warmed: bool) -> None:
        at = self.moment(week, (1, 3, 6)[number], 7)
        if at.date() > self.end:
            return
        if warmed:
            session = self.session(
                at - timedelta(minutes=10), "warm-up", "pre-run-5", "Before the run: 5 min", 5.0
            )
            session.update(rpe=None, pain_before=None, pain_worst=None, pain_morning=None)
            for side in ("left", "right"):
                self.add(
                    session,
                    at - timedelta(minutes=10),
                    ("clamshell", "Clamshell", "activation"),
                    side,
                    measure="reps",
                    target_reps=12,
                    done_reps=12,
                )
        self.rows["run"].append(
            {
                "id": new_id(at),
                "started_at": to_text(at),
                "utc_offset_min": OFFSET,
                "minutes": 30.0 + 10 * number,
                "distance_km": 6.0 + 2 * number,
                "kind": ("easy", "intervals", "long")[number],
                "source": "typed",
                "updated_at": to_text(at),
            }
        )
        self.rows["plan_day"].append(
            {
                "id": new_id(at),
                "programme": "hip-strength",
                "week": week + 1,
                "date": at.date().isoformat(),
                "workout_id": "hip-strength-1",
                "done_session_id": self.rows["session"][-1]["id"]
                if self.chance.random() < 0.8
                else None,
                "updated_at": to_text(at),
            }
        )

    def tests(self, week: int) -> None:
        at = self.moment(week, 5, 10)
        if at.date() > self.end:
            return
        session = self.session(at, "self-test", "self-tests", "Self-tests", 15.0)
        session.update(rpe=None)
        for id_, name, column, low, high, behind in TESTS:
            for side in ("left", "right"):
                lag = behind * max(0.0, 1 - 1.25 * week / self.weeks) if side == "left" else 0.0
                value = self.between(low, high, week) - lag + self.chance.uniform(-2, 2)
                is_hold = column == "held_s"
                self.add(
                    session,
                    at,
                    (id_, name, "self-test"),
                    side,
                    measure="hold" if is_hold else "reps",
                    **{column: round(value, 1) if is_hold else round(value)},
                )

    def balance(self, week: int) -> None:
        """One side alone: there is nothing to compare it with."""
        at = self.moment(week, 5, 17)
        if at.date() > self.end:
            return
        session = self.session(at, "foot-control", "foot-control", "Foot control", 8.0)
        held = self.between(20, 40, week) + self.chance.uniform(-4, 4)
        self.add(
            session,
            at,
            ("single-leg-balance", "Single-leg balance", "foot-control"),
            "left",
            target_s=30.0,
            held_s=round(held, 1),
            active_s=round(held, 1),
        )

    def mark(self, first: date, last: date, kind: str, text: str) -> None:
        at = datetime(first.year, first.month, first.day, 12, tzinfo=UTC)
        self.rows["mark"].append(
            {
                "id": new_id(at),
                "from_date": first.isoformat(),
                "to_date": last.isoformat(),
                "kind": kind,
                "text": text,
                "updated_at": to_text(at),
            }
        )

    def prescribe(self, day: date, exercise: str, hold_s: int) -> None:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        self.rows["prescription"].append(
            {
                "id": new_id(at),
                "exercise_id": exercise,
                "exercise_name": "Side-plank adductor hold",
                "side": None,
                "dose": json.dumps({"sets": 2, "repeats": 2, "hold_s": hold_s}),
                "rule": "PR-COPENHAGEN",
                "why": "Both sides held the target twice.",
                "set_at": to_text(at),
                "accepted_at": to_text(at),
                "updated_at": to_text(at),
            }
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--end", type=date.fromisoformat, default=date(2026, 11, 20))
    options = parser.parse_args()
    print(f"{make_year(options.path, options.end, options.weeks)} sets")


if __name__ == "__main__":
    main()
