"""Every preference, built from its declaration; each change counts at once."""

from collections.abc import Sequence
from dataclasses import Field, fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from gui.settings import Settings
from gui.theme import SPACE
from gui.widgets.layout import card, label, page_column


class SettingsPage(QWidget):
    settings_changed = Signal(object)  # the new Settings
    voice_test_requested = Signal()
    tones_test_requested = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._editors: dict[str, QWidget] = {}
        self.voice_button = QPushButton(self.tr("Hear the voice"))
        self.tones_button = QPushButton(self.tr("Hear the tones"))
        self.state_label = label("", "muted")
        self.state_label.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = page_column(self)
        column.addWidget(label(self.tr("Settings"), "display"))
        groups: dict[str, list[Field[Any]]] = {}
        for known in fields(Settings):
            groups.setdefault(known.metadata["group"], []).append(known)
        for name, members in groups.items():
            column.addWidget(self._group(name, members))
        column.addStretch(1)

    def _group(self, name: str, members: list[Field[Any]]) -> QWidget:
        frame = card()
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
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
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, known in enumerate(members):
            text = label(self.tr(known.metadata["label"]))
            editor = self._editor(known)
            text.setBuddy(editor)
            editor.setAccessibleName(known.metadata["label"])
            self._editors[known.name] = editor
            grid.addWidget(text, row, 0)
            grid.addWidget(self._with_value(known, editor), row, 1)
        outer.addLayout(grid)
        if name == "Voice":
            outer.addWidget(self.voice_button, 0, Qt.AlignmentFlag.AlignLeft)
            outer.addWidget(self.state_label)
        if name == "Volume":
            outer.addWidget(self.tones_button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _editor(self, known: Field[Any]) -> QWidget:
        value = getattr(self._settings, known.name)
        if isinstance(known.default, bool):
            box = QCheckBox()
            box.setChecked(value)
            box.toggled.connect(self._read)
            return box
        if "low" in known.metadata:
            slider = QSlider(Qt.Orientation.Horizontal)
            step = known.metadata["step"]
            slider.setRange(known.metadata["low"] // step, known.metadata["high"] // step)
            slider.setValue(value // step)
            slider.setPageStep(1)
            slider.valueChanged.connect(self._read)
            return slider
        combo = QComboBox()
        choices = known.metadata["choices"]
        if isinstance(choices, tuple):
            for key, text in choices:
                combo.addItem(self.tr(text), key)
        else:
            combo.addItem(self.tr("Best one found"), "")
        combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.currentIndexChanged.connect(self._read)
        return combo

    def _with_value(self, known: Field[Any], editor: QWidget) -> QWidget:
        """A slider shows its number beside it."""
        if not isinstance(editor, QSlider):
            return editor
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        number = label("", wrap=False)
        number.setMinimumWidth(64)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setObjectName(f"{known.name}_value")
        row.addWidget(editor, 1)
        row.addWidget(number)
        self._show_number(known, editor, number)
        return holder

    def _connect(self) -> None:
        self.voice_button.clicked.connect(self.voice_test_requested)
        self.tones_button.clicked.connect(self.tones_test_requested)

    def show_voices(self, voices: Sequence[tuple[str, str]]) -> None:
        """The voices this machine has, as (id, name)."""
        combo = self._editors["voice"]
        assert isinstance(combo, QComboBox)
        combo.blockSignals(True)
        while combo.count() > 1:
            combo.removeItem(1)
        for id_, name in voices:
            combo.addItem(name, id_)
        combo.setCurrentIndex(max(0, combo.findData(self._settings.voice)))
        combo.blockSignals(False)

    def show_state(self, text: str) -> None:
        """What voice and sound say about themselves."""
        self.state_label.setText(text)
        self.state_label.setVisible(bool(text))

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        for known in fields(Settings):
            editor, value = self._editors[known.name], getattr(settings, known.name)
            editor.blockSignals(True)
            if isinstance(editor, QCheckBox):
                editor.setChecked(value)
            elif isinstance(editor, QSlider):
                editor.setValue(value // known.metadata["step"])
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(max(0, editor.findData(value)))
            editor.blockSignals(False)
            self._refresh_number(known)

    @Slot()
    def _read(self) -> None:
        values = {known.name: self._value(known) for known in fields(Settings)}
        for known in fields(Settings):
            self._refresh_number(known)
        changed = replace(self._settings, **values)
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)

    def _value(self, known: Field[Any]) -> Any:
        editor = self._editors[known.name]
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
            k.name: k.default for k in fields(Settings) if k.metadata["group"] == group
        }
        changed = replace(self._settings, **defaults)
        self.show_settings(changed)
        self.settings_changed.emit(changed)

    def _refresh_number(self, known: Field[Any]) -> None:
        number = self.findChild(QWidget, f"{known.name}_value")
        editor = self._editors[known.name]
        if number is not None and isinstance(editor, QSlider):
            self._show_number(known, editor, number)

    @staticmethod
    def _show_number(known: Field[Any], editor: QSlider, number: Any) -> None:
        value = editor.value() * known.metadata["step"]
        number.setText(f"{value}{known.metadata.get('unit', '')}")
