"""The closings of rounds, for the calendar of a deal."""

from django.utils import timezone
from django.utils.translation import gettext as _

from deals.queries.calendar import day_of
from impacttool.models import Round, Survey


def closings(deals, user):
    """The day an open round closes, for users who may see its count; one query."""
    found = Survey.objects.managed_by(user).filter(deal__in=deals, round__state=Round.State.OPEN)
    for survey in found.select_related("deal", "round"):
        day = timezone.localtime(survey.round.closes_at).date()
        text = _("Sluiting impactmeting %(year)s") % {"year": survey.round.year}
        yield day_of("impactmeting", survey, day, text, url=survey.round.get_absolute_url())
