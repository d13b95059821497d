"""The page shown while exercising. Shows events and makes requests; knows no clock or file."""

from collections.abc import Callable
from math import cos, pi

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.player.controls import EFFORTS, Controls, PauseCard
from gui.player.dial import Dial, Reading
from gui.player.figure_view import FigureView, Stance
from gui.player.how_to import HowTo
from gui.player.less_time import LessTime
from gui.player.session_bar import SessionBar
from gui.theme import LIGHT, SIZES, Theme, text_font
from gui.words import SIDE, amount_text, clock_time, seconds_text, set_text
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
from workouts.model import Kind, LiesOn, Measure, Position, Side
from workouts.session import State, View, next_effort, shown_seconds
from workouts.timeline import Step, StepKind, Timeline

FLASH_MS = 350
BREATH_S = 4.0  # one breath in and out
POCKET_HEIGHT, POCKET_WIDTH = 380, 480  # smaller than this, and the figure makes room
FLASHES_APART_MS = 400  # never more than 3 flashes a second
SAID_MS = 4000


class PlayerPage(QWidget):
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
        self.setObjectName("page")
        self._theme: Theme = LIGHT
        self._timeline: Timeline | None = None
        self._step: Step | None = None
        self._view_source: Callable[[], View] | None = None
        self._last_text: Callable[[Step], str] = lambda _: ""
        self._flash_timer = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash_gap = QTimer(self, singleShot=True, interval=FLASHES_APART_MS)
        self._said_timer = QTimer(self, singleShot=True, interval=SAID_MS)
        self.reduced_motion = False
        self.flashes = True
        self.turns_by_itself = False  # for side-lying work; T turns it back
        self.rest_step_s = 10.0
        self._turned = False
        self._small = False  # in a pocket-sized window
        self.exercise_label = QLabel()
        self.side_label = QLabel()
        self.left_badge = QLabel("L")
        self.right_badge = QLabel("R")
        self.next_label = QLabel()
        self.last_label = QLabel()
        self.said_label = QLabel()  # news: voice missing, not written, kept in memory
        self.preparing_label = QLabel()  # clips of the voice that are still being made
        self.time_left_label = QLabel()
        self.less_time = LessTime()
        self.is_warm_up = False
        self.figure = FigureView()
        self.dial = Dial()
        self.bar = SessionBar()
        self.pause_card = PauseCard()
        self.controls = Controls()
        self.efforts = Controls(EFFORTS, filled=True)
        self.how_to = HowTo()
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        for badge in (self.left_badge, self.right_badge):
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.exercise_label.setWordWrap(True)
        # Not even a long line takes room from the digits.
        for line in (self.side_label, self.next_label, self.last_label):
            line.setWordWrap(True)
        self.said_label.setWordWrap(True)
        self.said_label.hide()
        self.preparing_label.hide()
        self.efforts.hide()
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(self.exercise_label)
        title.addWidget(self.side_label)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self.left_badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(title, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.figure, 1)
        left.addWidget(self.next_label)
        left.addWidget(self.last_label)
        left.addWidget(self.efforts)
        left.addWidget(self.less_time)
        self.less_time.hide()
        left.addWidget(self.said_label)
        right = QGridLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.dial, 0, 0)
        right.addWidget(self.how_to, 0, 0)
        self.how_to.hide()
        right.addWidget(
            self.right_badge, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        )
        self._body = QGridLayout()
        self._body.setSpacing(16)
        self._left_box, self._right_box = QWidget(), QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        self._left_box.setLayout(left)
        self._right_box.setLayout(right)
        foot = QHBoxLayout()
        foot.addWidget(self.controls, 1)
        foot.addWidget(self.preparing_label)
        foot.addSpacing(16)
        foot.addWidget(self.time_left_label)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 22, 28, 14)
        outer.setSpacing(6)
        outer.addLayout(self._body, 1)
        outer.addWidget(self.bar)
        outer.addLayout(foot)
        self.pause_card.setParent(self)
        self.pause_card.hide()
        self._arrange()

    def _connect(self) -> None:
        card = self.pause_card
        self.bar.seek_requested.connect(self.seek_requested)
        self.figure.set_source(self._stance)
        self.less_time.minutes_said.connect(self.only_minutes_requested)
        self.less_time.minutes_said.connect(self.setFocus)
        card.how_to_button.clicked.connect(self.how_to_requested)
        self._flash_timer.timeout.connect(self.update)
        self._said_timer.timeout.connect(self.said_label.hide)
        self.turn_requested.connect(self.toggle_turned)
        card.continue_button.clicked.connect(self.pause_toggled)
        card.next_button.clicked.connect(self.next_requested)
        card.back_button.clicked.connect(self.back_requested)
        card.leave_button.clicked.connect(self.leave_requested)
        for chosen in (self.controls.chosen, self.efforts.chosen, card.chosen):
            chosen.connect(self._ask)

    @Slot(str, object)
    def _ask(self, name: str, sends: tuple[object, ...]) -> None:
        """A control was pressed: the same as its key."""
        steps = {"step_lengthened": 1, "step_shortened": -1}
        if name in steps:
            self.extend_requested.emit(steps[name] * self.rest_step_s)
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
        self.how_to.hide()
        self.said_label.hide()
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
        """Show a line of news under the figure, for a while or until the next."""
        self.said_label.setText(text)
        self.said_label.setVisible(bool(text))
        if text and not stays:
            self._said_timer.start()

    @Slot(object, float)
    def show_event(self, event: Event, _now: float = 0.0) -> None:
        match event:
            case StepStarted(step=step):
                self._step = step
                self._show_step()
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
        self.dial.show_reading(self._reading(view))
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
        """A hold is held still, but for the breath."""
        holding = view.step.kind is StepKind.WORK and view.step.is_hold
        return holding and view.state is State.RUNNING and not self.reduced_motion

    def _moves(self, view: View) -> bool:
        """Whether the figure needs frames: in a hold, a pause and a get-ready it stands still."""
        if self.figure.is_moving_over() or self.how_to.isVisible():
            return not self.reduced_motion
        if view.state is not State.RUNNING or self.reduced_motion:
            return False
        if view.step.kind is StepKind.WORK:
            return not view.step.is_hold
        return view.step.kind is StepKind.REST or view.step.is_hold

    def _stance(self) -> Stance | None:
        if not self._view_source:
            return None
        view = self._view_source()
        step = view.step
        if self.how_to.isVisible():
            return Stance(step.exercise.id, step.side.value, round(self.how_to.phase(), 3), 1.0)
        phase, glow = view.phase, 1.0 if step.kind is StepKind.WORK else 0.35
        if step.kind is StepKind.REST and view.state is State.RUNNING:
            phase = _shown_once(view.into, step)
        walks = step.exercise.measure is Measure.STEPS
        if step.side is Side.ALTERNATING and view.rep and not walks:
            phase += view.rep - 1  # every second rep is the other leg's
        breath = 0.0
        if self._breathes(view):
            breath = round(0.5 - 0.5 * cos(2 * pi * view.into / BREATH_S), 1)
        return Stance(step.exercise.id, step.side.value, round(phase, 4), glow, breath)

    def _reading(self, view: View) -> Reading:
        step = view.step
        colour = self._theme.phase(step.kind)
        share = view.into / view.length if view.length else 0.0
        if view.state is State.PAUSED:
            return Reading(
                self._digits(view), self.tr("Paused"), self.tr("Space goes on"),
                self._theme.paused, share, outlined=True,
            )  # fmt: skip
        if view.state is State.RESUMING:
            return Reading(
                str(shown_seconds(view.resume_in)), self.tr("Go on in"), "",
                self._theme.ready, 0.0, outlined=True,
            )  # fmt: skip
        return Reading(
            digits=self._digits(view),
            word=self._phase_word(step),
            note=self._note(view),
            colour=colour,
            done=share,
            outlined=step.kind in (StepKind.READY, StepKind.SWITCH),
            dashed=step.kind in (StepKind.REST, StepKind.BETWEEN),
        )

    def _digits(self, view: View) -> str:
        step = view.step
        if step.kind is StepKind.WORK and not step.is_hold:
            return str(view.rep)
        seconds = shown_seconds(view.left or 0.0)
        return str(seconds) if seconds < 100 else clock_time(seconds)

    def _phase_word(self, step: Step) -> str:
        match step.kind:
            case StepKind.READY:
                return self.tr("Get ready")
            case StepKind.SWITCH:
                return self.tr("Switch sides")
            case StepKind.BETWEEN | StepKind.REST:
                return self.tr("Rest")
        return {
            Measure.HOLD: self.tr("Hold"),
            Measure.STEPS: self.tr("Steps"),
        }.get(step.exercise.measure, self.tr("Reps"))

    def _note(self, view: View) -> str:
        step = view.step
        if step.kind is not StepKind.WORK:
            return ""
        if step.self_paced:
            return self.tr("of {} · Space when done").format(step.reps)
        if step.reps:
            part = {"lift": self.tr("lift"), "pause": self.tr("hold"), "lower": self.tr("lower")}
            word = part.get(view.part.value, "") if view.part else ""
            of = self.tr("of {}").format(step.reps)
            show_part = word and step.exercise.measure is not Measure.STEPS
            return f"{of} · {word}" if show_part else of
        return self.tr("of {}").format(seconds_text(view.length or step.planned_s))

    def _effort_question(self, step: Step) -> str:
        """In a rest after work of a kind that progresses, how hard was it?"""
        assert self._timeline
        before = self._timeline.steps[step.index - 1] if step.index else None
        asks = (
            before is not None
            and before.kind is StepKind.WORK
            and step.kind is not StepKind.WORK
            and self._timeline.kind is not Kind.WARM_UP
        )
        return self.tr("How was it?") if asks else ""

    def _show_step(self) -> None:
        step = self._step
        if not step or not self._timeline:
            return
        resting = step.kind is StepKind.REST
        prefix = self.tr("Next: ") if resting else ""
        self.exercise_label.setText(prefix + step.exercise.name)
        details = [SIDE[step.side].capitalize()] if step.side in (Side.LEFT, Side.RIGHT) else []
        details += [text for text in (set_text(step),) if text and not resting]
        if resting or step.kind is StepKind.READY:
            details = [amount_text(step)] if resting else [*details, amount_text(step)]
        self.side_label.setText(" · ".join(details))
        self.left_badge.setVisible(step.side is Side.LEFT and not resting)
        self.right_badge.setVisible(step.side is Side.RIGHT and not resting)
        self._turn()
        self.next_label.setText(self._next_text(step))
        self.next_label.setVisible(bool(self.next_label.text()) and not self._small)
        self.pause_card.show_counting(on=step.self_paced)
        question = self._effort_question(step)
        last = question or self._last_text(step)
        self.last_label.setText(last)
        self.last_label.setVisible(bool(last) and not self._small)
        self.efforts.setVisible(bool(question) and not self._small)
        self._name_space()

    def _next_text(self, step: Step) -> str:
        assert self._timeline
        after = next_effort(self._timeline, step.index)
        if step.kind is not StepKind.WORK or after is None:
            return "" if after else self.tr("Last one")
        same = after.exercise.id == step.exercise.id and after.item == step.item
        if same and after.side is step.side and after.round_no == step.round_no:
            what = set_text(after)
        elif same and after.round_no == step.round_no:
            what = SIDE[after.side]
        else:
            what = f"{after.exercise.name}, {amount_text(after)}"
        return self.tr("Next: {}").format(what)

    def _show_paused(self, *, asleep: bool) -> None:
        self.pause_card.show_why(
            self.tr("The computer slept. Paused where you left.") if asleep else ""
        )
        self.pause_card.show()
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
        self._fold()
        self._arrange()
        self._scale_type()
        self._place_card()

    def _fold(self) -> None:
        """In a pocket-sized window only the name, the digits and the bar remain."""
        small = self.height() < POCKET_HEIGHT or self.width() < POCKET_WIDTH
        if small != self._small:
            self._small = small
            self.figure.setVisible(not small)
            self.controls.setVisible(not small)
            self._show_step()
        margins = (12, 10, 12, 8) if small else (28, 22, 28, 14)
        outer = self.layout()
        if outer:
            outer.setContentsMargins(*margins)

    def _arrange(self) -> None:
        """Figure beside the dial; above it on a tall window."""
        for box in (self._left_box, self._right_box):
            self._body.removeWidget(box)
        for number in (0, 1):
            self._body.setColumnStretch(number, 0)
            self._body.setRowStretch(number, 0)
        self._body.addWidget(self._left_box, 0, 0)
        if self.height() > self.width():
            self._body.addWidget(self._right_box, 1, 0)
            self._body.setRowStretch(0, 10)
            self._body.setRowStretch(1, 10)
            return
        self._body.addWidget(self._right_box, 0, 1)
        dial = min(0.62, 0.97 * self.height() / max(1, self.width()))
        self._body.setColumnStretch(0, round(1000 * (1 - dial)))
        self._body.setColumnStretch(1, round(1000 * dial))

    def _least_pixels(self) -> int:
        """No letter is smaller: 12 pixels at the usual size of text, more where that is larger."""
        small = self.height() < POCKET_HEIGHT or self.width() < POCKET_WIDTH
        return 12 if small else round(12 * QApplication.font().pixelSize() / SIZES["body"])

    def _scale_type(self) -> None:
        """Words grow with the window: they are read from three metres."""
        unit = min(self.height(), self.width() * 0.7)
        theme = self._theme
        least = self._least_pixels()
        sheets = {
            self.exercise_label: (0.052, 700, theme.text),
            self.side_label: (0.034, 600, theme.muted),
            self.next_label: (0.032, 600, theme.text),
            self.last_label: (0.024, 500, theme.muted),
            self.said_label: (0.024, 500, theme.warn),
            self.time_left_label: (0.026, 600, theme.text),
            self.preparing_label: (0.019, 500, theme.muted),
        }
        for label, (share, weight, colour) in sheets.items():
            pixels = max(least, round(unit * share))
            label.setFont(text_font(pixels, weight, tabular=label is self.time_left_label))
            label.setStyleSheet(f"color: {colour};")
        badge = max(34, round(unit * 0.085))
        for label, colour in ((self.left_badge, theme.left), (self.right_badge, theme.right)):
            label.setFixedSize(badge, badge)
            label.setStyleSheet(
                f"background: {colour}; color: {theme.ground}; border-radius: {badge // 2}px;"
            )
            label.setFont(text_font(round(badge * 0.56), 800))
        self.less_time.set_look(
            theme,
            text_font(max(13, round(unit * 0.034)), 600, tabular=True),
            text_font(max(12, round(unit * 0.022)), 500),
        )
        self.bar.setFixedHeight(max(22, round(unit * 0.034)))
        small = max(least, round(unit * 0.019))
        room = self.width() - 56 - round(unit * 0.2)  # of the time left, beside them
        self.controls.set_look(theme, small, room)
        self.efforts.set_look(
            theme, max(least, round(unit * 0.024)), self._left_box.width() or room
        )
        self.pause_card.set_look(theme, small)

    def _place_card(self) -> None:
        card = self.pause_card
        box = self._left_box.geometry()
        wide = max(box.width(), card.minimumSizeHint().width())
        card.resize(wide, max(card.heightForWidth(wide), card.minimumSizeHint().height()))
        card.move(
            max(8, box.center().x() - card.width() // 2),
            max(8, box.bottom() - card.height() - 12),
        )
        card.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        signals = {
            key.Key_Space: self.pause_toggled,
            key.Key_MediaPlay: self.pause_toggled,
            key.Key_MediaTogglePlayPause: self.pause_toggled,
            key.Key_MediaPause: self.pause_toggled,
            key.Key_Right: self.next_requested,
            key.Key_N: self.next_requested,
            key.Key_PageDown: self.next_requested,
            key.Key_MediaNext: self.next_requested,
            key.Key_Left: self.back_requested,
            key.Key_P: self.back_requested,
            key.Key_PageUp: self.back_requested,
            key.Key_MediaPrevious: self.back_requested,
            key.Key_D: self.drop_requested,
            key.Key_Return: self.done_requested,
            key.Key_Enter: self.done_requested,
            key.Key_C: self.count_requested,
            key.Key_S: self.swap_requested,
            key.Key_M: self.mute_toggled,
            key.Key_F: self.full_screen_toggled,
            key.Key_F11: self.full_screen_toggled,
            key.Key_T: self.turn_requested,
            key.Key_I: self.how_to_requested,
            key.Key_W: self.pocket_toggled,
            key.Key_Escape: self.leave_requested,
        }
        words = {
            key.Key_E: (self.variation_requested, "easier"),
            key.Key_H: (self.variation_requested, "harder"),
            key.Key_1: (self.effort_said, "hard"),
            key.Key_2: (self.effort_said, "right"),
            key.Key_3: (self.effort_said, "easy"),
        }
        pressed = Qt.Key(event.key())
        if self.is_warm_up and key.Key_1 <= pressed <= key.Key_9:
            self.only_minutes_requested.emit(int(pressed) - int(key.Key_0))
        elif self.is_warm_up and pressed == key.Key_L:
            self.less_time.toggle()
        elif pressed in words:
            signal, word = words[pressed]
            signal.emit(word)
        elif pressed in (key.Key_Up, key.Key_Down):
            step_s = self.rest_step_s
            self.extend_requested.emit(step_s if pressed == key.Key_Up else -step_s)
        elif pressed in (key.Key_Plus, key.Key_Equal, key.Key_Minus):
            self.volume_requested.emit(-10 if pressed == key.Key_Minus else 10)
        elif pressed in signals and not (event.isAutoRepeat() and pressed == key.Key_Space):
            signals[pressed].emit()
        else:
            super().keyPressEvent(event)


def lying_angle(step: Step) -> int:
    """Degrees to turn a picture by for someone lying on the side this step is done on.

    Who lies on the right side has the floor at their right hand: clockwise.
    """
    lies_on_right = step.side is not Side.RIGHT
    if step.exercise.lies_on is LiesOn.WORKING:
        lies_on_right = not lies_on_right
    return 90 if lies_on_right else -90


def _shown_once(into: float, step: Step) -> float:
    """During rest the coming movement is shown at its own tempo."""
    lift, pause, lower = step.tempo or (2.0, 1.0, 2.0)
    cycle = 2.0 + min(pause, 3.0) + 2.0 if step.is_hold else lift + pause + lower
    at = into % (cycle + 1.0)
    if step.is_hold:
        lift, pause, lower = 2.0, min(pause, 3.0), 2.0
    if lift and at < lift:
        return 0.5 * at / lift
    if at < lift + pause:
        return 0.5
    if lower and at < lift + pause + lower:
        return 0.5 + 0.5 * (at - lift - pause) / lower
    return 0.0
