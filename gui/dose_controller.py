"""The junction of a session that is over with what comes next: decisions, answers, own doses."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.dose_words import action_word, change_text, sentence
from gui.settings import Settings, owned_bands, owned_equipment
from gui.widgets.next_card import NextCard, NextRow
from gui.widgets.sources import short_source, sources_text
from workouts.library import Library, LibraryError
from workouts.model import Side
from workouts.own_dose import own_sides
from workouts.progression import NEEDS_LAST_RUNG, Athlete, Decision
from workouts.rules import FILE_NAME, Rules, own_rules, standard_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from db.doses import Doses
    from db.history import History


class DoseController(QObject):
    """Shows what the newest session leads to. Nothing changes before it is accepted."""

    doses_changed = Signal(object)  # the accepted doses by exercise
    failed = Signal(str, str)  # what, why

    def __init__(self, card: NextCard, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._card, self._folder = card, folder
        self._history: History | None = None
        self._library: Library | None = None
        self._settings = Settings()
        self._session_id = ""
        self._decisions: dict[str, Decision] = {}  # by the key of its row
        self.easier_week = False  # the plan asks for less on purpose
        self.red_flag = False
        card.accept_requested.connect(self.accept)
        card.keep_requested.connect(self.keep)
        card.undo_requested.connect(self.take_back)

    def use_history(self, history: "History | None") -> None:
        """Where decisions are made from and kept; the doses accepted so far are told."""
        self._history = history
        self._tell()

    def use_library(self, library: Library) -> None:
        self._library = library

    def use_settings(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def rules(self) -> Rules:
        """The athlete's numbers as they are now."""
        return self._rules()[0]

    @Slot(str)
    def show_session(self, session_id: str) -> None:
        """What the session leads to; only the newest one still can."""
        self._session_id = session_id
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Decide again: effort, pain or a set may have been put right."""
        from db.errors import HistoryError

        try:
            rows, problem = self._rows()
        except (HistoryError, KeyError):
            rows, problem = [], ""
        self._card.show_rows(rows, problem)

    @Slot(str)
    def accept(self, key: str) -> None:
        self._answer(key, accept=True)

    @Slot(str)
    def keep(self, key: str) -> None:
        """Stay with the dose as it is."""
        self._answer(key, accept=False)

    @Slot(str)
    def take_back(self, key: str) -> None:
        """As if it had not been answered."""
        decision = self._decisions.get(key)
        if decision:
            place = self._session_id, decision.old_exercise, decision.side
            self._change(lambda doses: doses.take_back(*place))

    @Slot(str)
    def forget(self, exercise_id: str) -> None:
        """Back to the dose of the workouts."""
        self._change(lambda doses: doses.back_to_the_workouts(exercise_id))

    def _answer(self, key: str, *, accept: bool) -> None:
        decision = self._decisions.get(key)
        if decision is None or self._library is None:
            return
        name = self._library.exercises[decision.old_exercise].name
        why = sentence(decision)
        self._change(
            lambda doses: doses.answer(self._session_id, name, decision, why, accept=accept)
        )

    def _change(self, work: "Callable[[Doses], object]") -> None:
        from db.errors import HistoryError

        if self._history is None:
            return
        try:
            work(self._history.doses)
        except HistoryError as error:
            self.failed.emit(self.tr("Your answer could not be kept."), str(error))
            return
        self._tell()
        self.refresh()

    def _tell(self) -> None:
        from db.errors import HistoryError

        if self._history is None:
            return
        try:
            self.doses_changed.emit(self._history.doses.accepted())
        except HistoryError as error:
            self.failed.emit(self.tr("Your doses could not be read."), str(error))

    def _rows(self) -> tuple[list[NextRow], str]:
        history, library = self._history, self._library
        self._decisions = {}
        newest = history.sessions(1) if history else []
        if not (history and library and newest and newest[0].id == self._session_id):
            return [], ""
        from workouts.next_dose import decisions

        session, sets = newest[0], history.sets(self._session_id)
        done = list(dict.fromkeys(one.exercise_id for one in sets))
        rules, problem = self._rules()
        found = decisions(
            session,
            sets,
            history.doses.earlier(session, done),
            history.doses.adds(session.started_at),
            library.exercises,
            self._athlete(history, library, done),
            rules,
            easier_week=self.easier_week,
            red_flag=self.red_flag,
            bands={one.exercise_id: one.band or "" for one in sets},
            weaker={
                id_: side.weaker
                for id_, side in own_sides(history.doses.accepted(), library.exercises).items()
                if side.weaker
            },
        )
        found += self._of_tests(history, library, done, rules)
        answers = history.doses.answers(self._session_id)
        self._decisions = {_key(one): one for one in found}
        return [self._row(one, library, answers) for one in found], problem

    def _of_tests(
        self, history: "History", library: Library, done: list[str], rules: Rules
    ) -> list[Decision]:
        """What the self-tests of this session say of the sides; their answers stay in sight."""
        from workouts.extra_rules import side_decision
        from workouts.self_test import scale_of

        accepted, told = history.doses.accepted(), []
        answered = {name for name, _ in history.doses.answers(self._session_id)}
        for id_ in done:
            scale = scale_of(id_)
            if scale is None or not scale.is_ratio or id_ not in library.exercises:
                continue
            own = accepted.get(id_)
            now = None if own is None or id_ in answered else own.weaker
            tests = history.doses.test_sides(id_)
            if decision := side_decision(library.exercises[id_], tests, now, rules):
                told.append(decision)
        return told

    def _row(
        self,
        decision: Decision,
        library: Library,
        answers: "Mapping[tuple[str, Side | None], str]",
    ) -> NextRow:
        name = library.exercises[decision.old_exercise].name
        if decision.side and not decision.weaker:
            side = self.tr("left") if decision.side is Side.LEFT else self.tr("right")
            name = f"{name}, {side}"
        return NextRow(
            key=_key(decision),
            name=name,
            word=action_word(decision),
            change=change_text(decision, library.exercises),
            why=sentence(decision),
            source=", ".join(short_source(key) for key in decision.source),
            in_full=sources_text(decision.source),
            changes=decision.changes,
            answer=answers.get((decision.old_exercise, decision.side), ""),
        )

    def _athlete(self, history: "History", library: Library, done: list[str]) -> Athlete:
        """Equipment from the settings; which locked levels the pain told so far lets open."""
        from workouts.extra_rules import unlocked

        open_rungs = set(unlocked([], history.doses.side_planks()))
        for id_ in done:
            harder = library.exercises[id_].harder if id_ in library.exercises else None
            if harder in NEEDS_LAST_RUNG and harder in unlocked(history.doses.pains(id_), []):
                open_rungs.add(harder)
        return Athlete(
            own=owned_equipment(self._settings),
            bands=owned_bands(self._settings),
            open_rungs=frozenset(open_rungs),
            sets_stay=True,
        )

    def _rules(self) -> tuple[Rules, str]:
        """The athlete's numbers; where their file is wrong, the shipped ones and the reason."""
        try:
            return own_rules(self._folder / FILE_NAME), ""
        except LibraryError as error:
            return standard_rules(), self.tr("{}. The usual numbers are used.").format(error)


def _key(decision: Decision) -> str:
    """What tells a row from the others: the exercise, and the side where it has its own."""
    return f"{decision.old_exercise}/{decision.side}" if decision.side else decision.old_exercise
