"""Every preference, built from its declaration; each change counts at once."""

from collections.abc import Sequence
from dataclasses import Field, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.settings import NOTHING, Settings, equipment_text, owned_equipment, shown
from gui.theme import SPACE, dress_all
from gui.widgets.chips import Chip
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.folder_field import FolderField
from gui.widgets.layout import card, label, page_column
from gui.widgets.pack_field import PackField
from gui.widgets.tap_panel import TapPanel
from gui.widgets.theme_swatch import ThemeSwatch

ONLY_ITS_OWN = Qt.FindChildOption.FindDirectChildrenOnly


class SettingsPage(QWidget):
    settings_changed = Signal(object)  # the new Settings
    voice_test_requested = Signal()
    tones_test_requested = Signal()
    calendar_requested = Signal()  # the reminders as a file
    safety_requested = Signal()
    music_test_requested = Signal()
    athlete_added = Signal(str)  # a name

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._made: dict[str, QWidget] | None = None  # editors, once the page was wanted
        self._found: dict[str, Sequence[tuple[str, str]]] = {}  # choices known before
        self._rows: dict[str, tuple[str, tuple[QWidget, ...]]] = {}  # words to find it by
        self._groups: dict[str, QWidget] = {}
        self._numbers: dict[str, QLabel] = {}
        self._swatches: list[ThemeSwatch] = []
        self.search_edit = QLineEdit()
        self.voice_button = QPushButton(self.tr("Hear the voice"))
        self.tones_button = QPushButton(self.tr("Hear the tones"))
        self.music_button = QPushButton(self.tr("Hear the music"))
        self.tap_panel = TapPanel()
        self.music_label = label("", "muted")
        self.pack_label = label("", "muted")
        self.preparing_label = label("", "small")
        self.safety_button = QPushButton(self.tr("Read the safety page"))
        self.athlete_edit = QLineEdit()
        self.athlete_button = QPushButton(self.tr("Add an athlete"))
        self.athlete_label = label("", "small")
        self.calendar_button = QPushButton(self.tr("Reminders for my calendar…"))
        self.state_label = label("", "muted")
        self.nothing_label = label(
            self.tr("No setting is called that. Try fewer letters."), "lead"
        )
        for quiet in (
            self.athlete_label,
            self.state_label,
            self.music_label,
            self.pack_label,
            self.preparing_label,
        ):
            quiet.hide()
        self.nothing_label.hide()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        if self._made is None:
            self.fill()
            for part in self.findChildren(QWidget, options=ONLY_ITS_OWN):
                part.show()  # Qt shows what was there before this event, the rest a moment later
        super().showEvent(event)

    @property
    def swatches(self) -> list[ThemeSwatch]:
        """The pictures of the themes, to choose by."""
        self.fill()
        return self._swatches

    @property
    def _editors(self) -> dict[str, QWidget]:
        self.fill()
        assert self._made is not None
        return self._made

    def fill(self) -> None:
        """Build the page, once: it has more widgets than all others, and a start is in a hurry."""
        if self._made is not None:
            return
        self._made = {}
        self._lay_out()
        self.show_settings(self._settings)
        for name, choices in self._found.items():
            self._show_choices(name, choices)
        dress_all(self)

    def _lay_out(self) -> None:
        self.search_edit.setPlaceholderText(self.tr("Search settings"))
        self.search_edit.setAccessibleName(self.tr("Search settings"))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.setMinimumWidth(190)
        column = page_column(self)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Settings"), "display", wrap=False), 1)
        head.addWidget(self.search_edit, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self.nothing_label)
        groups: dict[str, list[Field[Any]]] = {}
        for known in shown():
            groups.setdefault(known.metadata["group"], []).append(known)
        for name, members in groups.items():
            self._groups[name] = self._group(name, members)
            column.addWidget(self._groups[name])
        column.addStretch(1)

    def _group(self, name: str, members: list[Field[Any]]) -> QWidget:
        frame = card()
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        outer.setSpacing(SPACE["m"])
        head = QHBoxLayout()
        head.addWidget(label(self.tr(name), "section", wrap=False))
        head.addStretch(1)
        reset = QPushButton(self.tr("Reset"))
        reset.setProperty("kind", "quiet")
        reset.setProperty("group", name)
        reset.setAccessibleName(self.tr("Reset {}").format(name))
        reset.clicked.connect(self._reset_group)
        head.addWidget(reset)
        outer.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["l"])
        grid.setVerticalSpacing(SPACE["m"])
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        for row, known in enumerate(members):
            self._add_row(grid, row, known)
        outer.addLayout(grid)
        self._add_previews(name, outer)
        return frame

    def _add_row(self, grid: QGridLayout, row: int, known: Field[Any]) -> None:
        text = label(self.tr(known.metadata["label"]))
        editor = self._editor(known)
        text.setBuddy(editor)
        editor.setAccessibleName(known.metadata["label"])
        self._editors[known.name] = editor
        holder = self._with_value(known, editor)
        grid.addWidget(text, row, 0)
        grid.addWidget(holder, row, 1)
        choices = known.metadata.get("choices")
        said = [word for _, word in choices] if isinstance(choices, tuple) else []
        said += [word for _, word in known.metadata.get("several", ())]
        words = " ".join([known.metadata["label"], known.metadata.get("also", ""), *said])
        self._rows[known.name] = (words.lower(), (text, holder))

    def _add_previews(self, name: str, outer: QVBoxLayout) -> None:
        """What can be heard or seen of a group before it counts in a session."""
        left = Qt.AlignmentFlag.AlignLeft
        if name == "Voice":
            outer.addWidget(self.voice_button, 0, left)
            for quiet in (self.pack_label, self.state_label, self.preparing_label):
                outer.addWidget(quiet)
        elif name == "Music":
            outer.addWidget(self.music_button, 0, left)
            outer.addWidget(self.music_label)
        elif name == "Speaker":
            outer.addWidget(self.tap_panel)
        elif name == "Warm-ups and runs":
            outer.addWidget(self.calendar_button, 0, left)
        elif name == "Volume":
            outer.addWidget(self.tones_button, 0, left)
        elif name == "You":
            outer.addWidget(self.safety_button, 0, left)
            row = QHBoxLayout()
            self.athlete_edit.setPlaceholderText(self.tr("Name of one more athlete"))
            self.athlete_edit.setAccessibleName(self.tr("Name of one more athlete"))
            self.athlete_edit.setMaxLength(40)
            row.addWidget(self.athlete_edit, 1)
            row.addWidget(self.athlete_button)
            outer.addLayout(row)
            outer.addWidget(self.athlete_label)

    def _editor(self, known: Field[Any]) -> QWidget:
        if "several" in known.metadata:
            return self._chips(known)
        if known.metadata.get("folder"):
            field = PackField() if known.metadata.get("zips") else FolderField()
            field.folder_chosen.connect(self._read)
            return field
        if isinstance(known.default, bool):
            box = QCheckBox()
            box.toggled.connect(self._read)
            return box
        if "low" in known.metadata:
            slider = QSlider(Qt.Orientation.Horizontal)
            step = known.metadata["step"]
            slider.setRange(known.metadata["low"] // step, known.metadata["high"] // step)
            slider.setPageStep(1)
            slider.valueChanged.connect(self._read)
            slider.installEventFilter(self)
            return slider
        combo = QComboBox()
        choices = known.metadata["choices"]
        if isinstance(choices, tuple):
            for key, text in choices:
                combo.addItem(self.tr(text), key)
        elif choices == "outputs":
            combo.addItem(self.tr("Like the computer"), "")
        else:
            combo.addItem(self.tr("Best one found"), "")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.currentIndexChanged.connect(self._read)
        combo.installEventFilter(self)
        return combo

    def _chips(self, known: Field[Any]) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        for key, word in known.metadata["several"]:
            chip = Chip(self.tr(word), checkable=True)
            chip.setProperty("key", key)
            chip.setAutoDefault(True)
            chip.toggled.connect(self._read)
            flow.addWidget(chip)
        return holder

    def _with_value(self, known: Field[Any], editor: QWidget) -> QWidget:
        """A slider shows its number beside it; the theme is chosen by its picture too."""
        if known.name == "theme":
            return self._with_swatches(known, editor)
        if not isinstance(editor, QSlider):
            return editor
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        number = self._numbers[known.name] = label("", wrap=False)
        number.setMinimumWidth(64)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(editor, 1)
        row.addWidget(number)
        return holder

    def _with_swatches(self, known: Field[Any], editor: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(editor)
        flow = FlowLayout()
        for key, word in known.metadata["choices"]:
            swatch = ThemeSwatch(key, self.tr(word))
            swatch.toggled.connect(self._choose_swatch)
            flow.addWidget(swatch)
            self._swatches.append(swatch)
        column.addLayout(flow)
        return holder

    def _connect(self) -> None:
        self.voice_button.clicked.connect(self.voice_test_requested)
        self.tones_button.clicked.connect(self.tones_test_requested)
        self.music_button.clicked.connect(self.music_test_requested)
        self.tap_panel.delay_chosen.connect(self._take_delay)
        self.safety_button.clicked.connect(self.safety_requested)
        self.calendar_button.clicked.connect(self.calendar_requested)
        self.athlete_button.clicked.connect(self._add_athlete)
        self.athlete_edit.returnPressed.connect(self._add_athlete)
        self.search_edit.textChanged.connect(self.show_found)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search_edit.setFocus)

    @Slot(str)
    def show_found(self, text: str) -> None:
        """Leave the settings that have all these words; an empty text leaves all."""
        wanted = text.lower().split()
        found: set[str] = set()
        for known in shown():
            words, widgets = self._rows[known.name]
            group = known.metadata["group"]
            fits = all(word in f"{words} {group.lower()}" for word in wanted)
            for widget in widgets:
                widget.setVisible(fits)
            found |= {group} if fits else set()
        for name, frame in self._groups.items():
            frame.setVisible(name in found)
        self.nothing_label.setVisible(not found)

    def show_voices(self, voices: Sequence[tuple[str, str]]) -> None:
        """The voices this machine has, as (id, name)."""
        self._show_choices("voice", voices)

    def show_outputs(self, names: Sequence[str]) -> None:
        """The outputs there are just now."""
        self._show_choices("output_device", [(name, name) for name in names])
        self._show_choices("headphones", [(name, name) for name in names])

    def _show_choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """What there is to choose from; a choice that is away for now stays chosen."""
        self._found[name] = choices
        if self._made is None:
            return
        combo = self._made[name]
        assert isinstance(combo, QComboBox)
        combo.blockSignals(True)
        while combo.count() > 1:
            combo.removeItem(1)
        for id_, text in choices:
            combo.addItem(text, id_)
        self._choose(combo, getattr(self._settings, name))
        combo.blockSignals(False)

    def _choose(self, combo: QComboBox, value: Any) -> None:
        if combo.findData(value) < 0:
            combo.addItem(self.tr("{} (not there now)").format(value), value)
        combo.setCurrentIndex(combo.findData(value))

    def show_music(self, text: str) -> None:
        """What there is in the folder of music."""
        self.music_label.setText(text)
        self.music_label.setVisible(bool(text))

    def show_pack(self, text: str) -> None:
        """What the chosen recordings cover, or why they cannot be used."""
        self.pack_label.setText(text)
        self.pack_label.setVisible(bool(text))

    def show_preparing(self, text: str) -> None:
        """How far the clips of the voice are."""
        self.preparing_label.setText(text)
        self.preparing_label.setVisible(bool(text))

    @Slot(int)
    def _take_delay(self, delay_ms: int) -> None:
        slider = self._editors["audio_delay_ms"]
        assert isinstance(slider, QSlider)
        slider.setValue(delay_ms // 10)

    def show_state(self, text: str) -> None:
        """What voice and sound say about themselves."""
        self.state_label.setText(text)
        self.state_label.setVisible(bool(text))

    def show_athlete(self, text: str) -> None:
        """What became of one more athlete."""
        self.athlete_label.setText(text)
        self.athlete_label.setVisible(bool(text))

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        if self._made is None:
            return
        for known in shown():
            self._show_value(known, self._editors[known.name], getattr(settings, known.name))
        self._refresh_previews()

    def _show_value(self, known: Field[Any], editor: QWidget, value: Any) -> None:
        editor.blockSignals(True)
        if "several" in known.metadata:
            on: frozenset[str] = frozenset(value.split("+"))
            if known.name == "equipment":
                on = owned_equipment(self._settings) or frozenset()
            for chip in editor.findChildren(Chip):
                chip.blockSignals(True)
                chip.setChecked(chip.property("key") in on)
                chip.blockSignals(False)
        elif isinstance(editor, FolderField):
            editor.show_folder(value)
        elif isinstance(editor, QCheckBox):
            editor.setChecked(value)
        elif isinstance(editor, QSlider):
            editor.setValue(value // known.metadata["step"])
        elif isinstance(editor, QComboBox):
            self._choose(editor, value)
        editor.blockSignals(False)

    @Slot()
    def _read(self) -> None:
        values = {known.name: self._value(known) for known in shown()}
        changed = replace(self._settings, **values)
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)
        self._refresh_previews()

    def _value(self, known: Field[Any]) -> Any:
        editor = self._editors[known.name]
        if "several" in known.metadata:
            chips = editor.findChildren(Chip)
            if known.name != "equipment":
                return "+".join(str(c.property("key")) for c in chips if c.isChecked())
            text = equipment_text({c.property("key") for c in chips if c.isChecked()})
            never_said = text == NOTHING and not self._settings.equipment
            return "" if never_said else text
        if isinstance(editor, FolderField):
            return editor.folder
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, QSlider):
            return editor.value() * known.metadata["step"]
        assert isinstance(editor, QComboBox)
        return editor.currentData()

    @Slot()
    def _reset_group(self) -> None:
        group = self.sender().property("group")
        defaults: dict[str, Any] = {
            known.name: known.default for known in shown() if known.metadata["group"] == group
        }
        changed = replace(self._settings, **defaults)
        self.show_settings(changed)
        self.settings_changed.emit(changed)

    @Slot()
    def _choose_swatch(self) -> None:
        swatch, combo = self.sender(), self._editors["theme"]
        if isinstance(swatch, ThemeSwatch) and isinstance(combo, QComboBox):
            combo.setCurrentIndex(combo.findData(swatch.key))
            self._refresh_previews()

    @Slot()
    def _add_athlete(self) -> None:
        if name := self.athlete_edit.text().strip():
            self.athlete_added.emit(name)

    def _refresh_previews(self) -> None:
        for swatch in self._swatches:
            swatch.blockSignals(True)
            swatch.setChecked(swatch.key == self._settings.theme)
            swatch.blockSignals(False)
        for known in shown():
            editor, number = self._editors[known.name], self._numbers.get(known.name)
            if number is not None and isinstance(editor, QSlider):
                value = editor.value() * known.metadata["step"]
                number.setText(f"{value}{known.metadata.get('unit', '')}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; it changes a value only where that has the focus."""
        wheel = event.type() == QEvent.Type.Wheel
        if wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
