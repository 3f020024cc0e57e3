"""The process in which typst runs: `python -m rendering.typst_child FD`, started by `rendering.typesetter`.

A request is JSON, a response one letter and the bytes. Ends when the other side closes the connection or dies; a kernel
timer kills it when a document takes too long, even if nobody is waiting any more.
"""

import json
import signal
import sys
from multiprocessing.connection import Connection
from typing import cast

import typst

MADE, REFUSED = b"1", b"0"


class _Compilers(dict[tuple[str, str], typst.Compiler]):
    """One compiler per folder of templates and fonts, which caches what it read for the next document."""

    def __missing__(self, key: tuple[str, str]) -> typst.Compiler:
        root, folder = key
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        self[key] = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)
        return self[key]


def answer(question: bytes, compilers: _Compilers) -> bytes:
    asked = json.loads(question)
    place = asked["root"], asked["fonts"]
    signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
    try:
        made = compilers[place].compile(input=asked["source"].encode(), **asked["options"])
        return MADE + cast(bytes, made)  # a list only for PNGs of several pages, which no caller requests
    except typst.TypstError as error:
        del compilers[place]
        return REFUSED + str(error).encode()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def serve(connection: Connection) -> None:
    compilers = _Compilers()
    while True:
        try:
            question = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(answer(question, compilers))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
