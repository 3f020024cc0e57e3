"""How one agreement went: each year what was said of it, and since when both sides agree."""


def years_of(commitment, *, year):
    """[(year, what was said or None)] of the years until this one, and of which something was said; one query."""
    said = {one.year: one for one in commitment.confirmations.all()}
    run = range(commitment.year_from, min(commitment.year_until, year) + 1)
    return [(one, said.get(one)) for one in sorted({*run, *said}, reverse=True)]


def agreed_at(versions):
    """The version with which both sides came to agree on what is agreed now; `versions` from late to early."""
    found = None
    for version in versions:
        if not version.is_agreed:
            break
        if found is None or version.terms_in_words == found.terms_in_words:
            found = version
    return found
