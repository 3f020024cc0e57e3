"""What is wrong with a file of lists, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FILE_WORDS = {
    "too_large": gettext_lazy("Het bestand is groter dan 5 MB. Splits het in kleinere bestanden."),
    "empty": gettext_lazy("Het bestand is leeg."),
    "password": gettext_lazy("Er zit een wachtwoord op dit bestand. Sla het op zonder wachtwoord."),
    "encoding": gettext_lazy("De letters in dit bestand zijn niet te lezen. Sla het op als “CSV UTF-8”."),
    "not_text": gettext_lazy(
        "Dit is geen Excel-bestand, geen OpenDocument-bestand (.ods) en geen CSV-bestand."
    ),
    "not_a_workbook": gettext_lazy(
        "Dit is geen Excel-bestand, geen OpenDocument-bestand (.ods) en geen CSV-bestand."
    ),
    "unreadable": gettext_lazy(
        "Dit bestand is beschadigd. Open het, sla het opnieuw op en kies het nog eens."
    ),
    "unfolds_too_far": gettext_lazy(
        "Uitgepakt is dit bestand te groot. Kopieer alleen de rijen die u nodig hebt naar een leeg bestand."
    ),
    "too_many_sheets": gettext_lazy("Het bestand heeft meer dan 60 tabbladen."),
    "too_many_rows": gettext_lazy("Een tabblad mag hoogstens 5.000 rijen hebben."),
    "too_many_columns": gettext_lazy("Een tabblad mag hoogstens 60 kolommen hebben."),
    "open_quote": gettext_lazy(
        'Op regel %(at)s begint een aanhalingsteken (") dat niet goed wordt gesloten: de regels eronder zouden in één cel verdwijnen. Haal dat teken weg, of zet er een achter de tekst, en kies het bestand opnieuw.'
    ),
    "long_cell": gettext_lazy(
        "In één cel (rij %(row)s, kolom %(column)s) staan meer dan 32.767 tekens: meer dan in een cel van Excel past. Kort die tekst in, of maak de cel leeg, en kies het bestand opnieuw."
    ),
}
WORDS = {
    **FILE_WORDS,
    "not_excel": gettext_lazy(
        "Dit is geen Excel-bestand, al heet het zo. Open het in Excel en sla het op als .xlsx, of sla het op als CSV."
    ),
    "no_table": gettext_lazy("Er is geen lijst in herkend. Kies hieronder welke lijst het is."),
    "only_kept": gettext_lazy(
        "Deze lijst is om mee te nemen en wordt niet ingelezen. Inlezen kan met partners, contactpersonen, afspraken, mijlpalen en gezochte partners."
    ),
    # a tab that is not read
    "tab_hidden": gettext_lazy("verborgen tabblad, wordt niet gelezen"),
    "tab_no_table": gettext_lazy("er is geen lijst in herkend"),
    "tab_only_kept": gettext_lazy("deze lijst is om mee te nemen en wordt niet ingelezen"),
    "tab_left_out": gettext_lazy("wordt niet gelezen"),
    # a row
    "missing_column": gettext_lazy("deze kolom is niet gevonden. Kies haar boven uw bestand"),
    "empty_cell": gettext_lazy("vul deze cel in"),
    "twice": gettext_lazy("dit staat ook op rij %(value)s"),
    "unknown_number": gettext_lazy("nummer %(value)s is er niet in deze deal. Laat het leeg bij iets nieuws"),
    "other_organisation": gettext_lazy("nummer %(value)s is van een andere organisatie"),
    "wrong_order": gettext_lazy("dit ligt voor “%(value)s”"),
    # an organisation
    "unknown_tooi": gettext_lazy("het TOOI-adres %(value)s is niet bekend"),
    "unknown_organisation": gettext_lazy(
        "deze organisatie is niet bekend. Vul bij “Soort organisatie” een soort in om haar toe te voegen"
    ),
    "unknown_organisation_guess": gettext_lazy(
        "deze organisatie is niet bekend. Bedoelt u %(value)s? Of vul bij “Soort organisatie” een soort in"
    ),
    "not_in_register": gettext_lazy(
        "deze naam is niet bekend. Alle ministeries, provincies, gemeenten en waterschappen staan er al: controleer de naam"
    ),
    "not_in_register_guess": gettext_lazy("deze naam is niet bekend. Bedoelt u %(value)s?"),
    "ambiguous": gettext_lazy("dit kan meer dan één organisatie zijn: %(value)s. Schrijf de hele naam"),
    "has_ended": gettext_lazy("%(value)s bestaat niet meer en heeft geen bekende opvolger"),
    "has_successor": gettext_lazy("deze organisatie bestaat niet meer. De opvolger is %(value)s"),
    "not_a_partner": gettext_lazy(
        "%(value)s staat niet bij de partners van deze deal. Zet haar daar eerst bij"
    ),
    # a cell
    "too_long": gettext_lazy("de tekst is langer dan %(value)s tekens"),
    "formula_error": gettext_lazy("hier staat %(value)s: een formule die fout gaat"),
    "no_choice": gettext_lazy("kies uit: %(value)s"),
    "no_date": gettext_lazy("%(value)s is geen datum zoals 21-11-2026"),
    "no_rough_date": gettext_lazy(
        "%(value)s is geen datum zoals 21-11-2026, en geen maand, kwartaal of half jaar zoals Q2 2026"
    ),
    "no_year": gettext_lazy("%(value)s is geen jaar zoals 2026"),
    "absurd_year": gettext_lazy("het jaar ligt niet tussen 1990 en 2099"),
    "no_amount": gettext_lazy("%(value)s is geen bedrag zoals 40.000 of 40.000,00"),
    "low": gettext_lazy("het bedrag moet minstens € 1 zijn"),
    "high": gettext_lazy("het bedrag is hoger dan € 100.000.000 per jaar"),
    "no_yes_no": gettext_lazy("vul ja of nee in"),
    "no_number": gettext_lazy("%(value)s is geen nummer"),
    "no_e_mail": gettext_lazy("%(value)s is geen e-mailadres"),
    # an agreement, a milestone
    "needs_amount": gettext_lazy("vul het bedrag per jaar in"),
    "amount_without_money": gettext_lazy("een bedrag hoort bij de soort “geld per jaar”"),
    "needs_words": gettext_lazy("zet de afspraak in woorden"),
    "retired_reason": gettext_lazy("deze reden is niet meer te kiezen"),
    "other_stage": gettext_lazy("deze reden hoort bij een ander stadium"),
    "shared_contact": gettext_lazy(
        "deze persoon is ook contact voor een deal van een ander team: Agenda Stad wijzigt de gegevens"
    ),
    "reach_elsewhere": gettext_lazy("voor welke deals iemand contact is, kiest u bij de contactpersoon zelf"),
    "needs_reason": gettext_lazy("de datum verschuift: vul in waarom"),
}
CAN_GUESS = {"unknown_organisation", "not_in_register"}


def file_words(code, all_words=None):
    """What the reader of files said, `long_cell:12 C` with where."""
    name, _sign, at = code.partition(":")
    row, _space, column = at.partition(" ")
    text = str((all_words or WORDS)[name])
    return text % {"at": at, "row": row, "column": column} if at else text


# Behind a row of the file: what happens with it.
ROW_WORDS = {
    "empty": gettext_lazy("overslaan: leeg"),
    "above": gettext_lazy("overslaan: titel"),
    "header": gettext_lazy("kopregel gevonden"),
    "section": gettext_lazy("overslaan: kopje"),
    "note": gettext_lazy("overslaan: voetnoot"),
    "again": gettext_lazy("overslaan: nog eens de kopregel"),
    "total": gettext_lazy("overslaan: totaal"),
    "row": gettext_lazy("overslaan"),
}


def row_words(row, sums=None):
    """ "overslaan: totaal, klopt"; `sums`: of a total what stands there and what the rows make."""
    text = str(ROW_WORDS[row.kind])
    if row.kind == "total" and sums:
        fits = all(said == made for said, made in sums.values())
        return f"{text}, {_('klopt') if fits else _('klopt niet')}"
    return text


def words(problem):
    """ "21/13/2026 is geen datum zoals 21-11-2026" """
    code = f"{problem.code}_guess" if problem.code in CAN_GUESS and problem.value else problem.code
    text = str(WORDS[code])
    return text % {"value": problem.value} if "%(" in text else text


def place(problem):
    """ "Partners, rij 12, kolom Sinds", or nothing when it is about the whole file."""
    parts = [problem.table]
    if problem.row:
        row = _("rij %(row)s") % {"row": problem.row}
        parts.append(f"{row} (“{problem.label}”)" if problem.label else row)
    if problem.column:
        parts.append(_("kolom %(column)s") % {"column": problem.column})
    return ", ".join(filter(None, parts))
