"""Recording a half-yearly review."""

from django.db import transaction

from deals import queries
from deals.actions.planning import save_part


@transaction.atomic
def save_review(*, part, version, changes, by, day):
    """A new one stores the deal's figures of `day`. Raises ChangedMeanwhile."""
    if part.pk is None:
        part.figures, part.drawn_on = queries.review_figures(part.deal, day=day), day
    return save_part(part=part, version=version, changes=changes, by=by)
