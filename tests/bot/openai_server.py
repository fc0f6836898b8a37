"""A server on this machine that speaks as OpenAI's does, with answers written beforehand, for the real client.

It speaks the protocol of ``/chat/completions``, whole and streamed (server-sent events), and keeps every
request it got. What it answers is a script: one ``Answer`` a request, the last one again and again.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the server does with one request."""

    calls: tuple[tuple[str, Any], ...] = ()
    """Tools called: the name, and the arguments (a string goes out as it is)."""
    text: str = ""
    status: int = 200
    raw: bytes | None = None
    """The whole body, in place of one that makes sense."""
    delay: float = 0.0
    """Seconds before anything is said."""
    drip: float = 0.0
    """Seconds between one piece and the next, in a stream or in a body."""


def call(tool: str, **arguments: Any) -> Answer:
    """An answer that calls one tool."""
    return Answer(calls=((tool, arguments),))


@dataclass
class Server:
    """A running server."""

    url: str
    script: list[Answer]
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def next(self) -> Answer:
        """The answer to the request that came last."""
        return self.script[min(len(self.requests), len(self.script)) - 1]


@contextmanager
def serving(*script: Answer) -> Iterator[Server]:
    """A server for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append({**asked, "path": self.path})
            server.keys.append(self.headers.get("Authorization", ""))
            answer = server.next()
            time.sleep(answer.delay)
            try:
                if answer.raw is not None or answer.status != 200:
                    self._whole(answer, answer.raw or json.dumps({"error": {"message": "no", "type": "x"}}).encode())
                elif asked.get("stream"):
                    self._stream(answer)
                else:
                    self._whole(answer, json.dumps(_completion(answer)).encode())
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _whole(self, answer: Answer, body: bytes) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            pieces = [body[i : i + 16] for i in range(0, len(body), 16)] if answer.drip else [body]
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(answer.drip)

        def _stream(self, answer: Answer) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for event in [*map(json.dumps, _events(answer)), "[DONE]"]:
                data = f"data: {event}\n\n".encode()
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
                self.wfile.flush()
                time.sleep(answer.drip)
            self.wfile.write(b"0\r\n\r\n")

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Server(url=f"http://127.0.0.1:{httpd.server_address[1]}/v1", script=list(script))
    thread = Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()


def _completion(answer: Answer) -> dict[str, Any]:
    calls = [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for number, (name, given) in enumerate(answer.calls)
    ]
    message = {"role": "assistant", "content": answer.text or None} | ({"tool_calls": calls} if calls else {})
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _events(answer: Answer) -> Iterator[dict[str, Any]]:
    def event(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "scripted",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }

    yield event({"role": "assistant", "content": ""})
    for start in range(0, len(answer.text), 5):
        yield event({"content": answer.text[start : start + 5]})
    yield event({}, "stop")
