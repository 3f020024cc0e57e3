"""The process in which typst works: `python -m rendering.typst_child FD`, started by `rendering.typesetter`.

A question is JSON, an answer one letter and the bytes. Ends when the other side closes, also by dying; and by the
kernel's clock in the middle of a document that takes too long, also where nobody waits for it any more.
"""

import json
import signal
import sys
from multiprocessing.connection import Connection
from typing import cast

import typst

MADE, REFUSED = b"1", b"0"


class _Compilers(dict[tuple[str, str], typst.Compiler]):
    """One for each folder of templates and fonts: it keeps what it read from one document to the next."""

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
        return MADE + cast(bytes, made)  # a list only for pictures of several pages, which nobody asks for
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
