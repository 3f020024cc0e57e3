"""Keeps personal links out of the log (docs/rules.md 5): an address below /u/ is a key."""

import logging
import re

LINK = re.compile(r"/u/[\w-]+")
MASKED = "/u/***"


class MaskLinks(logging.Filter):
    """Writes every personal link in the line, and in its traceback, as /u/***; the line itself stays."""

    def filter(self, record):
        record.msg, record.args = LINK.sub(MASKED, record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = LINK.sub(MASKED, logging.Formatter().formatException(record.exc_info))
        return True
