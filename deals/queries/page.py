"""The header of the pages of one deal, and what the sources say about it."""

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _

from deals import lifecycle
from deals.models import DealFact, Phase, Stage
from deals.permissions import rights_on
from deals.told_years import told_year

BAR = [Phase(phase) for phase in lifecycle.ROW]


def deal_page(deal, user, *, active, day):
    """The context of templates/deals/deal_base.html, for the pages of every room; `active` is the tab. At most seven
    queries."""
    rights, partners = rights_on(deal, user), deal.participations.partners().count()
    talking = deal.participations.filter(stage=Stage.TALKING)
    return {
        "deal": deal,
        "active": active,
        "nav": "deals",
        "today": day,
        "year": str(day.year),
        "told_year": str(told_year(day)),
        "rights": rights,
        "phases": phase_bar(deal, day),
        "partner_count": partners,
        "talking_count": talking.count() if rights.read_internal and not partners else 0,
    }


def phase_bar(deal, day):
    """The steps of components/_phase_bar.html; "Uitvoering · jaar 3 van 4" if the term is known."""
    if deal.phase == Phase.STOPPED:
        at = Phase(deal.stopped_in_phase or Phase.IDEA)
        return [_step(phase, BAR.index(at), "stopped", _("niet doorgegaan")) for phase in BAR]
    at = BAR.index(deal.phase) if deal.phase else -1
    return [_step(phase, at, "now", _year_of_term(deal, day)) for phase in BAR]


def _step(phase, at, state, note):
    position = BAR.index(phase)
    shown = state if position == at else "done" if position < at else "todo"
    label = phase.label.capitalize()
    return {"label": label, "state": shown, "note": note if position == at else ""}


def _year_of_term(deal, day):
    begins_on = deal.term_begins_on
    if deal.phase != Phase.EXECUTION or not (begins_on and deal.ends_on):
        return ""
    if not begins_on <= day <= deal.ends_on:
        return ""
    begun = (begins_on.month, begins_on.day)
    years = deal.ends_on.year - begins_on.year + ((deal.ends_on.month, deal.ends_on.day) > begun)
    year = min(years, day.year - begins_on.year + ((day.month, day.day) >= begun))
    return _("jaar %(year)s van %(years)s") % {"year": year, "years": years}


def facts_by_subject(deal):
    """`about`: [(label, [facts])] in the order of the subjects; `public` and `partner_count`, which the page shows
    elsewhere: [facts]. One query."""
    facts = defaultdict(list)
    for fact in deal.facts.all():
        facts[fact.subject].append(fact)
    subjects = DealFact.Subject
    elsewhere = (subjects.PUBLIC, subjects.PARTNER_COUNT, subjects.RESULT)
    return {
        "about": [(one.label, facts[one]) for one in subjects if facts[one] and one not in elsewhere],
        "public": facts[subjects.PUBLIC],
        "partner_count": facts[subjects.PARTNER_COUNT],
    }


def signings_of(deal):
    """Moments with their publications, and publications without a known moment; four queries."""
    loose = Q(signing_moment=None) | Q(signing_moment__deleted_at__isnull=False)
    return {
        "moments": deal.signing_moments.prefetch_related("publications", "criteria"),
        "loose_publications": deal.publications.filter(loose),
    }
