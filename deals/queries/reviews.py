"""The figures of a half-yearly review: planned and actual."""

from collections import defaultdict
from dataclasses import asdict, fields
from datetime import timedelta

from django.db.models import Prefetch, Q

from deals.models import ActionPoint, Commitment, CommitmentConfirmation, Milestone
from deals.review_figures import ReviewAction, ReviewAgreement, ReviewFigures, ReviewMilestone
from deals.told_years import told_year
from foundation.ordering import dutch

HALF_A_YEAR = timedelta(days=183)


def review_figures(deal, *, day):
    """The state of the deal, to be stored with a review. Always five queries."""
    since = (
        deal.reviews.filter(held_on__lt=day).values_list("held_on", flat=True).first() or day - HALF_A_YEAR
    )
    return ReviewFigures(
        since_on=since,
        year=told_year(day),
        milestones=tuple(_milestone(one) for one in deal.milestones.all()),
        agreements=_agreements(deal, told_year(day)),
        actions=_actions(deal, since),
    )


def review_shown(figures):
    """The ReviewFigures, live or stored, with counts for the page."""
    milestones, agreements, actions = figures.milestones, figures.agreements, figures.actions
    return {
        "since_on": figures.since_on,
        "year": str(figures.year),
        "milestones": milestones,
        "milestones_done": sum(one.done_on is not None for one in milestones),
        "agreements": agreements,
        "partners": _by_partner(one for one in agreements if one.state),
        "unsaid": _by_partner(one for one in agreements if not one.state),
        "unsaid_count": sum(not one.state for one in agreements),
        "agreements_confirmed": sum(bool(one.state) for one in agreements),
        "actions": actions,
        "actions_open": sum(one.state == ActionPoint.State.OPEN for one in actions),
    }


def reviewed(deal, what):
    """The stored "milestones", "agreements" or "actions" of every review, as rows for a file; one query."""
    return [
        asdict(row) | _codes_in_words(row) | {"held_on": review.held_on, "year": review.figures.year}
        for review in deal.reviews.all()
        for row in getattr(review.figures, what)
    ]


def _codes_in_words(row):
    if isinstance(row, ReviewAction):
        return {"state": str(ActionPoint.State(row.state).label)}
    if isinstance(row, ReviewAgreement):
        return {}
    names = ("planned_precision", "expected_precision")
    return {name: str(Milestone.Precision(getattr(row, name)).label) for name in names}


def _by_partner(agreements):
    """[(partner, its agreements)] by name; partners that deviated from their agreements come first."""
    found = defaultdict(list)
    for one in agreements:
        found[one.partner].append(one)
    return sorted(found.items(), key=lambda pair: not any(_is_otherwise(one) for one in pair[1]))


def _is_otherwise(agreement):
    return agreement.state not in ("", CommitmentConfirmation.State.AS_AGREED.label)


def _milestone(milestone):
    names = [field.name for field in fields(ReviewMilestone)]
    return ReviewMilestone(**{name: getattr(milestone, name) for name in names})


def _agreements(deal, year):
    """What runs this year, of partners that did not leave."""
    confirmations = CommitmentConfirmation.objects.filter(year=year)
    running = Commitment.objects.running_in(year).filter(participation__deal=deal)
    found = running.select_related("participation__organisation").prefetch_related(
        Prefetch("confirmations", queryset=confirmations, to_attr="of_year")
    )
    return tuple(
        ReviewAgreement(
            partner=one.participation.organisation.name,
            agreement=one.description,
            amount_eur=one.amount_eur_per_year,
            years=one.years_in_words,
            state=one.of_year[0].get_state_display() if one.of_year else "",
            note=one.of_year[0].note if one.of_year else "",
            is_demo=one.is_demo,
        )
        for one in found.order_by(dutch("participation__organisation__name"), "pk")
    )


def _actions(deal, since):
    """Open, or closed since the previous review."""
    found = deal.action_points.filter(Q(state=ActionPoint.State.OPEN) | Q(closed_on__gte=since))
    return tuple(
        ReviewAction(
            text=one.text,
            organisation=one.owner_organisation.name if one.owner_organisation else "",
            due_on=one.due_on,
            state=one.state,
            closed_on=one.closed_on,
            reason=one.reason,
        )
        for one in found.select_related("owner_organisation")
    )
