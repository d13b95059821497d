"""Sound in the settings: music, recordings, outputs, delays; and the tap-along test."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.coaching_controller import Coaching, cue_style, sound_settings, voice_settings
from gui.latency_controller import LatencyController
from gui.settings import Settings, options_of, with_delay_of_output
from gui.widgets.tap_panel import TapPanel
from media import pcm
from media.latency import BEATS
from media.voice import RenderedVoice, SilentVoice
from tests.media.fakes import RecordingSound
from workouts.model import Side
from workouts.session import Session
from workouts.timeline import StepKind


def record(path, seconds=0.3):
    path.parent.mkdir(parents=True, exist_ok=True)
    moments = np.arange(round(seconds * 22050)) / 22050
    pcm.write_wav(path, (0.2 * np.sin(2 * np.pi * 300 * moments)).astype("f4"), 22050)
    return path


@pytest.fixture
def coaching(tmp_path):
    made = []

    def make(settings):
        found = Coaching(tmp_path / "voice", settings)
        found.sound = found.coach.sound = RecordingSound()
        found.sound.music_trouble = ""
        made.append(found)
        return found

    yield make
    for found in made:
        found.close()


def begun(coaching, library):
    session = Session(library.timeline("pre-run-1"))
    coaching.begin(session)
    return session


def follow(coaching, events, now):
    for event in events:
        coaching.follow(event, now)


def test_music_plays_in_a_session_stops_for_a_pause_and_ends_with_it(coaching, tmp_path, library):
    record(tmp_path / "songs" / "one.wav")
    record(tmp_path / "songs" / "deep" / "two.wav")
    folder = str(tmp_path / "songs")
    it = coaching(Settings(music_on=True, music_folder=folder, music_shuffled=False))
    session = begun(it, library)
    it.sound.wait_for("play_music")
    [played] = [entry for entry in it.sound.log if entry[0] == "play_music"]
    assert [path.name for path in played[1]] == ["one.wav", "two.wav"]
    follow(it, session.start(0.0), 0.0)
    follow(it, session.pause(3.0), 3.0)
    assert ("pause_music", True) in it.sound.log
    follow(it, session.resume(5.0), 5.0)
    assert it.sound.log.index(("pause_music", False)) > it.sound.log.index(("pause_music", True))
    follow(it, session.stop(9.0), 9.0)
    assert it.sound.count("stop_music") == 1
    assert ("keep_awake", False) in it.sound.log


def test_without_the_wish_no_music_begins(coaching, tmp_path, library):
    record(tmp_path / "songs" / "one.wav")
    it = coaching(Settings(music_folder=str(tmp_path / "songs")))
    begun(it, library)
    assert not it.sound.count("play_music")
    assert ("keep_awake", True) in it.sound.log


def test_a_folder_tells_what_can_be_played_and_a_bad_title_is_told_once(coaching, tmp_path):
    record(tmp_path / "songs" / "one.wav")
    it = coaching(Settings(music_folder=str(tmp_path / "songs")))
    assert it.music_text() == "One title found."
    it.use_settings(replace(Settings(), music_folder=str(tmp_path / "gone")))
    assert "No music that can be played" in it.music_text()
    it.sound.music_trouble = "bad.mp3 cannot be played and is left out."
    assert it.music_news() == it.sound.music_trouble
    assert it.music_news() == ""


def test_recordings_say_what_they_cover_and_a_bad_folder_says_why_not(coaching, tmp_path):
    record(tmp_path / "anna" / "number-7.wav")
    it = coaching(Settings(voice_pack=str(tmp_path / "anna")))
    from media.phrases import text_of
    from workouts.cues import Phrase

    texts = [text_of(Phrase("number", (n,))) for n in (7, 8)]
    text = it.pack_text(texts)
    assert text.startswith("anna: 1 of 2 sentences are recorded.")
    assert "The voice says the others." in text
    it.use_settings(replace(Settings(), voice_pack=str(tmp_path / "gone")))
    assert "cannot be used" in it.pack_text(texts)
    it.use_settings(Settings())
    assert it.pack_text(texts) == ""


def test_the_voice_can_be_switched_on_again_in_the_same_run(coaching):
    it = coaching(Settings(voice_on=False))
    assert isinstance(it.coach.voice, SilentVoice)
    it.use_settings(Settings())
    assert isinstance(it.coach.voice, RenderedVoice)
    assert it.sound.log[-1] == ("mute", "voice", False)
    it.use_settings(Settings(voice_on=False))
    assert it.sound.log[-1] == ("mute", "voice", True)


def test_a_muted_voice_stays_muted_when_a_setting_changes(coaching):
    it = coaching(Settings())
    it.toggle_mute()
    it.use_settings(Settings(rate=160))
    assert it.sound.log[-1] == ("mute", "voice", True)


def test_every_wish_about_sound_reaches_it():
    settings = Settings(volume_music=35, output_device="Headphones", audio_delay_ms=120)
    wished = sound_settings(settings)
    assert (wished.music, wished.device, wished.latency_s) == (0.35, "Headphones", 0.12)
    assert voice_settings(Settings(voice_pack="x")).pack == "x"
    assert cue_style(Settings(count_words="voice")).count_spoken


def test_each_output_keeps_its_own_delay():
    first = Settings()
    slow = with_delay_of_output(first, replace(first, audio_delay_ms=180))
    other = with_delay_of_output(slow, replace(slow, output_device="Kitchen & co=1"))
    assert other.audio_delay_ms == 0
    other = with_delay_of_output(other, replace(other, audio_delay_ms=60))
    back = with_delay_of_output(other, replace(other, output_device=""))
    assert back.audio_delay_ms == 180
    again = with_delay_of_output(back, replace(back, output_device="Kitchen & co=1"))
    assert again.audio_delay_ms == 60


def test_another_output_shows_its_delay_on_the_page(room):
    page = room.pages.settings
    page.show_outputs(["Kitchen"])
    page._editors["audio_delay_ms"].setValue(15)
    combo = page._editors["output_device"]
    combo.setCurrentIndex(combo.findData("Kitchen"))
    assert room.settings.audio_delay_ms == 0
    assert page._numbers["audio_delay_ms"].text() == "0 ms"
    combo.setCurrentIndex(0)
    assert room.settings.audio_delay_ms == 150


def test_a_voice_or_output_that_is_away_stays_chosen(room):
    page = room.pages.settings
    room.use_settings(replace(room.settings, output_device="Headphones", voice="en-us+f2"))
    page.show_settings(room.settings)
    page.show_outputs(["Speakers"])
    page.show_voices([("en-us", "English")])
    page._editors["praise"].toggle()
    assert room.settings.output_device == "Headphones"
    assert room.settings.voice == "en-us+f2"
    assert "not there now" in page._editors["output_device"].currentText()


def test_progress_of_the_clips_is_a_quiet_line_everywhere(room):
    text = "Preparing the voice, 34 of 120"
    shown = (room.window, room.pages.settings, room.pages.player)
    for place in shown:
        place.show_preparing(text)
        assert place.preparing_label.text() == text
        assert not place.preparing_label.isHidden()
        place.show_preparing("")
        assert place.preparing_label.isHidden()


@pytest.fixture
def tapping(qtbot, clock):
    """A panel, its controller, and the sound it plays to."""
    panel, sound = TapPanel(), RecordingSound()
    qtbot.addWidget(panel)
    panel.show()
    controller = LatencyController(panel, sound, clock, lambda: 0.05, panel)
    return panel, sound, controller


def tap_late(tapping, clock, qtbot, lates):
    panel, sound, _ = tapping
    panel.begin_button.click()
    [plan] = sound.plans
    for cue, late in zip(plan, lates, strict=False):
        clock.now = cue.at + late
        qtbot.keyClick(panel.tap_button, Qt.Key.Key_Space)


def test_taps_along_with_the_clicks_propose_the_delay(tapping, clock, qtbot):
    panel, sound, controller = tapping
    tap_late(tapping, clock, qtbot, [0.182] * BEATS)
    assert ("set_latency", 0.0) in sound.log
    controller.finish()
    assert sound.log[-1] == ("set_latency", 0.05)
    assert panel.use_button.isVisible()
    with qtbot.waitSignal(panel.delay_chosen) as chosen:
        panel.use_button.click()
    assert chosen.args == [180]


def test_too_few_taps_propose_nothing(tapping, clock, qtbot):
    panel, _, controller = tapping
    tap_late(tapping, clock, qtbot, [0.182] * 5)
    controller.finish()
    assert not panel.use_button.isVisible()
    assert "Try once more" in panel.text_label.text()


def test_a_session_ends_the_test_and_gives_the_delay_back(tapping):
    panel, sound, controller = tapping
    panel.begin_button.click()
    controller.stop()
    assert sound.log[-1] == ("set_latency", 0.05)
    assert not panel.tap_button.isVisible()
    controller.finish()
    assert not panel.use_button.isVisible()


def test_the_pace_of_the_settings_lays_out_a_workout_but_not_a_warm_up(library):
    settings = Settings(first_side="right", first_ready_s=20, ready_s=8, change_s=15, between_s=5)
    timeline = library.timeline("adductor-ladder", options_of(settings))
    lengths = {
        kind: [step.planned_s for step in timeline.steps if step.kind is kind]
        for kind in (StepKind.READY, StepKind.SWITCH, StepKind.BETWEEN)
    }
    assert lengths[StepKind.READY][0] == 20
    assert set(lengths[StepKind.READY][1:]) <= {8}
    assert set(lengths[StepKind.SWITCH]) == {15}
    assert set(lengths[StepKind.BETWEEN]) <= {5}
    assert next(s for s in timeline.steps if s.side in (Side.LEFT, Side.RIGHT)).side is Side.RIGHT
    for minutes, id_ in ((1, "pre-run-1"), (3, "pre-run-3")):
        assert library.timeline(id_, options_of(settings)).total_s == minutes * 60
