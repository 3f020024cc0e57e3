"""A cheap visitor on the loopback: a process of its own with plain sockets, so that it costs the server little.

`python -m bench.load PORT CLIENTS PLAN RESULT`. The plan is JSON: {"visits": [{"token", "fields", "taps", "twice"}]}.
One client after the other takes the next visit; requests follow each other at once, without thinking time.
"""

import json
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from time import perf_counter
from urllib.parse import urlencode

TIMEOUT_SECONDS = 20


class Refused(Exception):
    """The server answered otherwise than it does to a respondent."""


class Visitor:
    """One browser: keeps its cookies, and times each request from connecting to the last byte."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}
        self.times: list[float] = []

    def ask(self, method: str, path: str, fields: dict | None = None, *, wanted: int) -> str:
        """Gives the address it is sent on to, or "". Raises Refused on another status than `wanted`."""
        start = perf_counter()
        answer = self._exchange(self._request(method, path, fields))
        self.times.append(perf_counter() - start)
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        if status != wanted:
            raise Refused(f"{method} {path.split('/')[1]}: {status} instead of {wanted}: {body[:200]!r}")
        location = ""
        for name, _, value in (line.partition(": ") for line in lines[1:]):
            if name.lower() == "set-cookie":
                key, _, kept = value.split(";")[0].partition("=")
                self.cookies[key] = kept
            elif name.lower() == "location":
                location = value
        return location

    def _request(self, method: str, path: str, fields: dict | None) -> bytes:
        body = b""
        if fields is not None:
            body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: text/html\r\n"
            f"Accept-Encoding: gzip, deflate, br\r\nAccept-Language: nl\r\nConnection: close\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    def _exchange(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT_SECONDS) as line:
            line.sendall(request)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts)


def visit(port: int, plan: dict) -> list[float]:
    """Link, form, (every tap by itself), all answers at once as without JavaScript, receipt."""
    visitor = Visitor(port)
    form = visitor.ask("GET", f"/u/{plan['token']}/", wanted=302)
    visitor.ask("GET", form, wanted=200)
    if plan.get("taps"):
        for name, value in ((name, value) for name, value in plan["fields"].items() if name[0] == "s"):
            visitor.ask("POST", f"{form}opslaan/", {name: value}, wanted=200)
    if plan.get("twice"):  # a double click: the same form again on a second line
        second = Visitor(port)
        second.cookies = dict(visitor.cookies)
        again = Thread(target=second.ask, args=("POST", form, plan["fields"]), kwargs={"wanted": 302})
        again.start()
        receipt = visitor.ask("POST", form, plan["fields"], wanted=302)
        again.join()
    else:
        receipt = visitor.ask("POST", form, plan["fields"], wanted=302)
    visitor.ask("GET", receipt, wanted=200)
    return visitor.times


def attempts(port: int, clients: int, plans: list[dict]) -> Iterator[tuple[list[float], str]]:
    def one(plan: dict) -> tuple[list[float], str]:
        try:
            return visit(port, plan), ""
        except (Refused, OSError) as error:
            return [], f"{type(error).__name__}: {error}"

    with ThreadPoolExecutor(clients) as pool:
        yield from pool.map(one, plans)


def main() -> None:
    port, clients, plan, result = sys.argv[1:]
    visits = json.loads(Path(plan).read_text())["visits"]
    start = perf_counter()
    made = list(attempts(int(port), int(clients), visits))
    spent = perf_counter() - start
    outcome = {
        "seconds": spent,
        "visits": [times for times, error in made if not error],
        "errors": [error for _times, error in made if error],
    }
    Path(result).write_text(json.dumps(outcome))


if __name__ == "__main__":
    main()
