"""Joins voice, tones and music to the pages that show, test and change them."""

from typing import TYPE_CHECKING

from gui.coach_controller import CoachController
from gui.latency_controller import LatencyController

if TYPE_CHECKING:
    from gui.window_controller import WindowRoom
    from media.sound import Sound


def open_coach(room: "WindowRoom", sound: "Sound | None") -> CoachController:
    """The coach of the window; `sound` is one that was begun before."""
    coach = CoachController(room.folder / "voice", room.settings, room.clock, sound=sound)
    page, player = room.pages.settings, room.pages.player
    room.controller.use_coach(coach)
    coach.voices_found.connect(page.show_voices)
    coach.state_changed.connect(page.show_state)
    coach.state_changed.connect(player.show_trouble)
    coach.outputs_found.connect(page.show_outputs)
    coach.music_described.connect(page.show_music)
    coach.pack_described.connect(page.show_pack)
    coach.told.connect(player.say)
    for shown in (page.show_preparing, player.show_preparing, room.window.show_preparing):
        coach.preparing_changed.connect(shown)
    coach.use_texts(lambda: _all_sentences(room))
    page.voice_test_requested.connect(coach.test_voice)
    page.tones_test_requested.connect(coach.test_tones)
    page.music_test_requested.connect(coach.test_music)
    room.welcoming.use_coach(coach)
    room.latency = latency = LatencyController(
        page.tap_panel,
        coach.sound,
        room.clock,
        lambda: room.settings.audio_delay_ms / 1000,
        parent=room.window,
    )
    coach.session_begun.connect(latency.stop)
    coach.look()
    return coach


def _all_sentences(room: "WindowRoom") -> list[str]:
    from media.voice_pack import script

    return [line.text for line in script(room.controller.library)]
