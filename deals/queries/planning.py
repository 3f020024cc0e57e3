"""The planning of one deal."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from deals import timeline
from deals.models import ActionPoint


def milestones_of(deal, *, day):
    """The milestones with every move of their dates, and their drawing; three queries."""
    milestones = list(deal.milestones.prefetch_related("moves__moved_by"))
    marks = tuple(timeline.Mark(one.name, one.planned_on, _expected(one), one.done_on) for one in milestones)
    title = _("Tijdlijn van %(deal)s") % {"deal": deal.name}
    drawing = timeline.draw(marks, title=title, today=day) if marks else ""
    # The drawing escapes all text (deals.timeline), so it may stand in a page as it is.
    return {"milestones": milestones, "timeline": mark_safe(drawing)}  # noqa: S308


def _expected(milestone):
    return milestone.expected_on if milestone.expected_on != milestone.planned_on else None


def agreed_in_meetings(deal):
    """Decisions and action points for the team; two queries."""
    points = list(deal.action_points.select_related("body", "owner_organisation"))
    is_open = ActionPoint.State.OPEN
    return {
        "decisions": deal.decisions.select_related("body"),
        "open_actions": [one for one in points if one.state == is_open],
        "closed_actions": [one for one in points if one.state != is_open],
    }


def late_action_points(deals, day):
    """Open and past their date; one query."""
    late = ActionPoint.objects.late_on(day).filter(deal__in=[deal.pk for deal in deals])
    return late.select_related("owner_organisation")
