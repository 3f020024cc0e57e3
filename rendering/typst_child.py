"""The process in which typst works: `python -m rendering.typst_child FD`, started by `rendering.typesetter`.

A question is JSON, an answer one letter and the bytes. Ends when the other side closes, also by dying; and by the
kernel's clock in the middle of a document that takes too long, also where nobody waits for it any more.
"""

import json
import signal
import sys
from collections import defaultdict
from multiprocessing.connection import Connection

import typst

MADE, REFUSED = b"1", b"0"


class _Compilers(defaultdict):
    """One for each folder of templates and fonts: it keeps what it read from one document to the next."""

    def __missing__(self, key):
        root, folder = key
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        self[key] = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)
        return self[key]


def answer(question, compilers):
    asked = json.loads(question)
    place = asked["root"], asked["fonts"]
    signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
    try:
        return MADE + compilers[place].compile(input=asked["source"].encode(), **asked["options"])
    except typst.TypstError as error:
        del compilers[place]
        return REFUSED + str(error).encode()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def serve(connection):
    compilers = _Compilers()
    while True:
        try:
            question = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(answer(question, compilers))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
