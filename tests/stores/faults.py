"""A proxy that does wrong on purpose: drops, delays, refuses, cuts off, lies; one fault a time, as told.

with Proxy(server.url) as proxy:
    proxy.next("busy", on="POST /store", times=2, after="0.1")
    load(..., proxy.url)
    assert proxy.done == ["busy", "busy"]
"""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import httpx


@dataclass(slots=True)
class Fault:
    """What to do wrong, on which requests (`METHOD /path` beginnings), how often, and a word more."""

    what: str
    on: str = ""
    times: int = 1
    skip: int = 0
    word: str = ""
    call: Callable[[], None] | None = None


@dataclass
class Proxy:
    """An HTTP server on 127.0.0.1 that passes requests on to `target`, and does wrong when it is told to."""

    target: str
    faults: list[Fault] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    largest: int | None = None  # bodies beyond it get 413
    basic: str | None = None  # `user:password` that every request must bring
    bearer: str | None = None
    url: str = ""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._over = threading.Event()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                proxy.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._client = httpx.Client(timeout=60, trust_env=False)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()  # who still waits answers nobody any more
        self._server.shutdown()
        self._server.server_close()
        self._client.close()

    def next(self, what: str, **how: Any) -> Proxy:
        """Do this wrong from the next request that fits."""
        self.faults.append(Fault(what, **how))
        return self

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        length = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(length)
        self.seen.append(f"{request.command} {request.path.split('?')[0]}")
        if self._unknown(request):
            return self._say(request, 401, b"who are you?", {"WWW-Authenticate": 'Basic realm="test"'})
        if self.largest is not None and len(body) > self.largest:
            self.done.append("too large")
            return self._say(request, 413, b"too large")
        fault = self._due(f"{request.command} {request.path}")
        if fault is None:
            return self._pass(request, body)
        self.done.append(fault.what)
        return getattr(self, f"_{fault.what}")(request, body, fault)  # type: ignore[no-any-return]

    def _unknown(self, request: BaseHTTPRequestHandler) -> bool:
        given = request.headers.get("Authorization", "")
        if self.basic:
            return given != f"Basic {base64.b64encode(self.basic.encode()).decode()}"
        return bool(self.bearer) and given != f"Bearer {self.bearer}"

    def _due(self, line: str) -> Fault | None:
        with self._lock:
            for fault in self.faults:
                if fault.times and line.startswith(fault.on):
                    if fault.skip:
                        fault.skip -= 1
                        return None
                    fault.times -= 1
                    return fault
        return None

    # ---- faults

    def _drop(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Close the connection, before (`word` empty) or `after` the store has taken the request."""
        if fault.word == "after":
            self._ask(request, body)
        request.close_connection = True
        request.connection.shutdown(socket.SHUT_RDWR)

    def _delay(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        if self._over.wait(float(fault.word)):
            request.close_connection = True
        else:
            self._pass(request, body)

    def _status(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Answer with a status, and `Retry-After` where one is given: `429`, `503 0.2`."""
        status, _, after = fault.word.partition(" ")
        self._say(request, int(status), b"not now", {"Retry-After": after} if after else {})

    def _cut_request(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Pass on half of the body."""
        self._pass(request, body[: len(body) // 2])

    def _cut_line(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Pass on half of the body's lines: the store cannot know."""
        lines = body.splitlines(keepends=True)
        self._pass(request, b"".join(lines[: len(lines) // 2]))

    def _cut_answer(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Say how long the answer is, send half of it and close."""
        answer = self._ask(request, body)
        data = answer.content
        request.send_response_only(answer.status_code)
        request.send_header("Content-Type", answer.headers.get("content-type", "text/plain"))
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data[: len(data) // 2])
        request.close_connection = True

    def _lie(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Say that all is well and store nothing."""
        self._say(request, 204, b"")

    def _miscount(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Answer with another number than the store's: `100 99`."""
        right, wrong = (f'"{number}"'.encode() for number in fault.word.split())
        answer = self._ask(request, body)
        media = answer.headers.get("content-type", "text/plain")
        self._say(request, answer.status_code, answer.content.replace(right, wrong), {"Content-Type": media})

    def _call(self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault) -> None:
        """Do something else first, such as killing the store."""
        assert fault.call
        fault.call()
        self._pass(request, body)

    # ---- passing on

    def _ask(self, request: BaseHTTPRequestHandler, body: bytes) -> httpx.Response:
        skip = {"host", "content-length", "connection", "accept-encoding", "transfer-encoding"}
        headers = {name: value for name, value in request.headers.items() if name.lower() not in skip}
        if self.basic or self.bearer:
            headers = {name: value for name, value in headers.items() if name.lower() != "authorization"}
        return self._client.request(
            request.command, self.target + request.path, content=body, headers=headers
        )

    def _pass(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        try:
            answer = self._ask(request, body)
        except httpx.TransportError:
            request.close_connection = True
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        skip = {"content-length", "connection", "transfer-encoding", "content-encoding", "keep-alive"}
        headers = {name: value for name, value in answer.headers.items() if name.lower() not in skip}
        self._say(request, answer.status_code, answer.content, headers)

    @staticmethod
    def _say(
        request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None
    ) -> None:
        request.send_response_only(status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        if status != 204:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if status != 204:
            request.wfile.write(body)
