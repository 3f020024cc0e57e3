"""Line endings."""


def one_newline(text: str) -> str:
    """Normalises \\r\\n (browsers) to \\n (spreadsheet programs)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
