import gc
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QEvent, QSettings

from db.history import History
from gui.theme import LIGHT, apply_theme
from gui.window_controller import WindowRoom
from tests.gui.planning import Now, Planner
from workouts.library import load_library

ZONE = timezone(timedelta(hours=1))


def put_away(window):
    """A window that is closed by a test asks nothing."""
    window.busy = False


class WallClock:
    """The time of day, moved along with the fake clock."""

    def __init__(self, clock):
        self.clock = clock
        self.offset = datetime(2030, 1, 7, 7, 0, tzinfo=ZONE) - timedelta(seconds=clock.now)

    def __call__(self):
        return self.offset + timedelta(seconds=self.clock.now)


@pytest.fixture(scope="session")
def library():
    return load_library(None)


@pytest.fixture
def wall_clock(clock):
    return WallClock(clock)


@pytest.fixture
def make_room(qapp, qtbot, tmp_path, clock, wall_clock, library):
    """Builds the real window over a real history in a folder; sound stays off."""
    rooms = []
    gc.disable()  # Qt's objects are collected between tests, never in the middle of one

    def make(asleep_s=lambda: 0.0):
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        if store.value("checks_known") is None:  # looked at; tests of the look forget it
            store.setValue("checks_known", "adductor-holds+ball+band+bench+side-of-hip")
        for asked in ("ask_pain", "ease_back"):
            if not store.contains(asked):
                store.setValue(asked, False)  # asked in the tests about it
        room = WindowRoom(
            qapp,
            store,
            tmp_path,
            tmp_path / "history.db",
            library,
            clock,
            wall_clock,
            asleep_s,
            "test",
        )
        room.window.resize(1280, 800)
        room.window.show()
        room.open_history()
        rooms.append(room)
        return room

    yield make
    for room in rooms:
        if room.controller.driver:
            room.controller.driver.stop()
        qapp.processEvents()
        room.close()
        put_away(room.window)
        room.window.close()
        room.window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rooms.clear()
    gc.collect()
    gc.enable()


@pytest.fixture
def room(make_room):
    return make_room()


@pytest.fixture
def pass_time(clock, qapp):
    """Lets seconds go by in a room, half a second at a time."""

    def run(room, seconds, step=0.5):
        for _ in range(round(seconds / step)):
            clock.tick(step)
            if room.controller.driver:
                room.controller.driver.wake()
        qapp.processEvents()

    return run


@pytest.fixture
def planner(qapp, tmp_path, wall_clock, library):
    """The plan alone in a window, over a real history."""
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    now = Now(wall_clock())
    apply_theme(qapp, LIGHT)
    with History(tmp_path / "history.db", now=now) as history:
        made = Planner(history, store, now, library)
        yield made  # its page is made when it is first looked at
        made.window.close()
        made.window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
