"""How one agreement went: what was said each year, and since when both sides agree."""


def years_of(commitment, *, year):
    """[(year, what was said or None)] for the years up to this one, and for those with a confirmation; one query."""
    said = {one.year: one for one in commitment.confirmations.all()}
    run = range(commitment.year_from, min(commitment.year_until, year) + 1)
    return [(one, said.get(one)) for one in sorted({*run, *said}, reverse=True)]


def agreed_at(versions):
    """The version with which both sides agreed on the current terms; `versions`: newest first."""
    found = None
    for version in versions:
        if not version.is_agreed:
            break
        if found is None or version.terms_in_words == found.terms_in_words:
            found = version
    return found
