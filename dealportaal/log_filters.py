"""Keeps personal links out of the log (docs/rules.md 5): an address below /u/, /agenda/, /overzicht/ or
/jaarrapport/ is a secret."""

import logging
import re

LINK = re.compile(r"/(u|agenda|overzicht|jaarrapport)/(?!lezen/)[\w~-]+")
MASKED = r"/\1/***"


class MaskLinks(logging.Filter):
    """Replaces every key in the line and its traceback by ***; the line itself stays."""

    def filter(self, record):
        record.msg, record.args = LINK.sub(MASKED, record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = LINK.sub(MASKED, logging.Formatter().formatException(record.exc_info))
        return True
