"""What is wrong with a file of answers, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {
    "round_not_open": gettext_lazy(
        "Deze ronde neemt nu geen antwoorden aan. Inlezen kan alleen in een open ronde."
    ),
    "too_large": gettext_lazy("Het bestand is groter dan 5 MB. Splits het in kleinere bestanden."),
    "spreadsheet": gettext_lazy(
        "Dit is een Excel-bestand. Sla het in Excel op als “CSV UTF-8” en kies dat bestand."
    ),
    "encoding": gettext_lazy("De letters in dit bestand zijn niet te lezen. Sla het op als “CSV UTF-8”."),
    "not_text": gettext_lazy("Dit is geen tekstbestand. Kies een CSV-bestand."),
    "empty": gettext_lazy("Het bestand is leeg."),
    "unreadable": gettext_lazy(
        "Dit bestand is niet als CSV te lezen. Staat er een aanhalingsteken te veel in?"
    ),
    "missing_column": gettext_lazy("deze kolom ontbreekt"),
    "unknown_column": gettext_lazy("deze kolom hoort er niet in"),
    "double_column": gettext_lazy("deze kolom staat er twee keer in"),
    "too_many_rows": gettext_lazy("een bestand mag hoogstens 20.000 rijen hebben"),
    "gave_up": gettext_lazy("hier is gestopt met lezen: er zijn al 1.000 fouten"),
    "wrong_width": gettext_lazy("er zijn niet evenveel cellen als kolommen (%(value)s)"),
    "no_rows": gettext_lazy("onder de kolomnamen staan geen antwoorden"),
    "double_respondent": gettext_lazy("deze invuller staat bij deze deal ook op rij %(value)s"),
    "no_respondent": gettext_lazy("vul een naam of nummer van de invuller in"),
    "long_respondent": gettext_lazy("de naam of het nummer is langer dan 200 tekens"),
    "no_deal": gettext_lazy("vul het adres van de deal in"),
    "unknown_deal": gettext_lazy("%(value)s is geen deal"),
    "deal_not_in_round": gettext_lazy("%(value)s doet niet mee in deze ronde"),
    "has_links": gettext_lazy(
        "bij deze deal zijn mensen uitgenodigd. Een meting bestaat uit ingelezen antwoorden of uit antwoorden via links, nooit uit beide"
    ),
    "unknown_partner_type": gettext_lazy("%(value)s is geen soort partner"),
    "no_score": gettext_lazy("%(value)s is geen score van 1 tot en met 5"),
    "other_answers": gettext_lazy("van deze invuller zijn eerder andere antwoorden ingelezen"),
}


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
