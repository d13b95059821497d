"""One running window for each athlete's folder: a second start hands its wish to the first."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

from gui.copies import socket_name

CONNECT_MS = 500
ANSWER_MS = 3000
WAIT_MS = 50
LONGEST_WISH = 4_000_000  # bytes; a timeline of an hour is a tenth of that
HEARD = b"heard\n"


class OneCopy(QObject):
    """A wish is a line of text; what it means is not known here."""

    wish_heard = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = socket_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def hand_over(self, wish: str) -> bool:
        """Give the wish to the copy that runs; False where none does, or it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.write(f"{wish}\n".encode())
        socket.waitForBytesWritten(CONNECT_MS)
        # In short waits: each holds up every other thread of this program.
        heard = any(socket.waitForReadyRead(WAIT_MS) for _ in range(ANSWER_MS // WAIT_MS))
        heard = heard and socket.readAll().data() == HEARD
        socket.disconnectFromServer()
        return heard

    def listen(self) -> bool:
        """Be the one that wishes go to; a socket whose program died is replaced."""
        if self._server.listen(self.name):
            return True
        if self._server.serverError() is not QAbstractSocket.SocketError.AddressInUseError:
            return False
        QLocalServer.removeServer(self.name)
        return self._server.listen(self.name)

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._take_from(socket)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take_from(socket)

    def _take_from(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST_WISH:
            socket.abort()
        elif socket.canReadLine():
            wish = bytes(socket.readLine().data()).decode(errors="replace").strip()
            socket.write(HEARD)
            socket.flush()
            self.wish_heard.emit(wish)
