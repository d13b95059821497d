from dataclasses import replace

from PySide6.QtCore import QSettings

from gui.settings import Settings, load, read, save


def store(path):
    return QSettings(str(path), QSettings.Format.IniFormat)


def test_settings_survive_a_restart(tmp_path):
    path = tmp_path / "s.ini"
    changed = replace(Settings(), volume_voice=35, theme="dark", voice_on=False, voice="en-gb+f2")
    save(store(path), changed)
    assert load(store(path)) == changed


def test_the_terminal_reads_the_same_settings_without_qt(tmp_path):
    path = tmp_path / "s.ini"
    changed = replace(Settings(), volume_tones=40, halfway="off", voice_on=False, rate=180)
    before = store(path)
    save(before, changed)
    before.sync()
    assert read(path) == changed


def test_a_fresh_store_gives_the_defaults(tmp_path):
    assert load(store(tmp_path / "s.ini")) == Settings()
    assert read(tmp_path / "s.ini") == Settings()


def test_values_that_make_no_sense_count_as_not_stored(tmp_path):
    path = tmp_path / "s.ini"
    path.write_text("[General]\nvolume_voice=900\ntheme=pink\nrate=fast\nvoice_on=perhaps\n")
    assert read(path) == Settings()
    assert load(store(path)).volume_voice == Settings().volume_voice
    assert load(store(path)).theme == Settings().theme


def test_a_change_on_the_page_counts_at_once_and_is_kept(room, tmp_path):
    page = room.pages.settings
    page._editors["theme"].setCurrentIndex(page._editors["theme"].findData("dark"))
    assert room.settings.theme == "dark"
    assert room.pages.player._theme.name == "dark"
    assert load(store(tmp_path / "settings.ini")).theme == "dark"


def test_reset_puts_one_group_back(room, qtbot):
    page = room.pages.settings
    page._editors["volume_voice"].setValue(2)
    page._editors["theme"].setCurrentIndex(page._editors["theme"].findData("dark"))
    resets = [b for b in page.findChildren(type(page.voice_button)) if b.property("group")]
    next(b for b in resets if b.property("group") == "Volume").click()
    assert room.settings.volume_voice == Settings().volume_voice
    assert room.settings.theme == "dark"
