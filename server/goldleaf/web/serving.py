"""One running server: its socket, its loop, and a stop that finishes what it has."""

from __future__ import annotations

import errno
import ipaddress
import os
import signal
import socket
import sys
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.task import ThreadedTaskDispatcher

from goldleaf.errors import GoldleafError
from goldleaf.web.early import Server
from goldleaf.web.house import House

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Idle connections are closed after this many seconds.
IDLE_SECONDS = 30
# Threads beyond those that wait for a worker: they answer "busy" at once, and everything that needs no
# worker.
SPARE_THREADS = 4
# Beyond the deadline of a page: time to send what was read last.
SEND_SECONDS = 3.0


class CannotListen(GoldleafError):
    """The address can't be listened on; the message says why."""

    code = "cannot_listen"


def bind(host: str, port: int) -> socket.socket:
    """A socket on a loopback address, bound but not listening yet.

    Args:
        host: ``localhost`` or a loopback address, IPv4 or IPv6.
        port: 0 for any that is free.

    Raises:
        CannotListen: it is no loopback address, or taken, or may not be used.
    """
    address = loopback(host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # A port that was in use a moment ago may be taken again; one that is in use may not.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((str(address), port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        raise CannotListen(_why(error, host, port), host=host, port=port) from None
    return bound


def loopback(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The loopback address of that name.

    Raises:
        CannotListen: it is another kind of address, or none.
    """
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise CannotListen(
            f"{host} is not a loopback address. It serves this machine only (127.0.0.1, ::1, localhost), "
            "for a mode for several users does not exist yet.",
            host=host,
        )
    return address


def _why(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE or number == getattr(errno, "WSAEADDRINUSE", -1):
        return (
            f"Port {port} on {host} is taken, perhaps by another `goldleaf serve`. "
            "Stop that one, or choose another port (0 for any free one): "
            '`make serve ARGS="--port 9000"` or `goldleaf serve --port 9000`.'
        )
    if number in (errno.EACCES, errno.EPERM):
        return f"Port {port} on {host} may not be used by this account. Choose one over 1023 with --port."
    return f"{host} port {port} can't be listened on: {error}. Choose another with --host and --port."


class RunningServer:
    """Serves an application until it is told to stop. Used in a ``with`` statement, which closes what was
    opened."""

    def __init__(self, application: WSGIApplication, house: House, bound: socket.socket) -> None:
        """Get ready; :meth:`run` serves."""
        config = house.config
        self._house = house
        self._asked = 0
        self._map: dict[int, Any] = {}
        # Waitress wants its settings this way; what is refused early is refused by the doors, with their own
        # numbers.
        adjustments = Adjustments(
            sockets=[bound],
            ident=None,
            threads=config.workers + config.queue + SPARE_THREADS,
            connection_limit=500,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=1,
            asyncore_loop_timeout=1,
            asyncore_use_poll=True,
            max_request_header_size=64 * 1024,
            max_request_body_size=1 << 62,
            log_socket_errors=False,
        )
        self._dispatcher = ThreadedTaskDispatcher()
        self._dispatcher.queue_logger.setLevel("ERROR")
        self._dispatcher.set_thread_count(adjustments.threads)
        self._server = Server(
            application,
            house,
            map=self._map,
            _sock=bound,
            dispatcher=self._dispatcher,
            adj=adjustments,
            sockinfo=(bound.family, bound.type, bound.proto, bound.getsockname()),
        )

    def stop(self) -> None:
        """Make :meth:`run` finish what it has and return. May be called from a signal handler or another
        thread."""
        self._asked += 1
        self._server.pull_trigger()

    def run(self) -> None:
        """Serve until stopped; then answer what has arrived, within the deadline of a page."""
        while not self._asked:
            self._turn(1.0)
        self._server.stop_listening()
        end = time.monotonic() + self._house.config.deadline + SEND_SECONDS
        while not self._server.is_idle and time.monotonic() < end and self._asked < 2:
            self._turn(0.1)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def stop_on_signals(self) -> None:
        """Ctrl-C and SIGTERM stop the server; a second one does not wait for pages. For the main thread
        only."""
        names = ["SIGINT", "SIGTERM", *(["SIGBREAK"] if os.name == "nt" else [])]

        def handle(number: int, frame: FrameType | None) -> None:
            self.stop()

        for name in names:
            signal.signal(getattr(signal, name), handle)

    def __enter__(self) -> Self:
        """The server itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections and end the workers."""
        self._house.pool.close(finish=self._asked < 2 and kind is None)
        self._dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._map)
