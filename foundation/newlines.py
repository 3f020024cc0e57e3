"""One way to end a line."""


def one_newline(text: str) -> str:
    """A browser sends \\r\\n, a spreadsheet program \\n: the same text."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
