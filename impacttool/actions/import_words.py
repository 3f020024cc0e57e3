"""What is wrong with a file of answers, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.actions import sheet_words

WORDS = {
    "round_not_open": gettext_lazy(
        "Deze ronde neemt nu geen antwoorden aan. Inlezen kan alleen in een open ronde."
    ),
    **sheet_words.FILE_WORDS,
    "too_many_rows": gettext_lazy("Een tabblad met antwoorden mag hoogstens 20.000 rijen hebben."),
    "too_many_columns": gettext_lazy("Een tabblad met antwoorden mag hoogstens 500 kolommen hebben."),
    "missing_column": gettext_lazy("deze kolom is niet gevonden. Kies haar hieronder"),
    "unknown_column": gettext_lazy("deze kolom is niet herkend. Kies hieronder wat zij is, of laat haar weg"),
    "double_column": gettext_lazy("deze kolom staat er twee keer in"),
    "gave_up": gettext_lazy("hier is gestopt met lezen: er zijn al 1.000 fouten"),
    "no_rows": gettext_lazy("onder de kolomnamen staan geen antwoorden"),
    "double_respondent": gettext_lazy("deze invuller staat bij deze deal ook op rij %(value)s"),
    "no_respondent": gettext_lazy("vul een naam of nummer van de invuller in"),
    "long_respondent": gettext_lazy("de naam of het nummer is langer dan 200 tekens"),
    "no_deal": gettext_lazy("vul de naam of het adres van de deal in"),
    "unknown_deal": gettext_lazy("%(value)s is geen deal"),
    "deal_not_in_round": gettext_lazy("%(value)s doet niet mee in deze ronde"),
    "has_links": gettext_lazy(
        "bij deze deal zijn mensen uitgenodigd. Een meting bestaat uit ingelezen antwoorden of uit antwoorden via links, nooit uit beide"
    ),
    "unknown_partner_type": gettext_lazy("%(value)s is geen soort partner"),
    "no_score": gettext_lazy("%(value)s is geen score van 1 tot en met 5"),
    "other_answers": gettext_lazy("van deze invuller zijn eerder andere antwoorden ingelezen"),
}


def file_words(code):
    """What the reader of files said."""
    return sheet_words.file_words(code, WORDS)


def words(problem):
    """ "7 is geen score van 1 tot en met 5" """
    text = str(WORDS[problem.code])
    return text % {"value": problem.value} if "%(" in text else text


def place(problem):
    """ "rij 12, kolom 3.1", or nothing when it is about the whole file."""
    if not problem.row:
        return ""
    if not problem.column:
        return _("rij %(row)s") % {"row": problem.row}
    return _("rij %(row)s, kolom %(column)s") % {"row": problem.row, "column": problem.column}


def sentence(problem):
    """ "rij 12, kolom 3.1: 7 is geen score van 1 tot en met 5" """
    return ": ".join(filter(None, [place(problem), words(problem)]))
