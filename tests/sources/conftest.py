"""A web server of our own on 127.0.0.1: pages, redirects, errors, and a page that drips."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parent.parent / "data" / "articles"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = (ARTICLES / "grain.html").read_bytes()
        match self.path.split("?")[0]:
            case "/grain":
                self.answer(200, page, "text/html; charset=utf-8")
            case "/old":
                self.answer(301, b"", "text/html", Location="/grain")
            case "/loop":
                self.answer(302, b"", "text/html", Location="/loop")
            case "/elsewhere":
                self.answer(302, b"", "text/html", Location="ftp://127.0.0.1/grain")
            case "/plain":
                self.answer(200, "Peru rejected the offer.\r\n".encode("utf-16"), "text/plain")
            case "/latin":
                self.answer(
                    200,
                    "Perú rejected the offer. Bogotá did not reply. ".encode("cp1252"),
                    "text/plain; charset=cp1252",
                )
            case "/lines":
                self.answer(200, (ARTICLES / "week.jsonl").read_bytes(), "application/x-ndjson")
            case "/nameless.jsonl" | "/nameless.bin":
                self.answer(200, (ARTICLES / "week.jsonl").read_bytes(), "application/octet-stream")
            case "/menu":
                self.answer(
                    200, b"<html><body><ul><li>Home<li>News<li>Log in</ul></body></html>", "text/html"
                )
            case "/pdf":
                self.answer(200, b"%PDF-1.7 ...", "application/pdf")
            case "/lying":
                self.answer(200, b"%PDF-1.7 ...", "text/html")
            case "/empty":
                self.answer(200, b"", "text/html")
            case "/huge":
                self.answer(200, b"<html>" + b"x" * 200_000, "text/html")
            case "/broken":
                self.answer(500, b"oops", "text/html")
            case "/silent":
                time.sleep(1.5)
            case "/drip":
                self.drip()
            case _:
                self.answer(404, b"<html>no such page</html>", "text/html")

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(20):
                self.wfile.write(b"<p>drip</p>")
                self.wfile.flush()
                time.sleep(0.1)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy between the tests and 127.0.0.1."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
