"""The page shown while exercising. Shows events and makes requests; knows no clock or file."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.player.figure_view import Stance
from gui.player.keys import HELD, wish_of
from gui.player.player_parts import PlayerParts
from gui.player.posing import breathes, lying_angle, moves, stance
from gui.player.telling import Telling
from gui.theme import Theme
from gui.words import clock_time
from workouts.events import (
    Event,
    Paused,
    RepCounted,
    RepStarted,
    Resumed,
    ResumeStarted,
    SecondLeft,
    SessionFinished,
    StepFinished,
    StepLengthened,
    StepStarted,
    TimelineChanged,
)
from workouts.model import Position, Side
from workouts.session import State, View
from workouts.timeline import Step, StepKind, Timeline

FLASH_MS = 350
SCROLLING = {Qt.Key.Key_Up: -3, Qt.Key.Key_Down: 3}  # lines, while the how-to is read
FLASHES_APART_MS = 400  # never more than 3 flashes a second
SAID_MS = 4000


class PlayerPage(PlayerParts):
    pause_toggled = Signal()
    next_requested = Signal()
    back_requested = Signal()
    drop_requested = Signal()
    done_requested = Signal()
    count_requested = Signal()
    extend_requested = Signal(float)  # seconds
    swap_requested = Signal()
    seek_requested = Signal(int)
    leave_requested = Signal()
    signs_requested = Signal()  # the signs to stop at; their key is the window's
    mute_toggled = Signal()
    volume_requested = Signal(int)  # percent points up or down
    full_screen_toggled = Signal()
    turn_requested = Signal()
    variation_requested = Signal(str)  # "easier" or "harder"
    effort_said = Signal(str)  # "hard", "right" or "easy", of the set just done
    how_to_requested = Signal()
    pocket_toggled = Signal()
    only_minutes_requested = Signal(int)  # in a warm-up: no more than that is left

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._step: Step | None = None
        self._view_source: Callable[[], View] | None = None
        self._telling = Telling(self)
        self._last_text: Callable[[Step], str] = lambda _: ""
        self._flash_timer = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_gap = QTimer(self, singleShot=True, interval=FLASHES_APART_MS)
        self._said_timer = QTimer(self, singleShot=True, interval=SAID_MS)
        self.is_warm_up = False
        self.reduced_motion = False
        self.flashes = True
        self.turns_by_itself = False  # for side-lying work; T turns it back
        self.rest_step_s = 10.0
        self._turned = False
        self._trouble = ""  # what is missing, as long as it is
        self._connect()

    def _connect(self) -> None:
        card = self.pause_card
        self.bar.seek_requested.connect(self.seek_requested)
        self.figure.set_source(self._stance)
        self.less_time.minutes_said.connect(self.only_minutes_requested)
        self.less_time.minutes_said.connect(self.setFocus)
        card.how_to_button.clicked.connect(self.how_to_requested)
        self._flash_timer.timeout.connect(self.update)
        self._said_timer.timeout.connect(self._show_trouble)
        self.turn_requested.connect(self.toggle_turned)
        card.continue_button.clicked.connect(self.pause_toggled)
        card.next_button.clicked.connect(self.next_requested)
        card.back_button.clicked.connect(self.back_requested)
        card.leave_button.clicked.connect(self.leave_requested)
        for chosen in (self.controls.chosen, self.efforts.chosen, card.chosen):
            chosen.connect(self._ask)

    @Slot(str, object)
    def _ask(self, name: str, sends: tuple[object, ...]) -> None:
        """A key or its control was pressed."""
        steps = {"step_lengthened": 1, "step_shortened": -1}
        if name in steps:
            self.extend_requested.emit(steps[name] * self.rest_step_s)
        elif name == "less_time_toggled":
            self.less_time.toggle()
        else:
            getattr(self, name).emit(*sends)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for widget in (self.dial, self.bar, self.figure):
            widget.set_theme(theme)
        self._scale_type()
        self._show_step()

    def set_reduced_motion(self, on: bool) -> None:
        self.reduced_motion = self.figure.reduced_motion = on

    def begin(
        self,
        timeline: Timeline,
        view_source: Callable[[], View],
        last_text: Callable[[Step], str] = lambda _: "",
    ) -> None:
        """Get ready for a session: where to ask for the moment, and for the last result."""
        self._timeline = timeline
        self._view_source = view_source
        self._last_text = last_text
        self.bar.set_timeline(timeline)
        self.figure.set_exercises({step.exercise.id: step.exercise for step in timeline.steps})
        self.pause_card.hide()
        self.hide_how_to()
        self._said_timer.stop()
        self.show_trouble("")
        self.setFocus()

    def show_as_warm_up(self, *, on: bool) -> None:
        """A warm-up tells when it ends, and can be made shorter on the way."""
        self.is_warm_up = on
        self.less_time.close_choice()
        self.less_time.setVisible(on)

    def show_finish(self, text: str, seconds_left: float) -> None:
        """The time of day at which a warm-up ends."""
        self.less_time.show_finish(text)
        self.less_time.show_possible(seconds_left)

    def show_how_to(self) -> None:
        """The exercise at hand in words, the figure looping beside them."""
        if not self._step:
            return
        exercise, side = self._step.exercise, self._step.side.value
        self.how_to.explain(exercise, side, self._theme, self.figure.faults(exercise.id))
        self.how_to.show()
        self.dial.hide()
        self.pause_card.hide()
        self.figure.animate(not self.reduced_motion)

    def close_how_to(self) -> None:
        """Back to the pause it was opened from."""
        self.hide_how_to()
        self.pause_card.setVisible(not self._small)
        self.refresh()

    def hide_how_to(self) -> None:
        self.how_to.hide()
        self.dial.show()

    @Slot()
    def toggle_turned(self) -> None:
        """Turn digits and figure for eyes that lie on their side, or back."""
        self._turned = not self._turned
        self._turn()

    def finish_moving(self) -> None:
        """End the flash and the figure's way to the next exercise at once."""
        self._flash_timer.stop()
        self.figure.finish_moving()
        self.update()

    def _turn(self) -> None:
        step = self._step
        by_itself = self.turns_by_itself and step and step.exercise.position is Position.SIDE_LYING
        angle = lying_angle(step) if step and self._turned != bool(by_itself) else 0
        self.dial.set_turned(angle)
        self.figure.set_turned(angle)

    @Slot(str)
    def show_preparing(self, text: str) -> None:
        """How far the voice's clips are; the session does not wait for them."""
        self.preparing_label.setText(text)
        self.preparing_label.setVisible(bool(text))

    @Slot(str)
    def say(self, text: str, *, stays: bool = False) -> None:
        """Show a line of news under the figure for a while; one that `stays` is a trouble."""
        if stays:
            self.show_trouble(text)
            return
        self._show_said(text or self._trouble, is_trouble=not text)
        if text:
            self._said_timer.start()

    @Slot(str)
    def show_trouble(self, text: str) -> None:
        """What is missing, in sight until another text, or none, takes its place."""
        self._trouble = text
        if not self._said_timer.isActive():
            self._show_trouble()

    @Slot()
    def _show_trouble(self) -> None:
        self._said_timer.stop()
        self._show_said(self._trouble, is_trouble=True)

    def _show_said(self, text: str, *, is_trouble: bool) -> None:
        if self.is_trouble != is_trouble:
            self.is_trouble = is_trouble
            self._scale_type()
        self.said_label.setText(text)
        self.said_label.setVisible(bool(text))

    @Slot(object, float)
    def show_event(self, event: Event, _now: float = 0.0) -> None:
        match event:
            case StepStarted(step=step):
                self._step = step
                self._show_step()
                if self.how_to.isVisible():  # gone on to another one with the words open
                    self.show_how_to()
                self._flash()
            case TimelineChanged(timeline=timeline):
                self._timeline = timeline
                self.bar.set_timeline(timeline)
                if self._step:
                    self._step = timeline.steps[self._step.index]
                    self._show_step()
            case Paused(asleep=asleep):
                self._show_paused(asleep=asleep)
            case ResumeStarted() | Resumed():
                self.pause_card.hide()
                self.hide_how_to()
                self.setFocus()
            case SessionFinished():
                self.figure.animate(False)
                return
            case SecondLeft() | RepStarted() | RepCounted() | StepLengthened() | StepFinished():
                pass
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Bring dial, bar and figure to this moment."""
        if not (self._view_source and self._step):
            return
        view = self._view_source()
        self.dial.show_reading(self._telling.reading(view, self._theme))
        self._name_space()
        share = view.into / view.length if view.length else 0.0
        self.bar.show_place(view.step.index, min(1.0, share))
        if self._timeline:
            left = self._timeline.total_s - view.step.at - min(view.into, view.step.planned_s)
            self.time_left_label.setText(self.tr("{} left").format(clock_time(max(0.0, left))))
        self.figure.refresh()
        breathes = self._breathes(view)
        self.figure.animate(breathes or self._moves(view), breathing=breathes)

    def _name_space(self) -> None:
        """What Space does just now, on the first control."""
        view = self._view_source() if self._view_source else None
        if view is None:
            return
        if view.state is not State.RUNNING:
            self.controls.show_first("play", self.tr("Go on"))
        elif view.left is None:
            self.controls.show_first("done", self.tr("Done"))
        else:
            self.controls.show_first("pause", self.tr("Pause"))

    def _breathes(self, view: View) -> bool:
        return breathes(view) and not self.reduced_motion

    def _moves(self, view: View) -> bool:
        if self.reduced_motion:
            return False
        return self.figure.is_moving_over() or self.how_to.isVisible() or moves(view)

    def _stance(self) -> Stance | None:
        if not self._view_source:
            return None
        view = self._view_source()
        if self.how_to.isVisible():
            step = view.step
            return Stance(step.exercise.id, step.side.value, round(self.how_to.phase(), 3), 1.0)
        return stance(view, breathing=self._breathes(view))

    def _show_step(self) -> None:
        step = self._step
        if not step or not self._timeline:
            return
        resting = step.kind is StepKind.REST
        self.exercise_label.setText(self._telling.headline(step))
        self.side_label.setText(self._telling.details(step))
        self.left_badge.setVisible(step.side is Side.LEFT and not resting)
        self.right_badge.setVisible(step.side is Side.RIGHT and not resting)
        self._turn()
        self.next_label.setText(self._telling.coming(step, self._timeline))
        self.next_label.setVisible(bool(self.next_label.text()) and not self._small)
        self.pause_card.show_counting(on=step.self_paced)
        question = self._telling.effort_question(step, self._timeline)
        last = question or self._last_text(step)
        self.last_label.setText(last)
        self.last_label.setVisible(bool(last) and not self._small)
        self.efforts.setVisible(bool(question) and not self._small)
        self._name_space()

    def _show_paused(self, *, asleep: bool) -> None:
        self.pause_card.show_why(
            self.tr("The computer slept. Paused where you left.") if asleep else ""
        )
        self.pause_card.setVisible(not self._small)
        self._place_card()

    def _flash(self) -> None:
        if self.flashes and not self.reduced_motion and not self._flash_gap.isActive():
            self._flash_gap.start()
            self._flash_timer.start()
            self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme.ground))
            if self._flash_timer.isActive() and self._step:
                colour = QColor(self._theme.phase(self._step.kind))
                painter.setPen(QPen(colour, 10))
                painter.drawRect(self.rect().adjusted(5, 5, -5, -5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fold():
            self._show_step()
        self._arrange()
        self._scale_type()
        self._place_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.how_to.isVisible() and event.key() in SCROLLING:
            self.how_to.scroll_lines(SCROLLING[Qt.Key(event.key())])
            return
        wish = wish_of(Qt.Key(event.key()), warm_up=self.is_warm_up)
        if wish is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() or wish[0] in HELD:
            self._ask(*wish)
