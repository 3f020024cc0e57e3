"""Parts of the respondent's form without personal data, cached for all respondents."""

from functools import lru_cache

from django.template.loader import render_to_string

from impacttool import shown
from impacttool.forms.answers import MOST_CHARACTERS, NO_ANSWER

STATEMENTS = 2048  # statements x 7 choices x 2


@lru_cache(maxsize=STATEMENTS)
def statement_html(item, chosen, is_missing):
    """One statement with its buttons."""
    context = {"item": item, "chosen": chosen, "is_missing": is_missing, "no_answer": NO_ANSWER}
    return render_to_string("impacttool/_statement.html", context)


@lru_cache(maxsize=64)
def who_html(thresholds):
    """ "Wie ziet wat?" with the thresholds of a round."""
    who, short = shown.who_sees_what(thresholds), shown.in_short(thresholds)
    context = {"who": who, "short": short, "thresholds": thresholds}
    return render_to_string("impacttool/_respondent_who.html", context)


def remark_html(section, thresholds, text="", error=""):
    """The remark of one indicator. Text that a person typed is never cached."""
    if not text and not error:
        return _empty_remark_html(section, thresholds)
    return _remark_html(section, thresholds, text, error)


@lru_cache(maxsize=256)
def _empty_remark_html(section, thresholds):
    return _remark_html(section, thresholds, "", "")


def _remark_html(section, thresholds, text, error):
    context = {
        "section": section,
        "about": shown.of_remarks(thresholds),
        "text": text,
        "error": error,
        "most_characters": MOST_CHARACTERS,
    }
    return render_to_string("impacttool/_respondent_remark.html", context)
