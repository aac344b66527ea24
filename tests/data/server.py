"""A web server on this machine that behaves as badly as it is told to."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """Answers requests with ``content``, each in the manner that stands next in ``manners``, the last for ever.

    Manners: "well"; "no ranges"; "break N", which stops after N bytes of what it promised; "stall N"; "long", which
    promises more than it has; "short", which promises less; "no length"; "wrong", other bytes; "redirect"; or a status.

    Attributes: address: where it answers. ranges: the Range header of each request so far, None without one.
    """

    def __init__(self, content, *manners):
        self.content, self.manners = content, list(manners) or ["well"]
        self.ranges, self.closing = [], threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                server.answer(self)

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def close(self):
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    def answer(self, request):
        manner = self.manners[0] if len(self.manners) == 1 else self.manners.pop(0)
        self.ranges.append(request.headers.get("Range"))
        word, _, number = manner.partition(" ")
        if word.isdigit():
            request.send_error(int(word))
            return
        if word == "redirect":
            request.send_response(302)
            request.send_header("Location", "/elsewhere")
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        content = self.content if word != "wrong" else self.content[:-1] + bytes([self.content[-1] ^ 1])
        start = 0
        if self.ranges[-1] and manner != "no ranges":
            start = int(self.ranges[-1].removeprefix("bytes=").removesuffix("-"))
            if start >= len(content):
                request.send_error(416)
                return
            request.send_response(206)
            request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            request.send_response(200)
        rest = content[start:]
        if word == "short":
            rest = rest[: len(rest) // 2]
        if word != "no" or number != "length":
            request.send_header("Content-Length", str(len(rest) + (100 if word == "long" else 0)))
        request.send_header("Connection", "close")
        request.end_headers()
        request.close_connection = True
        if word in ("break", "stall"):
            rest = rest[: int(number)]
        with contextlib.suppress(ConnectionError):
            request.wfile.write(rest)
            request.wfile.flush()
            while word == "stall" and not self.closing.is_set():
                time.sleep(0.01)


@contextlib.contextmanager
def serving(content, *manners):
    """A server for as long as the block runs."""
    server = Server(content, *manners)
    try:
        yield server
    finally:
        server.close()
