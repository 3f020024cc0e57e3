"""The planning of one deal."""

from django.utils.translation import gettext as _

from deals import timeline
from deals.models import ActionPoint
from deals.models.deal import EARLIER_END
from rendering.drawing import in_page


def milestones_of(deal, *, day):
    """The milestones with every move of their dates, and their drawing within the term of the deal; five queries."""
    milestones = list(deal.milestones.prefetch_related("moves__moved_by"))
    marks = tuple(
        timeline.Mark(
            one.name,
            one.planned_on,
            _expected(one),
            one.done_on,
            one.planned_precision,
            one.expected_precision,
        )
        for one in milestones
    )
    title = _("Tijdlijn van %(deal)s") % {"deal": deal.name}
    drawing = timeline.draw(marks, title=title, today=day, term=_term(deal)) if marks else ""
    return {"milestones": milestones, "timeline": in_page(drawing)}


def _term(deal):
    signed = deal.signing_moments.filter(signed_on__isnull=False).values_list("signed_on", "precision")
    ends = deal.dates.filter(what=EARLIER_END).values_list("on", "precision")
    return timeline.Term(
        starts=timeline.Known(deal.starts_on, deal.starts_precision) if deal.starts_on else None,
        ends=timeline.Known(deal.ends_on, deal.ends_precision) if deal.ends_on else None,
        signed=tuple(timeline.Known(*one) for one in signed),
        earlier_ends=tuple(timeline.Known(*one) for one in ends),
    )


def _expected(milestone):
    return milestone.expected_on if milestone.expected_on != milestone.planned_on else None


def agreed_in_meetings(deal):
    """Decisions and action points, for the team; two queries."""
    points = list(deal.action_points.select_related("body", "owner_organisation"))
    is_open = ActionPoint.State.OPEN
    return {
        "decisions": deal.decisions.select_related("body"),
        "open_actions": [one for one in points if one.state == is_open],
        "closed_actions": [one for one in points if one.state != is_open],
    }


def late_action_points(deals, day):
    """Open and overdue; one query."""
    late = ActionPoint.objects.late_on(day).filter(deal__in=[deal.pk for deal in deals])
    return late.select_related("owner_organisation")
