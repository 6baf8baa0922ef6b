"""Waitress, taught to refuse early, in our words, and to let slow senders go.

By itself waitress takes a whole body in before it asks the application, answers malformed requests with its
own plain text, waits for ever for a body that drips, and closes the connection on a sender that still sends,
who then may never see the answer.
"""

from __future__ import annotations

import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask

from goldleaf.web.doors import Knock, Watch, pass_doors
from goldleaf.web.frontage import log_access, new_request_id, with_always
from goldleaf.web.refusals import PLAIN, Refusal, plain, refusal_of

# How long to go on taking in, and throwing away, what is still sent after a refusal.
LINGER_SECONDS = 5.0


class RefusedEarly:
    """A refusal in the place where waitress keeps its own parsing errors."""

    def __init__(self, refusal: Refusal, request_id: str) -> None:
        """Keep it until a thread answers."""
        self.refusal = refusal
        self.request_id = request_id


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """Passes the doors as soon as the headers are there."""

    def __init__(self, adj: Any) -> None:
        """Start with a new request."""
        super().__init__(adj)
        self.began = time.monotonic()
        self._passed = False

    def received(self, data: bytes) -> int:
        """Take in some bytes; see the base class."""
        consumed: int = super().received(data)
        if self.error is not None:
            return len(data)
        if self.headers_finished and not self._passed and not self.empty:
            self._passed = True
            # Without a body the application is asked next, and its frontage passes the same doors.
            if not self.completed and self._is_refused():
                return len(data)
        return consumed

    def _is_refused(self) -> bool:
        request_id = new_request_id()
        try:
            pass_doors(Knock.from_waitress(self), self.adj.watch)
        except Refusal as refusal:
            self.refuse(refusal, request_id)
        except Exception as error:
            self.refuse(refusal_of(error, request_id), request_id)
        return self.error is not None

    def refuse(self, refusal: Refusal, request_id: str) -> None:
        """Let this request end here, with this answer."""
        self.error = RefusedEarly(refusal, request_id)
        self.completed = True
        self.expect_continue = False


class Refuse(ErrorTask):  # type: ignore[misc]
    """Answers a request that never reaches the application, in the one shape of all errors."""

    def execute(self) -> None:
        """Write the answer."""
        error = self.request.error
        if not isinstance(error, RefusedEarly):
            status = error.code if error.code in PLAIN else 400
            error = RefusedEarly(plain(status), new_request_id())
        response = error.refusal.response(error.request_id)
        method = getattr(self.request, "command", "-")
        log_access(method, "-", str(response.status_code), time.perf_counter(), error.request_id)
        self.status = response.status
        body = b"" if method == "HEAD" else response.get_data()
        self.response_headers.extend(with_always(list(response.headers.items())))
        self.set_close_on_finish()
        self.content_length = len(response.get_data())
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that keeps its ear open for a while after a refusal."""

    parser_class = Parser
    error_task_class = Refuse

    request: Parser | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Open; see the base class."""
        super().__init__(*args, **kwargs)
        self._refused = False
        self.lingers_until: float | None = None

    def received(self, data: bytes) -> bool:
        """Take in some bytes, none after a refusal."""
        if self._refused:
            return False
        answer: bool = super().received(data)
        self._refused = any(request.error for request in self.requests)
        return answer

    def give_up(self) -> None:
        """Answer a request that does not arrive with 408."""
        with self.requests_lock:
            request: Parser | None = self.request
            self.request = None
            if request is None or self._refused:
                return
            request.refuse(plain(408), new_request_id())
            self._refused = True
            self.requests.append(request)
            if len(self.requests) == 1:
                self.server.add_task(self)

    def readable(self) -> bool:
        """Whether there may be something to take in."""
        return self.lingers_until is not None or bool(super().readable())

    def writable(self) -> bool:
        """Whether there is something to send."""
        return self.lingers_until is None and bool(super().writable())

    def handle_read(self) -> None:
        """Take in; after a refusal only to throw away."""
        if self.lingers_until is None:
            super().handle_read()
            return
        try:
            self.recv(65_536)  # Closes by itself once the sender has closed.
        except OSError:
            self.finish()

    def handle_close(self) -> None:
        """Close, in two steps after a refusal: an answer must not be lost because its reader still sends."""
        if self._refused and self.connected and self.lingers_until is None:
            self.lingers_until = time.monotonic() + LINGER_SECONDS
            self.will_close = False
            try:
                self.socket.shutdown(1)
            except OSError:
                self.finish()
            return
        super().handle_close()

    def finish(self) -> None:
        """Close for good."""
        if self.lingers_until is None:
            self.lingers_until = 0.0
        super().handle_close()


class Server(TcpWSGIServer):  # type: ignore[misc]
    """A waitress server with these connections."""

    channel_class = Channel

    def __init__(self, application: Any, watch: Watch, **kwargs: Any) -> None:
        """Serve an application on a socket that is bound already; see the base class."""
        kwargs["adj"].watch = watch
        self._body_seconds = watch.config.body_seconds
        super().__init__(application, bind_socket=False, **kwargs)

    def set_reuse_addr(self) -> None:
        """Leave the socket as it was bound: on Windows this option would let a second program take the
        port."""

    def maintenance(self, now: float) -> None:
        """Called each second: let idle and slow connections go."""
        super().maintenance(now)
        clock = time.monotonic()
        for channel in list(self.active_channels.values()):
            if channel.lingers_until is not None:
                if clock > channel.lingers_until:
                    channel.finish()
            elif channel.request is not None and clock - channel.request.began > self._body_seconds:
                channel.give_up()

    @property
    def is_idle(self) -> bool:
        """Whether no request is being answered and no answer is on its way out."""
        return not any(
            channel.requests or channel.total_outbufs_len for channel in self.active_channels.values()
        )

    def stop_listening(self) -> None:
        """Take no more connections; those that are open go on."""
        self.accepting = False
        self.del_channel()
        self.socket.close()
