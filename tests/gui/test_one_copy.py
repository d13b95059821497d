"""A second start hands its wish to the first, and a dead first one is replaced."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gui.copies import runs_here, socket_name
from gui.one_copy import LONGEST_WISH, OneCopy


@pytest.fixture
def copy_of(qapp, tmp_path):
    copies = []

    def make(folder=tmp_path):
        copies.append(OneCopy(folder))
        return copies[-1]

    yield make
    for copy in copies:
        copy.close()


def hand_over_beside(copy, wish, qtbot):
    """What the second start gets as its answer, while the first one's window lives on."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(copy.hand_over(wish)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=8000)
    thread.join()
    return answers[0]


def test_the_first_start_finds_nobody(copy_of):
    first = copy_of()
    assert not first.hand_over("")
    assert first.listen()


def test_a_second_start_hands_its_wish_to_the_first(copy_of, qtbot):
    first, second = copy_of(), copy_of()
    heard = []
    first.wish_heard.connect(heard.append)
    assert first.listen()
    assert hand_over_beside(second, "run pre-run-1", qtbot)
    assert hand_over_beside(second, "", qtbot)
    assert heard == ["run pre-run-1", ""]


def test_another_folder_is_another_athlete(copy_of, tmp_path, qtbot):
    first, other = copy_of(), copy_of(tmp_path / "profiles" / "Ann")
    assert first.listen()
    assert not other.hand_over("")
    assert other.listen()


def test_a_running_copy_is_noticed_without_qt(copy_of, tmp_path):
    assert not runs_here(tmp_path)
    first = copy_of()
    assert first.listen()
    assert runs_here(tmp_path)
    first.close()
    assert not runs_here(tmp_path)
    (Path(QDir.tempPath()) / socket_name(tmp_path)).touch()
    assert not runs_here(tmp_path), "what a crash left behind"


def test_a_dead_socket_is_replaced(copy_of, tmp_path):
    (Path(QDir.tempPath()) / socket_name(tmp_path)).touch()
    again = copy_of()
    assert not again.hand_over("")
    assert again.listen()


def test_a_flood_is_not_listened_to(copy_of, qtbot):
    first = copy_of()
    heard = []
    first.wish_heard.connect(heard.append)
    assert first.listen()
    socket = QLocalSocket()
    socket.connectToServer(first.name)
    socket.write(b"x" * (LONGEST_WISH + 100_000))
    socket.flush()
    unconnected = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == unconnected, timeout=5000)
    assert heard == []


def test_the_socket_is_for_this_user_alone(copy_of):
    first = copy_of()
    assert first.listen()
    option = QLocalServer.SocketOption.UserAccessOption
    assert first._server.socketOptions() & option
