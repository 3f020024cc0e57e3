"""What a half-yearly review looks at: planned beside real. Organisations and no names, because it is kept."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch, Q

from deals.models import ActionPoint, Commitment, CommitmentConfirmation, Milestone
from deals.told_years import told_year
from foundation.ordering import dutch

HALF_A_YEAR = timedelta(days=183)


def review_figures(deal, *, day):
    """As it can be stored: days as text. Five queries, however much there is."""
    since = (
        deal.reviews.filter(held_on__lt=day).values_list("held_on", flat=True).first() or day - HALF_A_YEAR
    )
    return {
        "since_on": since.isoformat(),
        "year": told_year(day),
        "milestones": [_milestone(one) for one in deal.milestones.all()],
        "agreements": _agreements(deal, told_year(day)),
        "actions": _actions(deal, since),
    }


def review_shown(figures):
    """The figures of a review, live or stored, with days and counts for the page."""
    milestones, agreements = _dated(figures["milestones"]), figures["agreements"]
    return {
        "since_on": date.fromisoformat(figures["since_on"]),
        "year": str(figures["year"]),
        "milestones": milestones,
        "milestones_done": sum(bool(one["done_on"]) for one in milestones),
        "agreements": agreements,
        "partners": _by_partner(one for one in agreements if one["state"]),
        "unsaid": _by_partner(one for one in agreements if not one["state"]),
        "unsaid_count": sum(not one["state"] for one in agreements),
        "agreements_confirmed": sum(bool(one["state"]) for one in agreements),
        "actions": _dated(figures["actions"]),
        "actions_open": sum(one["state"] == ActionPoint.State.OPEN for one in figures["actions"]),
    }


def reviewed(deal, what):
    """[row] of the stored "milestones", "agreements" or "actions" of every review, as for a page; one query."""
    return [
        row | _codes_in_words(row, what) | {"held_on": review.held_on, "year": review.figures["year"]}
        for review in deal.reviews.all()
        for row in _dated(review.figures.get(what, []))
    ]


def _codes_in_words(row, what):
    """What is stored as a code or as text; an older review has no precision of a day."""
    if what == "actions":
        return {"state": str(ActionPoint.State(row["state"]).label)}
    if what == "agreements":
        return {"amount_eur": Decimal(row["amount_eur"]) if row["amount_eur"] else None}
    names = ("planned_precision", "expected_precision")
    return {name: str(Milestone.Precision(row.get(name) or Milestone.Precision.DAY).label) for name in names}


def _by_partner(agreements):
    """[(partner, its agreements)] by name; partners that deviated from their agreements come first."""
    found = defaultdict(list)
    for one in agreements:
        found[one["partner"]].append(one)
    return sorted(found.items(), key=lambda pair: not any(_is_otherwise(one) for one in pair[1]))


def _is_otherwise(agreement):
    return agreement["state"] not in ("", CommitmentConfirmation.State.AS_AGREED.label)


def _milestone(milestone):
    days = {name: getattr(milestone, name) for name in ("planned_on", "expected_on", "done_on")}
    known = {
        "name": milestone.name,
        "is_demo": milestone.is_demo,
        "planned_precision": milestone.planned_precision,
        "expected_precision": milestone.expected_precision,
    }
    return known | {name: day.isoformat() if day else "" for name, day in days.items()}


def _agreements(deal, year):
    """What runs this year, of partners that did not leave; `state` is empty while nobody said how it goes."""
    confirmations = CommitmentConfirmation.objects.filter(year=year)
    running = Commitment.objects.running_in(year).filter(participation__deal=deal)
    found = running.select_related("participation__organisation").prefetch_related(
        Prefetch("confirmations", queryset=confirmations, to_attr="of_year")
    )
    return [
        {
            "partner": one.participation.organisation.name,
            "agreement": one.description,
            "amount_eur": str(one.amount_eur_per_year or ""),
            "years": one.years_in_words,
            "state": one.of_year[0].get_state_display() if one.of_year else "",
            "note": one.of_year[0].note if one.of_year else "",
            "is_demo": one.is_demo,
        }
        for one in found.order_by(dutch("participation__organisation__name"), "pk")
    ]


def _actions(deal, since):
    """Open, or closed since the review before."""
    found = deal.action_points.filter(Q(state=ActionPoint.State.OPEN) | Q(closed_on__gte=since))
    return [
        {
            "text": one.text,
            "organisation": one.owner_organisation.name if one.owner_organisation else "",
            "due_on": one.due_on.isoformat() if one.due_on else "",
            "state": one.state,
            "closed_on": one.closed_on.isoformat() if one.closed_on else "",
            "reason": one.reason,
        }
        for one in found.select_related("owner_organisation")
    ]


def _dated(rows):
    return [
        {
            name: date.fromisoformat(value) if name.endswith("_on") and value else value
            for name, value in row.items()
        }
        for row in rows
    ]
