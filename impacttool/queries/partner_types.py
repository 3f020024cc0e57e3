"""The number of participants of each partner type in a deal's survey: never who."""

from django.db.models import Count

from impacttool.models import Invitation, Response

IMPORTED = "import-"
LEAST_INVITED = (
    5  # an answer carries the partner type only if this many of that type take part (docs/rules.md 5.9)
)


def invited_by_type(surveys):
    """{(survey id, partner type): personal links that were not revoked}; one query."""
    links = Invitation.objects.filter(survey__in=surveys, revoked_at__isnull=True)
    return _counted(links)


def imported_by_type(surveys):
    """{(survey id, partner type): responses read from a file}, while the round is open; one query."""
    return _counted(Response.objects.filter(survey__in=surveys, tie_hash__startswith=IMPORTED))


def _counted(rows):
    counts = rows.exclude(partner_type="").values_list("survey_id", "partner_type").annotate(n=Count("pk"))
    return {(survey_id, partner_type): n for survey_id, partner_type, n in counts.order_by()}
