"""The columns of the table of partners: chosen in the page, remembered for this visitor."""

from deals.forms.columns import AT_FIRST, KIND, WORDS, YEARS, ColumnsForm, known_columns

CHOSEN, KEPT = "kolommen", "partner_columns"
FIXED = 7  # to tick, partner, agreement, money, stand, attached, actions
WIDE = FIXED + 2  # more columns than a desk shows: the table then scrolls sideways


def address_after_choice(request):
    """The address without the choice of columns, once that is kept; None where nothing was chosen."""
    if CHOSEN not in request.GET:
        return None
    request.session[KEPT] = list(known_columns(request.GET.getlist("kolom")))
    rest = request.GET.copy()
    for name in (CHOSEN, "kolom"):
        rest.pop(name, None)
    return f"{request.path}{'?' if rest else ''}{rest.urlencode()}"


def columns_of(request, rights, year):
    """What the templates of the table need to know of its columns."""
    names = known_columns(request.session.get(KEPT, AT_FIRST)) if rights.read_internal else (KIND,)
    years = tuple(range(year - 1, year + 3)) if YEARS in names else (year,)
    width = FIXED + len(names) + len(years) - 1 + (WORDS in names)
    return {
        "columns": names,
        "money_years": years,
        "width": width,
        "is_wide": width > WIDE,
        "columns_form": ColumnsForm(initial={"kolom": names}),
    }
